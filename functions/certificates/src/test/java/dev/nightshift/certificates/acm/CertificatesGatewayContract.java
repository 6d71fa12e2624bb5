package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.acm.AwsCertificate.Eligibility;
import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Proof;
import dev.nightshift.certificates.acm.AwsCertificate.Status;
import dev.nightshift.certificates.acm.CertificatesGateway.Listed;
import dev.nightshift.certificates.acm.CertificatesGateway.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** What the gateway promises, on the fake and over the wire alike. */
abstract class CertificatesGatewayContract {
    static final String HOME = "eu-west-1";
    static final String VIRGINIA = "us-east-1";

    /** The emulator takes nothing that is expired or not yet valid by its own clock. */
    static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

    static final Instant TO = Instant.parse("2049-12-31T23:59:59Z");
    private static final Minted SHOP =
            Minted.of("EC_prime256v1", FROM, TO, "shop.example.org", "www.shop.example.org");

    abstract CertificatesGateway gateway();

    /**
     * @return its ARN
     */
    abstract String imports(String region, Minted minted);

    /**
     * @return its ARN
     */
    abstract String requests(String region, String domain, String... more);

    abstract void uploads(String name, String path, Minted minted);

    abstract void distributes(List<String> aliases, ViewerCertificate certificate);

    /**
     * @return its id
     */
    abstract String makesZone(String name, boolean isPrivate);

    abstract void makesCname(String zone, String name, String value);

    private List<String> arns(String region) {
        var listed = gateway().certificates(region);
        assertThat(listed).allMatch(one -> one.region().equals(region) && !one.exported());
        return listed.stream().map(Listed::arn).toList();
    }

    private static Listed listed(String arn) {
        return new Listed(HOME, arn, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"})
    void a_certificate_is_listed_whatever_its_key(String keyAlgorithm) {
        var arn = imports(HOME, Minted.of(keyAlgorithm, FROM, TO, "shop.example.org"));

        assertThat(arns(HOME)).containsExactly(arn);
        assertThat(gateway().certificate(listed(arn)).orElseThrow().keyAlgorithm())
                .isEqualTo(keyAlgorithm);
    }

    @Test
    void every_page_is_read_of_the_region_that_is_asked_for() {
        var arns = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            arns.add(imports(HOME, SHOP));
        }
        var elsewhere = imports(VIRGINIA, SHOP);

        assertThat(arns(HOME)).containsExactlyInAnyOrderElementsOf(arns);
        assertThat(arns(VIRGINIA)).containsExactly(elsewhere);
    }

    @Test
    void an_imported_certificate_tells_how_long_it_lives_and_will_not_be_renewed() {
        var arn = imports(HOME, SHOP);

        var found = gateway().certificate(listed(arn)).orElseThrow();

        assertThat(found.arn()).isEqualTo(arn);
        assertThat(found.region()).isEqualTo(HOME);
        assertThat(found.type()).isEqualTo(AwsCertificate.Type.IMPORTED);
        assertThat(found.status()).isEqualTo(Status.ISSUED);
        assertThat(found.domain()).isEqualTo("shop.example.org");
        assertThat(found.names())
                .containsExactlyInAnyOrder("shop.example.org", "www.shop.example.org");
        assertThat(found.notBefore()).contains(FROM);
        assertThat(found.notAfter()).contains(TO);
        assertThat(found.importedAt()).isPresent();
        assertThat(found.inUseBy()).isEmpty();
        assertThat(found.eligibility()).isEqualTo(Eligibility.INELIGIBLE);
        assertThat(found.records()).isEmpty();
        assertThat(found.managedBy()).isEmpty();
    }

    @Test
    void a_requested_certificate_tells_the_records_it_waits_for() {
        var arn = requests(HOME, "blog.example.org", "*.blog.example.org", "example.com");

        var found = gateway().certificate(listed(arn)).orElseThrow();

        assertThat(arns(HOME)).containsExactly(arn);
        assertThat(found.status()).isEqualTo(Status.PENDING_VALIDATION);
        assertThat(found.type()).isEqualTo(AwsCertificate.Type.AMAZON_ISSUED);
        assertThat(found.validations()).hasSize(3);
        assertThat(found.validations())
                .allSatisfy(
                        validation -> {
                            assertThat(validation.method()).isEqualTo(Method.DNS);
                            assertThat(validation.proof()).isEqualTo(Proof.PENDING);
                        });
        // a wildcard is proved by the record of the name it is under
        assertThat(found.records()).hasSize(2);
        assertThat(found.records())
                .allSatisfy(
                        record -> {
                            assertThat(record.type()).isEqualTo("CNAME");
                            assertThat(record.name()).startsWith("_").doesNotEndWith(".");
                            assertThat(record.value()).endsWith(".acm-validations.aws");
                        });
    }

    @Test
    void a_certificate_that_is_not_there_is_not_an_error() {
        var gone = imports(VIRGINIA, SHOP);

        assertThat(gateway().certificate(listed(gone))).isEmpty();
        assertThat(gateway().certificates(HOME)).isEmpty();
    }

    @Test
    void server_certificates_are_listed_and_read() {
        for (int i = 0; i < 3; i++) {
            uploads("shop-" + i, "/cloudfront/", SHOP);
        }

        var found = gateway().serverCertificates();

        assertThat(found)
                .extracting(ServerCertificate::name)
                .containsExactlyInAnyOrder("shop-0", "shop-1", "shop-2");
        assertThat(found).allMatch(one -> one.path().equals("/cloudfront/"));
        assertThat(found).allMatch(one -> one.arn().endsWith("/cloudfront/" + one.name()));
        assertThat(found).allMatch(one -> one.content().isEmpty());
        assertThat(gateway().content("shop-1"))
                .contains(new ServerCertificate.Content(FROM, TO, SHOP.names()));
        assertThat(gateway().content("none")).isEmpty();
    }

    @Test
    void every_distribution_is_listed() {
        var viewer =
                ViewerCertificate.builder()
                        .acmCertificateArn(imports(VIRGINIA, SHOP))
                        .sslSupportMethod("sni-only")
                        .minimumProtocolVersion("TLSv1.2_2021")
                        .build();
        for (int i = 0; i < 3; i++) {
            distributes(List.of("shop.example.org", "www.shop.example.org"), viewer);
        }

        var found = gateway().distributions();

        assertThat(found).extracting(Distribution::arn).doesNotHaveDuplicates().hasSize(3);
        assertThat(found).allMatch(one -> one.arn().endsWith("distribution/" + one.id()));
        assertThat(found).allMatch(one -> one.domain().endsWith(".cloudfront.net"));
    }

    @Test
    void only_zones_that_the_world_can_ask_are_listed() {
        var org = makesZone("example.org", false);
        makesZone("example.org", true);
        var com = makesZone("example.com", false);
        makesZone("internal.example.org", true);

        assertThat(gateway().publicZones())
                .containsExactlyInAnyOrder(
                        new Zone(org, "example.org"), new Zone(com, "example.com"));
    }

    @Test
    void the_record_of_a_name_is_found_among_others() {
        var id = makesZone("example.org", false);
        var zone = new Zone(id, "example.org");
        for (int i = 0; i < 5; i++) {
            makesCname(id, "_a" + i + ".shop.example.org", "_v" + i + ".acm-validations.aws");
        }

        assertThat(gateway().cnames(zone, "_a3.shop.example.org"))
                .containsExactly("_v3.acm-validations.aws");
        assertThat(gateway().cnames(zone, "_A3.Shop.Example.ORG."))
                .containsExactly("_v3.acm-validations.aws");
        assertThat(gateway().cnames(zone, "_a9.shop.example.org")).isEmpty();
        assertThat(gateway().cnames(zone, "shop.example.org")).isEmpty();
    }
}
