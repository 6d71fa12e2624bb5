package dev.nightshift.rollback.decide;

import static dev.nightshift.rollback.decide.Case.NOW;
import static dev.nightshift.rollback.decide.Case.ago;
import static dev.nightshift.rollback.decide.Case.alarm;
import static dev.nightshift.rollback.decide.Case.release;
import static dev.nightshift.rollback.decide.Case.rollback;
import static dev.nightshift.rollback.decide.Case.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.decide.Verdict.Answer;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Freeze;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule on both sides of its limit. */
class RulesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Case seen = new Case();

    @Test
    void all_hold_and_the_newest_good_release_is_gone_back_to() {
        var decision = seen.decide();

        assertThat(decision.isYes()).isTrue();
        assertThat(decision.verdicts())
                .extracting(Verdict::rule)
                .containsExactlyElementsOf(EnumSet.allOf(Rule.class));
        assertThat(decision.to()).map(Release::revision).contains("41");
        assertThat(decision.verdicts()).allSatisfy(it -> assertThat(it.because()).isNotBlank());
    }

    /** What asks for alarms asks for enough of them: where too few fire, too few fire in time. */
    @ParameterizedTest
    @CsvSource({"1, 1, true", "1, 2, false", "2, 2, true", "2, 3, false", "3, 3, true"})
    void enough_must_fire(int firing, int agreeing, boolean holds) {
        seen.agreeing = agreeing;
        seen.alarms =
                List.of(
                        alarm("a", ago(10)),
                        firing > 1 ? alarm("b", ago(9)) : in("b", State.OK),
                        firing > 2 ? alarm("c", ago(8)) : in("c", State.OK));

        assertThat(seen.decide().holds(Rule.FIRING)).isEqualTo(holds);
        if (holds) {
            assertThat(seen.against()).isEmpty();
        } else {
            assertThat(seen.against())
                    .containsExactly(Rule.FIRING, Rule.FINE_BEFORE, Rule.BLAMED, Rule.NEWEST);
            assertThat(answer(Rule.FIRING)).isEqualTo(Answer.REFUSES);
        }
    }

    @Test
    void missing_data_is_no_alarm() {
        seen.alarms = List.of(in("errors", State.INSUFFICIENT_DATA));

        assertThat(seen.decide().isFiring()).isFalse();
        assertThat(answer(Rule.FIRING)).isEqualTo(Answer.REFUSES);
    }

    @Test
    void an_alarm_that_cannot_be_read_is_unknown_only_where_it_would_decide() {
        var hidden = new AlarmSight.Unknown("hidden", "denied");
        seen.alarms = List.of(hidden);
        assertThat(answer(Rule.FIRING)).isEqualTo(Answer.UNKNOWN);

        seen.alarms = List.of(hidden, alarm("errors", ago(10)));
        assertThat(seen.against()).isEmpty();

        seen.agreeing = 2;
        assertThat(answer(Rule.FIRING)).isEqualTo(Answer.UNKNOWN);
        assertThat(said(Rule.FIRING)).contains("hidden", "no reason to act", "denied");

        seen.alarms = List.of(hidden, in("a", State.OK), in("b", State.OK));
        assertThat(answer(Rule.FIRING)).isEqualTo(Answer.REFUSES);
    }

    @Test
    void what_cannot_be_read_ends_the_asking() {
        seen.standing = new Sight.Unread<>("not authorized to perform: lambda:GetAlias");

        assertThat(seen.against()).containsExactly(Rule.READABLE);
        assertThat(answer(Rule.READABLE)).isEqualTo(Answer.UNKNOWN);
        assertThat(said(Rule.READABLE)).contains("lambda:GetAlias");

        seen.standing = new Sight.Seen<>(standing("42", "41"));
        seen.docket = new Sight.Unread<>("dynamodb: no answer");
        assertThat(seen.against()).containsExactly(Rule.READABLE);
    }

    @Test
    void a_release_that_nobody_recorded_is_not_blamed() {
        seen.standing = new Sight.Seen<>(standing("43", "42", "41"));

        assertThat(seen.against()).containsExactly(Rule.ON_RECORD);
        assertThat(answer(Rule.ON_RECORD)).isEqualTo(Answer.UNKNOWN);
        assertThat(seen.decide().isYes()).isFalse();
    }

    @Test
    void an_alarm_that_fired_before_the_release_is_not_its_fault() {
        seen.firingSince(ago(20)); // in the same instant: it was OK just before
        assertThat(seen.against()).isEmpty();

        seen.firingSince(ago(20).minusSeconds(1));
        assertThat(seen.against()).containsExactly(Rule.FINE_BEFORE, Rule.BLAMED, Rule.NEWEST);
        assertThat(answer(Rule.FINE_BEFORE)).isEqualTo(Answer.REFUSES);
    }

    @ParameterizedTest
    @CsvSource({"OK, true", "ALARM, false", "INSUFFICIENT_DATA, false"})
    void an_alarm_must_have_been_ok_just_before(State before, boolean holds) {
        seen.alarms =
                List.of(
                        new Seen(
                                "errors",
                                State.ALARM,
                                ago(10),
                                false,
                                List.of(
                                        new Transition(ago(10), State.OK, State.ALARM),
                                        new Transition(ago(15), before, State.OK)),
                                ago(360)));

        assertThat(seen.decide().holds(Rule.FINE_BEFORE)).isEqualTo(holds);
    }

    @Test
    void a_history_that_does_not_reach_back_tells_nothing() {
        seen.alarms = List.of(readFrom(ago(20)));
        assertThat(seen.against()).isEmpty();

        seen.alarms = List.of(readFrom(ago(20).plusSeconds(1)));
        assertThat(seen.decide().refusal()).map(Verdict::rule).contains(Rule.FINE_BEFORE);
        assertThat(answer(Rule.FINE_BEFORE)).isEqualTo(Answer.UNKNOWN);
        assertThat(said(Rule.FINE_BEFORE)).contains("does not reach back");
    }

    @Test
    void one_short_history_does_not_matter_where_enough_others_are_long() {
        seen.alarms = List.of(readFrom(ago(5)), alarm("latency", ago(8)));

        assertThat(seen.against()).isEmpty();
    }

    @Test
    void the_blame_window_ends_with_its_last_second() {
        var came = ago(90);
        seen.releasedAt(came).firingSince(came.plus(Case.BLAME));
        assertThat(seen.against()).isEmpty();

        seen.firingSince(came.plus(Case.BLAME).plusSeconds(1));
        assertThat(seen.against()).containsExactly(Rule.BLAMED, Rule.NEWEST);
        assertThat(answer(Rule.BLAMED)).isEqualTo(Answer.REFUSES);
    }

    @Test
    void enough_must_have_begun_inside_the_window() {
        var came = ago(90);
        seen.releasedAt(came);
        seen.agreeing = 2;
        seen.alarms =
                List.of(
                        alarm("errors", came.plus(Case.BLAME)),
                        alarm("latency", came.plus(Case.BLAME).plusSeconds(1)));

        assertThat(seen.decide().refusal()).map(Verdict::rule).contains(Rule.BLAMED);
        assertThat(said(Rule.BLAMED)).contains("only errors").contains("2 needed");
    }

    @Test
    void an_alarm_must_be_newer_than_the_last_rollback() {
        var last = ago(50);
        seen.releasedAt(ago(55)).rolledBack(rollback("39", "38", last, Phase.VERIFIED));
        seen.firingSince(last.plusSeconds(1));
        assertThat(seen.against()).isEmpty();

        seen.firingSince(last);
        assertThat(seen.against()).containsExactly(Rule.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERIFIED", "ESCALATED"})
    void an_incident_is_answered_once(Phase end) {
        seen.releasedAt(ago(59)).rolledBack(rollback("42", "41", ago(50), end));

        assertThat(seen.against()).containsExactly(Rule.NOT_ANSWERED);
        assertThat(said(Rule.NOT_ANSWERED)).contains(ago(50).toString());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"42, 41", "43, 42"})
    void what_was_in_a_rollback_of_the_last_day_goes_back_and_forth(String from, String to) {
        seen.rolledBack(rollback(from, to, NOW.minus(DAY).plusSeconds(1), Phase.VERIFIED));
        assertThat(seen.against()).containsExactly(Rule.NO_PING_PONG);

        seen.rolledBack(rollback(from, to, NOW.minus(DAY), Phase.VERIFIED));
        assertThat(seen.against()).isEmpty();

        seen.rolledBack(rollback("39", "38", ago(180), Phase.VERIFIED));
        assertThat(seen.against()).isEmpty();
    }

    @Test
    void a_frozen_target_is_left_alone_until_it_is_thawed() {
        var frozen = Docket.empty(Case.TARGET.id()).frozen(ago(600), "back and forth");
        seen.docket = new Sight.Seen<>(frozen);
        assertThat(seen.against()).containsExactly(Rule.NOT_FROZEN);
        assertThat(said(Rule.NOT_FROZEN)).contains("back and forth");

        seen.docket = new Sight.Seen<>(frozen.thawed());
        assertThat(seen.against()).isEmpty();
    }

    @ParameterizedTest(name = "from {0} s until {1} s")
    @CsvSource({
        "0, 60, true",
        "1, 60, false",
        "-60, 0, false",
        "-60, 1, true",
        "-120, -60, false",
        "60, 120, false"
    })
    void a_freeze_window_begins_with_its_first_instant_and_is_over_at_its_last(
            long from, long until, boolean open) {
        seen.freezes =
                List.of(new Freeze(NOW.plusSeconds(from), NOW.plusSeconds(until), "a launch"));

        assertThat(seen.against()).isEqualTo(open ? List.of(Rule.NO_FREEZE_WINDOW) : List.of());
    }

    @Test
    void nothing_is_begun_beside_what_is_under_way() {
        seen.standing =
                new Sight.Seen<>(
                        new Standing(
                                "42",
                                Optional.empty(),
                                40,
                                List.of(new Standing.Former("41")),
                                Optional.of("traffic is shifted")));
        assertThat(seen.against()).containsExactly(Rule.IDLE);
        assertThat(said(Rule.IDLE)).isEqualTo("traffic is shifted");
    }

    @ParameterizedTest
    @CsvSource({"BEGUN, true", "MADE, true", "VERIFIED, false", "ESCALATED, false"})
    void another_rollback_must_have_ended(Phase phase, boolean underWay) {
        seen.releasedAt(ago(55)).rolledBack(rollback("39", "38", ago(50), phase));

        assertThat(seen.against()).isEqualTo(underWay ? List.of(Rule.IDLE) : List.of());
    }

    @Test
    void it_cools_down_to_the_second() {
        var edge = NOW.minus(Case.COOLDOWN);
        seen.releasedAt(ago(55)).rolledBack(rollback("39", "38", edge, Phase.VERIFIED));
        assertThat(seen.against()).isEmpty();

        seen.rolledBack(rollback("39", "38", edge.plusSeconds(1), Phase.VERIFIED));
        assertThat(seen.against()).containsExactly(Rule.COOLED_DOWN);
    }

    @Test
    void a_day_has_so_many_rollbacks_and_no_more() {
        var first = NOW.minus(DAY).plusSeconds(1);
        seen.rolledBack(
                rollback("30", "29", first, Phase.VERIFIED),
                rollback("32", "31", ago(600), Phase.VERIFIED),
                rollback("34", "33", ago(300), Phase.VERIFIED));
        assertThat(seen.against()).containsExactly(Rule.DAILY_CAP);
        assertThat(said(Rule.DAILY_CAP)).isEqualTo("3 in 24 hours, at most 3");

        seen.rolledBack(
                rollback("30", "29", first.minusSeconds(1), Phase.VERIFIED),
                rollback("32", "31", ago(600), Phase.VERIFIED),
                rollback("34", "33", ago(300), Phase.VERIFIED));
        assertThat(seen.against()).isEmpty();
    }

    @Test
    void nothing_irreversible_is_undone() {
        seen.releases.set(0, release("42", ago(20), false, Undo.IRREVERSIBLE));
        assertThat(seen.against()).containsExactly(Rule.REVERSIBLE);

        // on the way back: 41 is no longer there, and 40 lies before its migration
        seen.releasedAt(ago(20));
        seen.releases.set(1, release("41", ago(1_500), true, Undo.IRREVERSIBLE));
        seen.standing = new Sight.Seen<>(standing("42", "40"));
        assertThat(seen.against()).containsExactly(Rule.REVERSIBLE);
        assertThat(said(Rule.REVERSIBLE)).startsWith("41 ");

        // what one goes back to may have been irreversible itself, and what lies before it too
        seen.standing = new Sight.Seen<>(standing("42", "41", "40"));
        assertThat(seen.against()).isEmpty();
        seen.releases.set(2, release("40", ago(3_000), true, Undo.IRREVERSIBLE));
        assertThat(seen.against()).isEmpty();
    }

    @Test
    void what_may_be_irreversible_is_not_undone_either() {
        seen.releases.set(0, release("42", ago(20), false, Undo.UNKNOWN));
        assertThat(seen.against()).containsExactly(Rule.REVERSIBLE);
        assertThat(said(Rule.REVERSIBLE))
                .isEqualTo("whether 42 is marked as irreversible could not be read");
        assertThat(seen.decide().verdicts())
                .filteredOn(verdict -> verdict.rule() == Rule.REVERSIBLE)
                .extracting(Verdict::answer)
                .containsExactly(Verdict.Answer.UNKNOWN);

        // one that is known to be is told first
        seen.releases.set(1, release("41", ago(1_500), true, Undo.IRREVERSIBLE));
        seen.standing = new Sight.Seen<>(standing("42", "40"));
        assertThat(said(Rule.REVERSIBLE)).startsWith("41 is marked");
    }

    @Test
    void a_release_in_quarantine_is_not_gone_back_to() {
        seen.rolledBack(rollback("41", "40", ago(1_470), Phase.VERIFIED));
        assertThat(seen.decide().to()).map(Release::revision).contains("40");

        seen.rolledBack(
                rollback("40", "39", ago(2_900), Phase.VERIFIED),
                rollback("41", "40", ago(1_470), Phase.VERIFIED));
        assertThat(seen.against()).containsExactly(Rule.GOOD_RELEASE);
        assertThat(said(Rule.GOOD_RELEASE)).contains("41 was itself rolled back from");

        seen.docket = new Sight.Seen<>(seen.docket.seen().orElseThrow().cleared("40"));
        assertThat(seen.decide().to()).map(Release::revision).contains("40");
        assertThat(seen.against()).isEmpty();
    }

    @Test
    void only_an_earlier_release_that_was_shown_to_be_good_is_gone_back_to() {
        seen.releases = List.of(release("42", ago(20), false), release("41", ago(1_500), false));
        assertThat(seen.against()).containsExactly(Rule.GOOD_RELEASE);
        assertThat(said(Rule.GOOD_RELEASE)).contains("41 was never shown to be good");

        seen.releases = List.of(release("42", ago(20), false), release("41", ago(20), true));
        assertThat(seen.against()).containsExactly(Rule.GOOD_RELEASE);
        assertThat(said(Rule.GOOD_RELEASE)).isEqualTo("no earlier release is on record");

        seen.releases = List.of(release("42", ago(20), true));
        assertThat(seen.against()).containsExactly(Rule.GOOD_RELEASE);
    }

    @Test
    void a_former_release_that_the_target_lost_or_blocks_is_passed_over() {
        seen.standing = new Sight.Seen<>(standing("42", "40"));
        assertThat(seen.decide().to()).map(Release::revision).contains("40");

        seen.standing =
                new Sight.Seen<>(
                        new Standing(
                                "42",
                                Optional.empty(),
                                100,
                                List.of(
                                        new Standing.Former(
                                                "41", Optional.empty(), Optional.of("inactive"))),
                                Optional.empty()));
        assertThat(seen.against()).containsExactly(Rule.GOOD_RELEASE);
        assertThat(said(Rule.GOOD_RELEASE))
                .contains("41 cannot be gone back to: inactive")
                .contains("40 is no longer there");

        // a target that cannot list them is asked by the preflight
        seen.standing = new Sight.Seen<>(standing("42"));
        assertThat(seen.against()).isEmpty();
    }

    @Test
    void the_target_has_the_last_word() {
        seen.preflight = Optional.of(new Sight.Seen<>(new Preflight.Obstacle("41 is gone")));
        assertThat(seen.against()).containsExactly(Rule.PREFLIGHT);
        assertThat(answer(Rule.PREFLIGHT)).isEqualTo(Answer.REFUSES);

        seen.preflight = Optional.of(new Sight.Unread<>("no answer"));
        assertThat(seen.against()).containsExactly(Rule.PREFLIGHT);
        assertThat(answer(Rule.PREFLIGHT)).isEqualTo(Answer.UNKNOWN);

        seen.preflight = Optional.empty();
        assertThat(seen.against()).containsExactly(Rule.PREFLIGHT);
        assertThat(answer(Rule.PREFLIGHT)).isEqualTo(Answer.UNKNOWN);
    }

    private Answer answer(Rule rule) {
        return seen.decide().of(rule).orElseThrow().answer();
    }

    private String said(Rule rule) {
        return seen.decide().of(rule).orElseThrow().because();
    }

    private static Seen in(String name, State state) {
        return new Seen(name, state, ago(600), false, List.of(), ago(360));
    }

    private static Seen readFrom(Instant readFrom) {
        var alarm = alarm("errors", ago(10));
        return new Seen(
                alarm.name(), alarm.state(), alarm.since(), false, alarm.transitions(), readFrom);
    }
}
