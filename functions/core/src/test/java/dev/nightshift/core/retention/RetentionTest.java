package dev.nightshift.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.retention.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    newest two                      | 2 0 0 0 0 | 2026-11-20T00 2026-11-21T00 2026-11-22T00 | 2026-11-21T00 2026-11-22T00
                    newest of each day              | 0 2 0 0 0 | 2026-11-21T01 2026-11-21T23 2026-11-22T03 | 2026-11-21T23 2026-11-22T03
                    a gap uses up no day            | 0 2 0 0 0 | 2026-11-01T00 2026-11-10T00 2026-11-22T00 | 2026-11-10T00 2026-11-22T00
                    sunday and monday: two weeks    | 0 0 2 0 0 | 2026-11-15T23 2026-11-16T00               | 2026-11-15T23 2026-11-16T00
                    monday to sunday: one week      | 0 0 2 0 0 | 2026-11-16T00 2026-11-22T00               | 2026-11-22T00
                    one ISO week over new year      | 0 0 2 0 0 | 2025-12-29T00 2026-01-04T00               | 2026-01-04T00
                    last of january and first of feb| 0 0 0 2 0 | 2026-01-31T23 2026-02-01T00               | 2026-01-31T23 2026-02-01T00
                    same month of two years         | 0 0 0 2 0 | 2025-01-31T00 2026-01-31T00               | 2025-01-31T00 2026-01-31T00
                    old year and new                | 0 0 0 0 2 | 2024-12-31T23 2025-01-01T00 2025-06-01T00 | 2024-12-31T23 2025-06-01T00
                    rules add up                    | 1 0 0 2 0 | 2026-10-01T00 2026-11-20T00 2026-11-22T00 | 2026-10-01T00 2026-11-22T00
                    """)
    void keeps(String name, String rules, String slots, String kept) {
        var n = Arrays.stream(rules.split(" ")).mapToInt(Integer::parseInt).toArray();
        var policy = new RetentionPolicy(n[0], n[1], n[2], n[3], n[4], Optional.empty());
        var candidates =
                Arrays.stream(slots.split(" "))
                        .map(slot -> Candidate.good(slot, Instant.parse(slot + ":00:00Z")))
                        .toList();

        assertThat(ids(Retention.decide(policy, candidates, NOW), true))
                .containsExactlyInAnyOrder(kept.split(" "));
    }

    @Test
    void within_keeps_its_own_edge_and_not_a_second_more() {
        var policy = new RetentionPolicy(0, 0, 0, 0, 0, Optional.of(Duration.ofDays(2)));
        var edge = NOW.minus(Duration.ofDays(2));

        var verdicts =
                Retention.decide(
                        policy,
                        List.of(
                                Candidate.good("edge", edge),
                                Candidate.good("past", edge.minusSeconds(1))),
                        NOW);

        assertThat(ids(verdicts, true)).containsExactly("edge");
        assertThat(ids(verdicts, false)).containsExactly("past");
    }

    @Test
    void the_last_good_one_stays_though_no_rule_asks_for_it() {
        var policy = new RetentionPolicy(0, 0, 0, 0, 0, Optional.of(Duration.ofDays(1)));

        var verdicts =
                Retention.decide(
                        policy,
                        List.of(
                                Candidate.good("old", NOW.minus(Duration.ofDays(30))),
                                Candidate.good("older", NOW.minus(Duration.ofDays(31))),
                                Candidate.flawed("new", NOW, "still creating"),
                                Candidate.good("tomorrow", NOW.plusSeconds(1))),
                        NOW);

        assertThat(verdicts)
                .extracting(verdict -> verdict.candidate().id() + " " + verdict.kind())
                .containsExactly(
                        "tomorrow " + Kind.FUTURE,
                        "new " + Kind.NOT_COUNTED,
                        "old " + Kind.LAST_GOOD,
                        "older " + Kind.SURPLUS);
    }

    @Test
    void the_newest_proven_one_stays_and_an_unproven_one_does_not_replace_it() {
        var verdicts =
                Retention.decide(
                        RetentionPolicy.keepLast(1),
                        List.of(
                                Candidate.good("unproven", NOW),
                                Candidate.good("younger", NOW.minusSeconds(1)),
                                Candidate.good("proven", NOW.minusSeconds(2)).asProven(),
                                Candidate.good("proven before", NOW.minusSeconds(3)).asProven()),
                        NOW);

        assertThat(verdicts)
                .extracting(verdict -> verdict.candidate().id() + " " + verdict.kind())
                .containsExactly(
                        "unproven " + Kind.KEPT,
                        "younger " + Kind.SURPLUS,
                        "proven " + Kind.LAST_PROVEN,
                        "proven before " + Kind.SURPLUS);
    }

    @Test
    void once_a_kept_one_is_proven_older_proofs_are_let_go() {
        var verdicts =
                Retention.decide(
                        RetentionPolicy.keepLast(1),
                        List.of(
                                Candidate.good("new", NOW).asProven(),
                                Candidate.good("old", NOW.minusSeconds(9)).asProven()),
                        NOW);

        assertThat(ids(verdicts, true)).containsExactly("new");
    }

    @Test
    void neither_flawed_nor_future_copies_use_up_a_rule() {
        var verdicts =
                Retention.decide(
                        RetentionPolicy.keepLast(1),
                        List.of(
                                Candidate.good("future", NOW.plusSeconds(60)),
                                Candidate.flawed("failed", NOW, "failed"),
                                Candidate.good("good", NOW.minusSeconds(60))),
                        NOW);

        assertThat(verdicts).allMatch(Verdict::keeps);
        assertThat(verdicts).noneMatch(verdict -> verdict.because().isBlank());
    }

    @Test
    void what_is_dated_now_counts() {
        var verdicts =
                Retention.decide(
                        RetentionPolicy.keepLast(1), List.of(Candidate.good("now", NOW)), NOW);

        assertThat(verdicts.getFirst().because()).isEqualTo("last 1 of 1");
    }

    @Test
    void a_policy_that_keeps_nothing_or_less_is_refused() {
        assertThatThrownBy(() -> new RetentionPolicy(0, 0, 0, 0, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetentionPolicy(3, -1, 0, 0, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetentionPolicy(3, 0, 0, 0, 0, Optional.of(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> ids(List<Verdict> verdicts, boolean kept) {
        return verdicts.stream()
                .filter(verdict -> verdict.keeps() == kept)
                .map(verdict -> verdict.candidate().id())
                .toList();
    }
}
