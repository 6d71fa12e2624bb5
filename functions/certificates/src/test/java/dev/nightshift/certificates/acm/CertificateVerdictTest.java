package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.AwsCertificate.Eligibility;
import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Proof;
import dev.nightshift.certificates.acm.AwsCertificate.RenewalStatus;
import dev.nightshift.certificates.acm.AwsCertificate.Status;
import dev.nightshift.certificates.acm.Finding.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateVerdictTest {
    private static final Duration LIFE = Duration.ofDays(198);
    private static final RecordState PRESENT = new RecordState.Present();
    private static final RecordState MISSING = new RecordState.Missing("make the record");

    private static List<Finding> judge(Sketch sketch, RecordState record) {
        return AcmVerdict.of(
                new AwsFacts(
                        Sketch.NOW,
                        List.of("us-east-1"),
                        List.of(sketch.done()),
                        List.of(),
                        List.of(),
                        Map.of(Sketch.RECORD, record),
                        List.of()),
                AcmTerms.USUAL,
                Thirds::of);
    }

    private static List<Finding> judge(Sketch sketch) {
        return judge(sketch, PRESENT);
    }

    /** {@code none}, or level and fault. */
    private static String words(List<Finding> findings) {
        return findings.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        findings.stream().map(one -> one.level() + " " + one.fault()).toList());
    }

    @Test
    void a_certificate_that_acm_will_renew_is_not_worth_a_word() {
        assertThat(judge(new Sketch())).isEmpty();
    }

    @ParameterizedTest(name = "imported, {1} left of {0}: {2}")
    @CsvSource({
        "P90D, P30D,        none",
        "P90D, P29DT23H59M, NOTE EXPIRING",
        "P90D, P15D,        NOTE EXPIRING",
        "P90D, P14DT23H59M, WARNING EXPIRING",
        "P90D, P7DT12H,     WARNING EXPIRING",
        "P90D, P7DT11H59M,  CRITICAL EXPIRING",
        "P90D, PT1S,        CRITICAL EXPIRING",
        "P90D, PT0S,        CRITICAL EXPIRED",
        "P90D, P-1D,        CRITICAL EXPIRED",
        "P6D,  P2D,         none",
        "P6D,  P1DT23H59M,  NOTE EXPIRING",
        "P6D,  PT11H59M,    CRITICAL EXPIRING",
        "P90D, P90DT1M,     CRITICAL NOT_YET_VALID",
        "P90D, P90D,        none",
    })
    void an_imported_one_is_judged_by_the_share_of_its_life(
            Duration lifetime, Duration left, String expected) {
        var sketch = new Sketch().of(AwsCertificate.Type.IMPORTED).lives(lifetime, left);

        assertThat(words(judge(sketch.eligible(Eligibility.INELIGIBLE)))).isEqualTo(expected);
    }

    @Test
    void an_imported_one_says_who_renews_it_and_how() {
        var sketch =
                new Sketch()
                        .of(AwsCertificate.Type.IMPORTED)
                        .eligible(Eligibility.INELIGIBLE)
                        .lives(Duration.ofDays(90), Duration.ofDays(10));

        assertThat(judge(sketch))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.key()).isEqualTo(Sketch.arn("us-east-1"));
                            assertThat(one.name()).isEqualTo("shop.example.org in us-east-1");
                            assertThat(one.what())
                                    .isEqualTo(
                                            "expires on 2026-12-02, in 10 d; it was imported, so AWS"
                                                    + " never renews it");
                            assertThat(one.todo())
                                    .startsWith(
                                            "whoever issued it issues a new one; import it over")
                                    .contains(Sketch.arn("us-east-1"));
                            assertThat(one.expires())
                                    .contains(Sketch.NOW.plus(Duration.ofDays(10)));
                        });
    }

    @ParameterizedTest(name = "managed, {1} left of {0}: {2}")
    @CsvSource({
        "P198D, P60D,        none",
        "P198D, P45D,        none",
        "P198D, P44DT23H59M, WARNING RENEWAL_OVERDUE",
        "P198D, P16DT12H,    WARNING RENEWAL_OVERDUE",
        "P198D, P16DT11H59M, CRITICAL RENEWAL_OVERDUE",
        "P198D, PT0S,        CRITICAL EXPIRED",
        // a third of a shorter life comes later than 45 days before its end
        "P47D,  P15DT16H,    none",
        "P47D,  P15DT15H59M, WARNING RENEWAL_OVERDUE",
        "P100D, P33DT8H,     none",
        "P100D, P33DT7H59M,  WARNING RENEWAL_OVERDUE",
        "P395D, P45D,        none",
        "P395D, P44DT23H,    WARNING RENEWAL_OVERDUE",
        "P395D, P32DT21H,    CRITICAL RENEWAL_OVERDUE",
    })
    void one_that_acm_renews_is_late_when_acm_is(
            Duration lifetime, Duration left, String expected) {
        assertThat(words(judge(new Sketch().lives(lifetime, left)))).isEqualTo(expected);
        assertThat(
                        words(
                                judge(
                                        new Sketch()
                                                .lives(lifetime, left)
                                                .renewal(RenewalStatus.PENDING_AUTO_RENEWAL))))
                .isEqualTo(expected);
        assertThat(words(judge(new Sketch().lives(lifetime, left).renewal(RenewalStatus.SUCCESS))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "renewal {0} with {1} left: {2}")
    @CsvSource({
        "PENDING_VALIDATION, P50D, WARNING RENEWAL_PENDING_VALIDATION",
        "PENDING_VALIDATION, P16D, CRITICAL RENEWAL_PENDING_VALIDATION",
        "FAILED,             P100D, WARNING RENEWAL_FAILED",
        "FAILED,             P16D, CRITICAL RENEWAL_FAILED",
        "UNKNOWN,            P100D, UNKNOWN NOT_UNDERSTOOD",
        "UNKNOWN,            P40D, 'WARNING RENEWAL_OVERDUE, UNKNOWN NOT_UNDERSTOOD'",
    })
    void a_renewal_that_is_stuck_is_never_less_than_a_warning(
            RenewalStatus status, Duration left, String expected) {
        assertThat(words(judge(new Sketch().lives(LIFE, left).renewal(status))))
                .isEqualTo(expected);
    }

    @Test
    void a_failed_renewal_gives_its_reason_and_who_mends_it() {
        var sketch =
                new Sketch()
                        .lives(LIFE, Duration.ofDays(50))
                        .renewal(RenewalStatus.FAILED, "CAA_ERROR");

        assertThat(judge(sketch))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.what()).endsWith("its renewal failed: CAA_ERROR");
                            assertThat(one.todo())
                                    .contains("CAA records", "amazon.com", "arn:aws:elb:lb");
                        });
    }

    @Test
    void a_renewal_that_waits_names_the_name_and_the_record() {
        var sketch =
                new Sketch()
                        .lives(LIFE, Duration.ofDays(50))
                        .renewal(RenewalStatus.PENDING_VALIDATION);

        assertThat(judge(sketch, MISSING))
                .extracting(Finding::fault, Finding::todo)
                .containsExactlyInAnyOrder(
                        tuple(Fault.RENEWAL_PENDING_VALIDATION, "make the record"),
                        tuple(Fault.VALIDATION_RECORD, "make the record"));
        assertThat(judge(sketch).getFirst().what()).endsWith("waits for proof of shop.example.org");
    }

    @ParameterizedTest(name = "a missing record with {0} left: {1}")
    @CsvSource({
        "P190D,       WARNING VALIDATION_RECORD",
        "P60D,        WARNING VALIDATION_RECORD",
        "P59DT23H59M, WARNING VALIDATION_RECORD",
        "P40D,        'WARNING RENEWAL_OVERDUE, WARNING VALIDATION_RECORD'",
        "P16D,        'CRITICAL RENEWAL_OVERDUE, CRITICAL VALIDATION_RECORD'",
    })
    void a_missing_record_is_told_long_before_the_renewal(Duration left, String expected) {
        assertThat(words(judge(new Sketch().lives(LIFE, left), MISSING))).isEqualTo(expected);
        assertThat(
                        words(
                                judge(
                                        new Sketch().lives(LIFE, left),
                                        new RecordState.Different("_x", "set the record"))))
                .isEqualTo(expected);
    }

    @Test
    void a_missing_record_says_what_dns_has_and_what_to_restore() {
        assertThat(judge(new Sketch(), MISSING))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.what()).endsWith("while DNS has no _a.shop.example.org");
                            assertThat(one.todo()).isEqualTo("make the record");
                        });
        assertThat(judge(new Sketch(), new RecordState.Different("_x", "set it")).getFirst().what())
                .endsWith("while DNS has _a.shop.example.org as _x");
    }

    @Test
    void a_record_that_could_not_be_looked_up_is_unknown() {
        assertThat(words(judge(new Sketch(), new RecordState.Unknown("no network"))))
                .isEqualTo("UNKNOWN VALIDATION_RECORD");
        var unasked =
                new AwsFacts(
                        Sketch.NOW,
                        List.of(),
                        List.of(new Sketch().done()),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of());
        assertThat(AcmVerdict.of(unasked, AcmTerms.USUAL, Thirds::of))
                .extracting(Finding::level)
                .containsExactly(Level.UNKNOWN);
    }

    @ParameterizedTest(name = "ineligible, {1} left of {0}: {2}")
    @CsvSource({
        "P198D, P100D,       NOTE INELIGIBLE",
        "P198D, P60D,        NOTE INELIGIBLE",
        "P198D, P59DT23H59M, WARNING INELIGIBLE",
        "P198D, P16D,        CRITICAL INELIGIBLE",
        // half of a short life comes later than 60 days before its end
        "P47D,  P23DT12H,    NOTE INELIGIBLE",
        "P47D,  P23DT11H59M, WARNING INELIGIBLE",
    })
    void one_in_use_that_acm_will_not_renew_grows_worse(
            Duration lifetime, Duration left, String expected) {
        for (var type : List.of(AwsCertificate.Type.AMAZON_ISSUED, AwsCertificate.Type.PRIVATE)) {
            assertThat(
                            words(
                                    judge(
                                            new Sketch()
                                                    .of(type)
                                                    .lives(lifetime, left)
                                                    .eligible(Eligibility.INELIGIBLE))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void a_private_one_points_to_its_ca() {
        var sketch =
                new Sketch()
                        .of(AwsCertificate.Type.PRIVATE)
                        .lives(LIFE, Duration.ofDays(50))
                        .eligible(Eligibility.INELIGIBLE);

        assertThat(judge(sketch).getFirst().todo()).contains("private CA", "acm.amazonaws.com");
    }

    @Test
    void whether_acm_will_renew_it_may_be_unknown() {
        assertThat(words(judge(new Sketch().eligible(Eligibility.UNKNOWN))))
                .isEqualTo("UNKNOWN NOT_UNDERSTOOD");
    }

    @ParameterizedTest(name = "unused, {1}, {2} left: {3}")
    @CsvSource({
        "AMAZON_ISSUED, ISSUED,  P100D, none",
        "AMAZON_ISSUED, ISSUED,  P65D,  NOTE EXPIRING",
        "AMAZON_ISSUED, ISSUED,  P1D,   NOTE EXPIRING",
        "AMAZON_ISSUED, ISSUED,  P-1D,  NOTE EXPIRED",
        "AMAZON_ISSUED, EXPIRED, P-1D,  NOTE EXPIRED",
        "AMAZON_ISSUED, REVOKED, P50D,  NOTE REVOKED",
        "AMAZON_ISSUED, INACTIVE, P50D, NOTE INACTIVE",
        "PRIVATE,       ISSUED,  P1D,   NOTE EXPIRING",
        "IMPORTED,      ISSUED,  P100D, none",
        "IMPORTED,      ISSUED,  P1D,   NOTE EXPIRING",
        "IMPORTED,      EXPIRED, P-1D,  NOTE EXPIRED",
        "IMPORTED,      ISSUED,  P199D, NOTE NOT_YET_VALID",
    })
    void what_nothing_uses_is_a_note(
            AwsCertificate.Type type, Status status, Duration left, String expected) {
        var findings = judge(new Sketch().of(type).is(status).lives(LIFE, left).unused());

        assertThat(words(findings)).isEqualTo(expected);
        assertThat(findings).allMatch(one -> one.todo().contains("delete it"));
    }

    @Test
    void the_missing_record_of_an_unused_one_is_a_note() {
        assertThat(words(judge(new Sketch().unused(), MISSING)))
                .isEqualTo("NOTE VALIDATION_RECORD");
    }

    @ParameterizedTest(name = "in use and {0}: {1}")
    @CsvSource({
        "EXPIRED,              CRITICAL EXPIRED",
        "REVOKED,              CRITICAL REVOKED",
        "INACTIVE,             WARNING INACTIVE",
        "VALIDATION_TIMED_OUT, WARNING VALIDATION_TIMED_OUT",
        "FAILED,               WARNING REQUEST_FAILED",
        "PENDING_VALIDATION,   WARNING PENDING_VALIDATION",
        "UNKNOWN,              UNKNOWN NOT_UNDERSTOOD",
    })
    void every_status_has_its_say(Status status, String expected) {
        assertThat(words(judge(new Sketch().is(status)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"VALIDATION_TIMED_OUT", "FAILED", "PENDING_VALIDATION"})
    void a_request_is_a_warning_though_nothing_can_use_it_yet(Status status) {
        assertThat(judge(new Sketch().is(status).unused().dateless()))
                .extracting(Finding::level)
                .containsExactly(Level.WARNING);
    }

    @Test
    void a_failed_request_gives_its_reason() {
        assertThat(judge(new Sketch().is(Status.FAILED).failedBy("PCA_ACCESS_DENIED")))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.what()).contains("PCA_ACCESS_DENIED");
                            assertThat(one.todo()).contains("private CA");
                        });
    }

    @ParameterizedTest(name = "proved by {0}: {1}")
    @CsvSource({
        "DNS,   make the record",
        "EMAIL, whoever reads the domain's mail follows the link of ACM's message",
        "HTTP,  point the names to the CloudFront distribution that asked for it",
    })
    void a_request_says_who_proves_the_name(Method method, String expected) {
        var sketch = new Sketch().is(Status.PENDING_VALIDATION).provedBy(method, Proof.PENDING);

        assertThat(judge(sketch, MISSING))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.what()).contains("proof of shop.example.org");
                            assertThat(one.todo()).isEqualTo(expected);
                        });
    }

    @Test
    void a_request_whose_record_is_there_needs_patience() {
        var sketch = new Sketch().is(Status.PENDING_VALIDATION).provedBy(Method.DNS, Proof.PENDING);

        assertThat(judge(sketch).getFirst().todo()).contains("wait an hour");
    }

    @ParameterizedTest(name = "proved by mail with {0} left: {1}")
    @CsvSource({
        "P60D,        none",
        "P59DT23H59M, NOTE RENEWAL_PENDING_VALIDATION",
        "P45D,        NOTE RENEWAL_PENDING_VALIDATION",
        "P44DT23H59M, WARNING RENEWAL_OVERDUE",
    })
    void mail_is_told_of_as_soon_as_acm_sends_it(Duration left, String expected) {
        assertThat(
                        words(
                                judge(
                                        new Sketch()
                                                .lives(LIFE, left)
                                                .provedBy(Method.EMAIL, Proof.SUCCESS))))
                .isEqualTo(expected);
    }

    @Test
    void an_exported_one_is_in_use_where_acm_cannot_see() {
        assertThat(words(judge(new Sketch().lives(LIFE, Duration.ofDays(44)).exported())))
                .isEqualTo("WARNING RENEWAL_OVERDUE");
        assertThat(
                        judge(new Sketch().lives(LIFE, Duration.ofDays(44)).exported())
                                .getFirst()
                                .todo())
                .contains("exported");
        assertThat(words(judge(new Sketch().is(Status.EXPIRED).exported())))
                .isEqualTo("CRITICAL EXPIRED");
    }

    @Test
    void an_exported_one_that_was_not_exported_again_will_not_be_renewed() {
        var sketch =
                new Sketch()
                        .lives(LIFE, Duration.ofDays(59))
                        .exported()
                        .eligible(Eligibility.INELIGIBLE);

        assertThat(words(judge(sketch))).isEqualTo("WARNING INELIGIBLE");
        assertThat(judge(sketch).getFirst().todo())
                .isEqualTo(
                        "export it again: ACM renews only what was exported since it was last"
                                + " renewed");
    }

    @Test
    void dates_or_a_type_that_acm_does_not_tell_are_unknown() {
        assertThat(words(judge(new Sketch().dateless()))).isEqualTo("UNKNOWN NOT_UNDERSTOOD");
        assertThat(words(judge(new Sketch().of(AwsCertificate.Type.UNKNOWN))))
                .isEqualTo("UNKNOWN NOT_UNDERSTOOD");
        assertThat(
                        words(
                                judge(
                                        new Sketch()
                                                .of(AwsCertificate.Type.UNKNOWN)
                                                .lives(LIFE, Duration.ofDays(1)))))
                .isEqualTo("CRITICAL EXPIRING, UNKNOWN NOT_UNDERSTOOD");
    }

    @Test
    void the_window_is_configurable_and_must_make_sense() {
        var early = new AcmTerms(Duration.ofDays(90), Duration.ofDays(60));
        var facts =
                new AwsFacts(
                        Sketch.NOW,
                        List.of(),
                        List.of(new Sketch().lives(LIFE, Duration.ofDays(59)).done()),
                        List.of(),
                        List.of(),
                        Map.of(Sketch.RECORD, PRESENT),
                        List.of());

        assertThat(words(AcmVerdict.of(facts, early, Thirds::of)))
                .isEqualTo("WARNING RENEWAL_OVERDUE");
        assertThat(words(AcmVerdict.of(facts, AcmTerms.USUAL, Thirds::of))).isEqualTo("none");
        assertThatThrownBy(() -> new AcmTerms(Duration.ofDays(45), Duration.ofDays(60)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AcmTerms(Duration.ofDays(45), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
