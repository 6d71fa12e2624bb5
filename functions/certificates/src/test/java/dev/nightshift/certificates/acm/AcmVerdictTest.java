package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.EnumSource;

class AcmVerdictTest {
    private static final Duration LIFE = Duration.ofDays(90);

    private static ServerCertificate server(Duration left, Optional<Content> content) {
        return new ServerCertificate(
                "ASCA1",
                "arn:aws:iam::111122223333:server-certificate/cloudfront/shop",
                "shop",
                "/cloudfront/",
                Sketch.NOW.minus(Duration.ofDays(1)),
                Sketch.NOW.plus(left),
                content);
    }

    private static ServerCertificate server(Duration left) {
        var to = Sketch.NOW.plus(left);
        return server(
                left, Optional.of(new Content(to.minus(LIFE), to, List.of("shop.example.org"))));
    }

    private static List<Finding> judge(
            List<ServerCertificate> servers, List<Distribution> distributions, Unread... unread) {
        return AcmVerdict.of(
                new AwsFacts(
                        Sketch.NOW,
                        List.of(),
                        List.of(),
                        servers,
                        distributions,
                        Map.of(),
                        List.of(unread)),
                AcmTerms.USUAL,
                Thirds::of);
    }

    private static Distribution shows(String id) {
        return new Distribution(
                "E1",
                "arn:e1",
                "d1.cloudfront.net",
                true,
                List.of("shop.example.org"),
                new Viewer.OfIam(id),
                "TLSv1.2_2021");
    }

    @ParameterizedTest(name = "of IAM, {0} left of 90 days: {1}")
    @CsvSource({
        "P30D,        ''",
        "P29DT23H59M, NOTE EXPIRING",
        "P15D,        NOTE EXPIRING",
        "P14DT23H59M, WARNING EXPIRING",
        "P7DT12H,     WARNING EXPIRING",
        "P7DT11H59M,  CRITICAL EXPIRING",
        "PT0S,        WARNING EXPIRED",
        "P-1D,        WARNING EXPIRED",
        "P91D,        WARNING NOT_YET_VALID",
    })
    void one_of_iam_is_judged_by_the_share_of_its_life(Duration left, String expected) {
        var found = judge(List.of(server(left)), List.of());

        assertThat(found.stream().map(one -> one.level() + " " + one.fault()).toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void an_expired_one_of_iam_that_cloudfront_shows_is_critical() {
        assertThat(judge(List.of(server(Duration.ofDays(-1))), List.of(shows("ASCA1"))))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.level()).isEqualTo(Level.CRITICAL);
                            assertThat(one.what())
                                    .isEqualTo(
                                            "expired on 2026-11-21, 24 h ago; IAM never renews; used"
                                                    + " by CloudFront's E1");
                        });
        assertThat(judge(List.of(server(Duration.ofDays(-1))), List.of(shows("ASCA2"))))
                .extracting(Finding::fault)
                .containsExactly(Fault.NO_SUCH_CERTIFICATE, Fault.EXPIRED);
    }

    @Test
    void one_of_iam_says_what_to_do() {
        assertThat(judge(List.of(server(Duration.ofDays(3))), List.of()))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.name()).isEqualTo("/cloudfront/shop in IAM");
                            assertThat(one.key()).endsWith("server-certificate/cloudfront/shop");
                            assertThat(one.what())
                                    .contains("in 3 d", "IAM does not say which load balancers");
                            assertThat(one.todo()).contains("of ACM", "while it is in use");
                        });
    }

    @Test
    void one_of_iam_that_could_not_be_looked_into_is_judged_from_its_upload_and_unknown() {
        var found =
                judge(
                        List.of(server(Duration.ofHours(1), Optional.empty())),
                        List.of(),
                        new Unread(Subject.SERVER_CERTIFICATE, "shop", "denied"));

        assertThat(found).extracting(Finding::level).containsExactly(Level.CRITICAL, Level.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void whatever_could_not_be_read_is_unknown(Subject subject) {
        assertThat(judge(List.of(), List.of(), new Unread(subject, "x", "denied")))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.level()).isEqualTo(Level.UNKNOWN);
                            assertThat(one.fault()).isEqualTo(Fault.UNREAD);
                            assertThat(one.key()).endsWith(" x");
                            assertThat(one.what()).isEqualTo("could not be read: denied");
                        });
    }

    @Test
    void the_worst_comes_first_and_then_what_expires_first() {
        var found =
                AcmVerdict.of(
                        new AwsFacts(
                                Sketch.NOW,
                                List.of("us-east-1"),
                                List.of(
                                        imported("note.example.org", 25),
                                        imported("late.example.org", 7),
                                        imported("soon.example.org", 2),
                                        imported("warn.example.org", 12)),
                                List.of(),
                                List.of(),
                                Map.of(),
                                List.of(new Unread(Subject.REGION, "eu-west-1", "denied"))),
                        AcmTerms.USUAL,
                        Thirds::of);

        assertThat(found)
                .extracting(Finding::name)
                .containsExactly(
                        "soon.example.org in us-east-1",
                        "late.example.org in us-east-1",
                        "warn.example.org in us-east-1",
                        "the certificates of region eu-west-1",
                        "note.example.org in us-east-1");
    }

    private static AwsCertificate imported(String name, int days) {
        return new Sketch()
                .of(AwsCertificate.Type.IMPORTED)
                .named(name)
                .lives(LIFE, Duration.ofDays(days))
                .done();
    }
}
