package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.acm.Cnames.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pair of what Route 53 can have and what DNS can say. */
class RecordVerdictTest {
    private static final ValidationRecord RECORD =
            new ValidationRecord("_a.shop.example.org.", "CNAME", "_v.acm-validations.aws.");

    @ParameterizedTest(name = "{0} in Route 53 and {1} in DNS is {2}")
    @CsvSource({
        "right,     right,  Present",
        "right,     other,  Different",
        "right,     none,   Unknown",
        "right,     silent, Present",
        "wrong,     right,  Present",
        "wrong,     other,  Different",
        "wrong,     none,   Different",
        "wrong,     silent, Different",
        "mixed,     right,  Present",
        "mixed,     silent, Different",
        "nothing,   right,  Present",
        "nothing,   other,  Different",
        "nothing,   none,   Missing",
        "nothing,   silent, Missing",
        "elsewhere, right,  Present",
        "elsewhere, other,  Different",
        "elsewhere, none,   Missing",
        "elsewhere, silent, Unknown",
        "unread,    right,  Present",
        "unread,    other,  Different",
        "unread,    none,   Missing",
        "unread,    silent, Unknown",
    })
    void is_judged_by_both(String zone, String dns, String expected) {
        var state = RecordVerdict.of(RECORD, zone(zone), dns(dns));

        assertThat(state.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void says_what_to_restore_and_where() {
        assertThat(RecordVerdict.of(RECORD, zone("nothing"), dns("none")))
                .isEqualTo(
                        new RecordState.Missing(
                                "make the record _a.shop.example.org CNAME _v.acm-validations.aws in"
                                        + " hosted zone example.org (Z1)"));
        assertThat(RecordVerdict.of(RECORD, zone("wrong"), dns("silent")))
                .isEqualTo(
                        new RecordState.Different(
                                "_w.acm-validations.aws",
                                "set the record _a.shop.example.org CNAME _v.acm-validations.aws in"
                                        + " hosted zone example.org (Z1)"));
        assertThat(RecordVerdict.of(RECORD, zone("elsewhere"), dns("none")))
                .isEqualTo(
                        new RecordState.Missing(
                                "make the record _a.shop.example.org CNAME _v.acm-validations.aws"
                                        + " where the DNS of shop.example.org is hosted"));
    }

    @Test
    void a_zone_that_nobody_asks_is_pointed_out() {
        assertThat(RecordVerdict.of(RECORD, zone("right"), dns("none")))
                .isInstanceOfSatisfying(
                        RecordState.Unknown.class,
                        unknown ->
                                assertThat(unknown.why())
                                        .contains("example.org (Z1)", "name servers"));
    }

    @Test
    void both_reasons_are_told_when_nobody_could_be_asked() {
        assertThat(RecordVerdict.of(RECORD, zone("unread"), dns("silent")))
                .isEqualTo(new RecordState.Unknown("denied; timed out"));
    }

    @Test
    void case_and_final_dots_do_not_matter() {
        assertThat(
                        RecordVerdict.of(
                                RECORD,
                                new ZoneAnswer.Elsewhere(),
                                new Answer.Found("_V.ACM-validations.AWS.")))
                .isEqualTo(new RecordState.Present());
    }

    private static ZoneAnswer zone(String word) {
        return switch (word) {
            case "right" -> holds("_v.acm-validations.aws");
            case "wrong" -> holds("_w.acm-validations.aws");
            case "mixed" -> holds("_v.acm-validations.aws", "_w.acm-validations.aws");
            case "nothing" -> holds();
            case "elsewhere" -> new ZoneAnswer.Elsewhere();
            case "unread" -> new ZoneAnswer.Unread("denied");
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static ZoneAnswer holds(String... values) {
        return new ZoneAnswer.Holds("example.org (Z1)", List.of(values));
    }

    private static Answer dns(String word) {
        return switch (word) {
            case "right" -> new Answer.Found("_v.acm-validations.aws");
            case "other" -> new Answer.Found("_x.acm-validations.aws");
            case "none" -> new Answer.None();
            case "silent" -> new Answer.Unknown("timed out");
            default -> throw new IllegalArgumentException(word);
        };
    }
}
