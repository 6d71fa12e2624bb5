package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import dev.nightshift.certificates.acm.Finding.Fault;
import dev.nightshift.certificates.acm.ServerCertificate.Content;
import dev.nightshift.certificates.acm.Unread.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionVerdictTest {
    private static final String VIRGINIA = "us-east-1";
    private static final String IRELAND = "eu-west-1";
    private static final Viewer OURS = new Viewer.OfAcm(Sketch.arn(VIRGINIA));

    private static Distribution distribution(Viewer viewer, String... aliases) {
        return new Distribution(
                "E1",
                "arn:aws:cloudfront::111122223333:distribution/E1",
                "d1.cloudfront.net",
                true,
                List.of(aliases),
                viewer,
                "TLSv1.2_2021");
    }

    private static AwsFacts facts(
            Distribution distribution, List<AwsCertificate> certificates, Unread... unread) {
        return new AwsFacts(
                Sketch.NOW,
                List.of(VIRGINIA, IRELAND),
                certificates,
                List.of(),
                List.of(distribution),
                Map.of(Sketch.RECORD, new RecordState.Present()),
                List.of(unread));
    }

    private static List<Finding> judge(AwsFacts facts) {
        return DistributionVerdict.of(facts.distributions().getFirst(), facts);
    }

    private static List<AwsCertificate> named(String... names) {
        return List.of(new Sketch().named(names).done());
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "shop.example.org,   shop.example.org,     true",
        "Shop.Example.org,   shop.EXAMPLE.org,     true",
        "*.example.org,      shop.example.org,     true",
        "*.example.org,      example.org,          false",
        "*.example.org,      a.shop.example.org,   false",
        "*.example.org,      *.example.org,        true",
        "*.example.org,      *.shop.example.org,   false",
        "example.org,        *.example.org,        false",
        "*.ample.org,        shop.example.org,     false",
        "shop.example.org,   www.shop.example.org, false",
        "*,                  shop,                 false",
    })
    void a_wildcard_stands_for_one_label(String name, String alias, boolean expected) {
        assertThat(DistributionVerdict.covers(name, alias)).isEqualTo(expected);
        assertThat(judge(facts(distribution(OURS, alias), named(name))).isEmpty())
                .isEqualTo(expected);
    }

    @Test
    void every_alias_that_is_not_covered_is_named() {
        var found =
                judge(
                        facts(
                                distribution(
                                        OURS, "shop.example.org", "a.example.org", "b.example.org"),
                                named("shop.example.org")));

        assertThat(found)
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.level()).isEqualTo(Level.CRITICAL);
                            assertThat(one.fault()).isEqualTo(Fault.ALIAS_NOT_COVERED);
                            assertThat(one.what())
                                    .contains("a.example.org, b.example.org")
                                    .doesNotContain("shop");
                            assertThat(one.name()).startsWith("CloudFront's E1 (");
                        });
    }

    @Test
    void a_certificate_elsewhere_that_would_do_is_pointed_to() {
        var shop = new Sketch().done();
        var blog = new Sketch().in(IRELAND).named("*.example.org").done();

        assertThat(
                        judge(facts(distribution(OURS, "blog.example.org"), List.of(shop, blog)))
                                .getFirst()
                                .todo())
                .contains(Sketch.arn(IRELAND), "but in eu-west-1", "us-east-1 only");
        assertThat(
                        judge(
                                        facts(
                                                distribution(
                                                        new Viewer.OfCloudFront(),
                                                        "shop.example.org"),
                                                List.of(shop)))
                                .getFirst()
                                .todo())
                .endsWith(Sketch.arn(VIRGINIA) + " would do");
    }

    @Test
    void a_certificate_of_another_region_is_a_fault() {
        var ireland = new Sketch().in(IRELAND).done();

        assertThat(
                        judge(
                                facts(
                                        distribution(
                                                new Viewer.OfAcm(Sketch.arn(IRELAND)),
                                                "shop.example.org"),
                                        List.of(ireland))))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.level()).isEqualTo(Level.CRITICAL);
                            assertThat(one.fault()).isEqualTo(Fault.WRONG_REGION);
                            assertThat(one.todo()).contains("us-east-1");
                        });
    }

    @Test
    void cloudfronts_own_certificate_is_for_no_name_of_ours() {
        assertThat(judge(facts(distribution(new Viewer.OfCloudFront()), List.of()))).isEmpty();
        assertThat(
                        judge(
                                facts(
                                        distribution(new Viewer.OfCloudFront(), "shop.example.org"),
                                        List.of())))
                .extracting(Finding::fault)
                .containsExactly(Fault.ALIAS_NOT_COVERED);
    }

    @Test
    void a_certificate_that_is_not_there_is_a_fault_only_if_all_were_read() {
        var distribution = distribution(OURS, "shop.example.org");

        assertThat(judge(facts(distribution, List.of())))
                .extracting(Finding::level, Finding::fault)
                .containsExactly(tuple(Level.CRITICAL, Fault.NO_SUCH_CERTIFICATE));
        for (var gap :
                List.of(
                        new Unread(Subject.REGION, VIRGINIA, "denied"),
                        new Unread(Subject.CERTIFICATE, Sketch.arn(VIRGINIA), "throttled"))) {
            assertThat(judge(facts(distribution, List.of(), gap)))
                    .extracting(Finding::level)
                    .containsExactly(Level.UNKNOWN);
        }
        assertThat(
                        judge(
                                facts(
                                        distribution,
                                        List.of(),
                                        new Unread(Subject.REGION, IRELAND, "denied"))))
                .extracting(Finding::level)
                .containsExactly(Level.CRITICAL);
        var elsewhere = distribution(new Viewer.OfAcm(Sketch.arn("sa-east-1")), "shop.example.org");
        assertThat(judge(facts(elsewhere, List.of())))
                .extracting(Finding::fault)
                .containsExactly(Fault.WRONG_REGION, Fault.ALIAS_NOT_COVERED);
    }

    @Test
    void a_certificate_of_iam_is_looked_into() {
        var distribution = distribution(new Viewer.OfIam("ASCA1"), "shop.example.org");
        var content = new Content(Sketch.NOW, Sketch.NOW, List.of("shop.example.org"));

        assertThat(judge(server(distribution, Optional.of(content)))).isEmpty();
        assertThat(
                        judge(
                                server(
                                        distribution,
                                        Optional.of(
                                                new Content(
                                                        Sketch.NOW,
                                                        Sketch.NOW,
                                                        List.of("blog.example.org"))))))
                .extracting(Finding::fault, Finding::level)
                .containsExactly(tuple(Fault.ALIAS_NOT_COVERED, Level.CRITICAL));
        assertThat(judge(server(distribution, Optional.empty())))
                .extracting(Finding::level)
                .containsExactly(Level.UNKNOWN);
        assertThat(judge(facts(distribution, List.of())))
                .extracting(Finding::fault)
                .containsExactly(Fault.NO_SUCH_CERTIFICATE);
        assertThat(
                        judge(
                                facts(
                                        distribution,
                                        List.of(),
                                        new Unread(Subject.SERVER_CERTIFICATES, "", "denied"))))
                .extracting(Finding::level)
                .containsExactly(Level.UNKNOWN);
    }

    private static AwsFacts server(Distribution distribution, Optional<Content> content) {
        return new AwsFacts(
                Sketch.NOW,
                List.of(VIRGINIA),
                List.of(),
                List.of(
                        new ServerCertificate(
                                "ASCA1",
                                "arn:aws:iam::111122223333:server-certificate/shop",
                                "shop",
                                "/",
                                Sketch.NOW,
                                Sketch.NOW.plus(Duration.ofDays(90)),
                                content)),
                List.of(distribution),
                Map.of(),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016"})
    void a_policy_that_allows_old_tls_is_a_note(String policy) {
        assertThat(judge(facts(policed(OURS, policy), named("shop.example.org"))))
                .extracting(Finding::level, Finding::fault)
                .containsExactly(tuple(Level.NOTE, Fault.OLD_PROTOCOL));
        // CloudFront's own certificate comes with a policy that nobody can choose
        assertThat(judge(facts(policed(new Viewer.OfCloudFront(), policy), List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2_2018", "TLSv1.2_2021", "TLSv1.3_2025", ""})
    void a_policy_of_today_is_fine(String policy) {
        assertThat(judge(facts(policed(OURS, policy), named("shop.example.org")))).isEmpty();
    }

    private static Distribution policed(Viewer viewer, String policy) {
        return new Distribution(
                "E1", "arn:e1", "d1.cloudfront.net", true, List.of(), viewer, policy);
    }

    @Test
    void what_is_switched_off_is_a_note() {
        var off =
                new Distribution(
                        "E1",
                        "arn:e1",
                        "d1.cloudfront.net",
                        false,
                        List.of("shop.example.org"),
                        new Viewer.OfCloudFront(),
                        "TLSv1");

        assertThat(judge(facts(off, List.of())))
                .extracting(Finding::level)
                .containsExactly(Level.NOTE);
    }

    @Test
    void a_certificate_that_cloudfront_does_not_name_is_unknown() {
        assertThat(judge(facts(distribution(new Viewer.Unsaid()), List.of())))
                .extracting(Finding::level)
                .containsExactly(Level.UNKNOWN);
    }

    @Test
    void a_distribution_makes_its_certificate_used() {
        var unused = new Sketch().unused().lives(Duration.ofDays(198), Duration.ofDays(10)).done();
        var facts = facts(distribution(OURS, "shop.example.org"), List.of(unused));

        assertThat(AcmVerdict.of(facts, AcmTerms.USUAL, Thirds::of))
                .extracting(Finding::level, Finding::fault)
                .containsExactly(tuple(Level.CRITICAL, Fault.INELIGIBLE));
    }
}
