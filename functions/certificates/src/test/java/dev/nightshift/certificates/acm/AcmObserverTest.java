package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.acm.Cnames.Answer;
import dev.nightshift.certificates.acm.ServerCertificate.Content;
import dev.nightshift.certificates.acm.Unread.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class AcmObserverTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final String IRELAND = "eu-west-1";
    private static final String FRANKFURT = "eu-central-1";
    private static final String VIRGINIA = "us-east-1";
    private static final List<String> REGIONS =
            AcmObserver.regions(IRELAND, List.of(FRANKFURT, IRELAND));
    private static final Minted SHOP =
            Minted.of(
                    "EC_secp384r1",
                    Instant.parse("2026-06-01T00:00:00Z"),
                    Instant.parse("2026-12-15T00:00:00Z"),
                    "shop.example.org");

    private final FakeCertificates aws = new FakeCertificates();

    private AwsFacts observe(Cnames dns) {
        return new AcmObserver(aws.gateway(), dns, REGIONS).observe(NOW);
    }

    private AwsFacts observe() {
        return observe(any -> new Answer.Unknown("no network"));
    }

    @Test
    void looks_at_home_the_configured_regions_and_where_cloudfront_looks_each_once() {
        assertThat(REGIONS).containsExactly(IRELAND, FRANKFURT, VIRGINIA);
        assertThat(AcmObserver.regions(VIRGINIA, List.of())).containsExactly(VIRGINIA);
    }

    @Test
    void all_that_is_there_is_seen() {
        var ireland = aws.in(IRELAND).imported(SHOP);
        var virginia = aws.in(VIRGINIA).imported(SHOP);
        aws.fakeIam().uploaded("shop", "/", SHOP);
        var id =
                aws.fakeCloudFront()
                        .made(
                                List.of("shop.example.org"),
                                ViewerCertificate.builder().acmCertificateArn(virginia).build());

        var facts = observe();

        assertThat(facts.at()).isEqualTo(NOW);
        assertThat(facts.regions()).isEqualTo(REGIONS);
        assertThat(facts.certificates())
                .extracting(AwsCertificate::arn)
                .containsExactly(ireland, virginia);
        assertThat(facts.serverCertificates())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.content())
                                        .contains(
                                                new Content(
                                                        SHOP.notBefore(),
                                                        SHOP.notAfter(),
                                                        SHOP.names())));
        assertThat(facts.distributions()).extracting(Distribution::id).containsExactly(id);
        assertThat(facts.records()).isEmpty();
        assertThat(facts.unread()).isEmpty();
    }

    @Test
    void a_region_that_cannot_be_read_is_a_fact_and_spares_the_others() {
        aws.in(IRELAND).imported(SHOP);
        var virginia = aws.in(VIRGINIA).imported(SHOP);
        aws.gate.deny(IRELAND);

        var facts = observe();

        assertThat(facts.certificates()).extracting(AwsCertificate::arn).containsExactly(virginia);
        assertThat(facts.unread())
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.subject()).isEqualTo(Subject.REGION);
                            assertThat(gap.what())
                                    .isEqualTo("the certificates of region eu-west-1");
                            assertThat(gap.why())
                                    .contains("list the certificates in eu-west-1", "AccessDenied");
                        });
    }

    @Test
    void a_certificate_that_may_not_be_looked_at_is_named() {
        var arn = aws.in(IRELAND).imported(SHOP);
        aws.in(VIRGINIA).imported(SHOP);
        aws.gate.deny(IRELAND + " DescribeCertificate");

        var facts = observe();

        assertThat(facts.certificates()).hasSize(1);
        assertThat(facts.unread(Subject.CERTIFICATE, arn)).isPresent();
    }

    @Test
    void what_has_gone_since_it_was_listed_is_neither_there_nor_unread() {
        var gone = aws.in(IRELAND).imported(SHOP);
        var there = aws.in(IRELAND).imported(SHOP);
        aws.in(IRELAND).vanish(gone);

        var facts = observe();

        assertThat(facts.certificates()).extracting(AwsCertificate::arn).containsExactly(there);
        assertThat(facts.unread()).isEmpty();
    }

    @Test
    void what_is_throttled_is_asked_for_once_more() {
        for (int i = 0; i < 12; i++) {
            aws.in(IRELAND).imported(SHOP);
        }
        aws.gate.throttle(IRELAND + " DescribeCertificate", 6);
        aws.gate.throttle(FRANKFURT + " ListCertificates", 1);

        var facts = observe();

        assertThat(facts.certificates()).hasSize(12);
        assertThat(facts.unread()).isEmpty();
        assertThat(aws.gate.calls(IRELAND + " DescribeCertificate")).isEqualTo(18);
    }

    @Test
    void what_is_throttled_again_is_unread() {
        for (int i = 0; i < 3; i++) {
            aws.in(IRELAND).imported(SHOP);
        }
        aws.gate.throttle(IRELAND + " DescribeCertificate", 100);

        var facts = observe();

        assertThat(facts.certificates()).isEmpty();
        assertThat(facts.unread()).hasSize(3).allMatch(gap -> gap.why().contains("Rate exceeded"));
        assertThat(aws.gate.calls(IRELAND + " DescribeCertificate")).isEqualTo(6);
    }

    @Test
    void certificates_are_looked_at_side_by_side_but_never_too_many() {
        for (int i = 0; i < 40; i++) {
            aws.in(IRELAND).imported(SHOP);
        }

        observe();

        assertThat(aws.gate.most()).isBetween(2, 4);
    }

    @Test
    void a_server_certificate_whose_content_is_not_to_be_read_still_expires() {
        aws.fakeIam().uploaded("denied", "/", SHOP);
        aws.gate.deny("iam GetServerCertificate");

        var facts = observe();

        assertThat(facts.serverCertificates())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.expires()).isEqualTo(SHOP.notAfter());
                            assertThat(one.content()).isEmpty();
                        });
        assertThat(facts.unread(Subject.SERVER_CERTIFICATE, "denied")).isPresent();
    }

    @Test
    void a_server_certificate_that_is_no_certificate_is_unread() {
        aws.fakeIam().uploaded("broken", "/", SHOP, "-----BEGIN CERTIFICATE-----\nAAAA\n");

        var facts = observe();

        assertThat(facts.unread(Subject.SERVER_CERTIFICATE, "broken").orElseThrow())
                .contains("not to be read");
    }

    @Test
    void services_that_are_denied_are_named_one_by_one() {
        var arn = aws.in(IRELAND).requested("blog.example.org");
        for (var service : List.of("iam", "cloudfront", "route53")) {
            aws.gate.deny(service);
        }

        var facts = observe();

        assertThat(facts.certificates()).extracting(AwsCertificate::arn).containsExactly(arn);
        assertThat(facts.unread())
                .extracting(Unread::subject)
                .containsExactlyInAnyOrder(
                        Subject.SERVER_CERTIFICATES, Subject.DISTRIBUTIONS, Subject.ZONES);
        assertThat(facts.records().values())
                .singleElement()
                .isInstanceOf(RecordState.Unknown.class);
    }

    @Test
    void records_are_looked_up_in_the_public_zone_of_the_longest_name() {
        aws.in(IRELAND).requested("blog.example.org", "*.blog.example.org");
        var apex = aws.fakeRoute53().zone("example.org", false);
        var blog = aws.fakeRoute53().zone("blog.example.org", false);
        var inside = aws.fakeRoute53().zone("blog.example.org", true);
        aws.fakeRoute53().zone("log.example.org", false);
        cname(apex, "_wrong.acm-validations.aws.");
        cname(inside, "_wrong.acm-validations.aws.");

        assertThat(observe().records())
                .isEqualTo(
                        Map.of(
                                record(),
                                new RecordState.Missing(
                                        "make the record %s in hosted zone blog.example.org (%s)"
                                                .formatted(record(), blog))));

        cname(blog, "_2b.acm-validations.aws.");
        assertThat(observe().records()).isEqualTo(Map.of(record(), new RecordState.Present()));
    }

    @Test
    void of_zones_with_one_name_any_may_have_it() {
        aws.in(IRELAND).requested("blog.example.org");
        aws.fakeRoute53().zone("example.org", false);
        var other = aws.fakeRoute53().zone("example.org", false);

        assertThat(observe().records().get(record()))
                .isInstanceOfSatisfying(
                        RecordState.Missing.class,
                        missing ->
                                assertThat(missing.restore())
                                        .endsWith("example.org (Z1) or example.org (Z2)"));

        cname(other, "_2b.acm-validations.aws.");
        assertThat(observe().records()).isEqualTo(Map.of(record(), new RecordState.Present()));
    }

    @Test
    void every_weighted_value_counts_on_every_page() {
        aws.in(IRELAND).requested("blog.example.org");
        var zone = aws.fakeRoute53().zone("example.org", false);
        for (int i = 0; i < 5; i++) {
            aws.fakeRoute53()
                    .add(
                            zone,
                            ResourceRecordSet.builder()
                                    .name("_1a.blog.example.org.")
                                    .type(RRType.CNAME)
                                    .setIdentifier("n" + i)
                                    .weight(1L)
                                    .resourceRecords(
                                            ResourceRecord.builder()
                                                    .value(
                                                            i == 4
                                                                    ? "elsewhere.example.net"
                                                                    : "_2b.acm-validations.aws.")
                                                    .build())
                                    .build());
        }

        assertThat(observe().records().get(record()))
                .isInstanceOfSatisfying(
                        RecordState.Different.class,
                        different ->
                                assertThat(different.found()).contains("elsewhere.example.net"));
    }

    @Test
    void a_name_hosted_elsewhere_is_asked_of_dns() {
        aws.in(IRELAND).requested("blog.example.org");
        aws.fakeRoute53().zone("example.com", false);

        var facts =
                observe(
                        name ->
                                name.equals(record().name())
                                        ? new Answer.Found(record().value() + ".")
                                        : new Answer.None());

        assertThat(facts.records()).isEqualTo(Map.of(record(), new RecordState.Present()));
    }

    @Test
    void route_53_that_is_throttled_twice_leaves_dns() {
        aws.in(IRELAND).requested("blog.example.org");
        aws.fakeRoute53().zone("example.org", false);
        aws.gate.throttle("route53 ListResourceRecordSets", 100);

        assertThat(observe().records().get(record()))
                .isInstanceOfSatisfying(
                        RecordState.Unknown.class,
                        unknown ->
                                assertThat(unknown.why()).contains("Rate exceeded", "no network"));
        assertThat(aws.gate.calls("route53 ListResourceRecordSets")).isEqualTo(2);
    }

    @Test
    void what_can_no_longer_be_renewed_needs_no_records() {
        var arn = aws.in(IRELAND).requested("blog.example.org");
        aws.in(IRELAND).change(arn, detail -> detail.status(CertificateStatus.EXPIRED));

        var facts = observe();

        assertThat(facts.records()).isEmpty();
        assertThat(aws.gate.calls("route53 ListHostedZones")).isZero();
    }

    @Test
    void what_this_version_does_not_know_is_unknown() {
        aws.in(IRELAND)
                .add(
                        CertificateDetail.builder()
                                .type("FROM_THE_MOON")
                                .status("HALF_ISSUED")
                                .renewalEligibility("PERHAPS")
                                .keyAlgorithm("RSA_2048")
                                .renewalSummary(last -> last.renewalStatus("STUCK"))
                                .managedBy("CLOUDFRONT"));
        aws.in(IRELAND)
                .add(
                        CertificateDetail.builder()
                                .keyAlgorithm("RSA_2048")
                                .renewalSummary(
                                        last ->
                                                last.renewalStatus(RenewalStatus.FAILED)
                                                        .renewalStatusReason("CAA_ERROR")));

        var facts = observe();

        assertThat(facts.certificates())
                .hasSize(2)
                .allSatisfy(
                        one -> {
                            assertThat(one.type()).isEqualTo(AwsCertificate.Type.UNKNOWN);
                            assertThat(one.status()).isEqualTo(AwsCertificate.Status.UNKNOWN);
                            assertThat(one.eligibility())
                                    .isEqualTo(AwsCertificate.Eligibility.UNKNOWN);
                            assertThat(one.domain()).isEmpty();
                        });
        assertThat(facts.certificates())
                .filteredOn(one -> one.managedBy().isPresent())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.renewal().orElseThrow().status())
                                        .isEqualTo(AwsCertificate.RenewalStatus.UNKNOWN));
        assertThat(facts.certificates())
                .filteredOn(one -> one.managedBy().isEmpty())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.renewal().orElseThrow().reason())
                                        .contains("CAA_ERROR"));
    }

    @Test
    void what_was_exported_is_told_apart_from_what_nothing_uses() {
        var taken = aws.in(IRELAND).imported(SHOP);
        aws.in(IRELAND).imported(SHOP);
        aws.in(IRELAND).export(taken);

        assertThat(observe().certificates())
                .filteredOn(AwsCertificate::isUsed)
                .extracting(AwsCertificate::arn)
                .containsExactly(taken);
    }

    @Test
    void private_ones_are_told_apart() {
        aws.in(IRELAND)
                .add(
                        CertificateDetail.builder()
                                .type(CertificateType.PRIVATE)
                                .status(CertificateStatus.ISSUED)
                                .keyAlgorithm("RSA_4096"));

        assertThat(observe().certificates())
                .extracting(AwsCertificate::type)
                .containsExactly(AwsCertificate.Type.PRIVATE);
    }

    private void cname(String zone, String value) {
        aws.fakeRoute53().record(zone, "_1a.blog.example.org", RRType.CNAME, value);
    }

    private static ValidationRecord record() {
        return new ValidationRecord("_1a.blog.example.org", "CNAME", "_2b.acm-validations.aws");
    }
}
