package dev.nightshift.backup.history;

import static dev.nightshift.backup.history.Estates.DAY;
import static dev.nightshift.backup.history.Estates.HOUR;
import static dev.nightshift.backup.history.Estates.NOW;
import static dev.nightshift.backup.history.Estates.ago;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupFacts.Targets;
import dev.nightshift.backup.history.BackupOverview.Drill;
import dev.nightshift.backup.history.BackupOverview.Point;
import dev.nightshift.backup.history.BackupOverview.State;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupOverviewTest {
    private static final Duration WEEK = DAY.multipliedBy(7);

    private static Estates good() {
        return new Estates().daily(10).drill(DAY, Result.SUCCESSFUL);
    }

    @Test
    void a_fresh_copy_and_a_recent_proof_are_ok() {
        var row = good().row();

        assertThat(row.state()).isEqualTo(State.OK);
        assertThat(row.because()).isEmpty();
        assertThat(row.lastGood().orElseThrow().dataFrom()).isEqualTo(ago(HOUR.multipliedBy(12)));
        assertThat(row.lastGood().orElseThrow().locations())
                .containsExactly("eu-central-1", "eu-west-1");
        assertThat(row.lastProven().orElseThrow().at()).isEqualTo(ago(DAY));
        assertThat(row.rpoNow()).contains(Duration.ofHours(12));
        assertThat(row.rto()).contains(Duration.ofMinutes(20));
        assertThat(row.rtoTarget()).contains(HOUR);
        assertThat(good().overview().isOk()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT26H,OK", "PT26H1S,LATE", "PT0S,OK", "PT-4M,OK", "PT-6M,UNKNOWN"})
    void a_copy_may_be_as_old_as_the_objective_says_and_no_older(Duration age, State state) {
        var row = new Estates().copy(age).drill(DAY, Result.SUCCESSFUL).row();

        assertThat(row.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"PT1H,OK", "PT1H0.001S,LATE"})
    void a_restore_may_take_as_long_as_the_objective_says_and_no_longer(
            Duration took, State state) {
        var row =
                new Estates().daily(3).drill(DAY, Result.SUCCESSFUL, Optional.of(took), HOUR).row();

        assertThat(row.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"P14D,OK", "P14DT1S,UNPROVEN"})
    void a_proof_holds_until_two_drills_have_been_missed(Duration age, State state) {
        var row = new Estates().daily(3).drill(age, Result.SUCCESSFUL).row();

        assertThat(row.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"SUCCESSFUL,OK", "FAILED,FAILED", "TIMED_OUT,FAILED", "UNKNOWN,UNKNOWN"})
    void the_last_drill_decides_whatever_was_proven_before(Result result, State state) {
        var row = new Estates().daily(3).drill(WEEK, Result.SUCCESSFUL).drill(DAY, result).row();

        assertThat(row.state()).isEqualTo(state);
        assertThat(row.lastDrill().map(Drill::result)).contains(result);
        assertThat(row.lastProven().orElseThrow().at())
                .isEqualTo(ago(result == Result.SUCCESSFUL ? DAY : WEEK));
        if (state != State.OK) {
            assertThat(row.because().getFirst()).contains("24 h ago", "table orders is gone");
        }
    }

    @Test
    void a_drill_that_went_well_again_ends_a_failure() {
        var row =
                new Estates()
                        .daily(3)
                        .drill(WEEK, Result.FAILED)
                        .drill(DAY, Result.SUCCESSFUL)
                        .row();

        assertThat(row.state()).isEqualTo(State.OK);
    }

    @Test
    void without_a_copy_it_is_late_and_has_no_age() {
        var row = new Estates().drill(DAY, Result.SUCCESSFUL).row();

        assertThat(row.state()).isEqualTo(State.LATE);
        assertThat(row.because()).containsExactly("there is no good copy");
        assertThat(row.rpoNow()).isEmpty();
        assertThat(row.lastGood()).isEmpty();
    }

    @Test
    void what_nobody_restores_is_unproven() {
        var never = new Estates().daily(3).row();
        var undrilled = new Estates().daily(3).notDrilled().row();

        assertThat(never.state()).isEqualTo(State.UNPROVEN);
        assertThat(never.because().getFirst()).contains("ever restored");
        assertThat(undrilled.state()).isEqualTo(State.UNPROVEN);
        assertThat(undrilled.because().getFirst()).contains("automations.restore-drill");
        assertThat(undrilled.rtoTarget()).isEmpty();
    }

    @Test
    void what_was_not_read_is_unknown_and_never_late_nor_ok() {
        var fresh = good().unread("snapshots in eu-central-1 were not read: denied").row();
        var old = new Estates().copy(DAY.multipliedBy(9)).drill(DAY, Result.SUCCESSFUL);
        var oldAndUnread = old.unread("denied").row();
        var noEvidence = new Estates().daily(3).noEvidence("denied").row();

        assertThat(fresh.state()).isEqualTo(State.UNKNOWN);
        assertThat(oldAndUnread.state()).isEqualTo(State.UNKNOWN);
        assertThat(oldAndUnread.because()).containsExactly("denied");
        assertThat(noEvidence.state()).isEqualTo(State.UNKNOWN);
        assertThat(noEvidence.because()).containsExactly("evidence was not read: denied");
        assertThat(noEvidence.rto()).isEmpty();
    }

    @Test
    void the_worst_is_said_first_and_all_of_it_is_said() {
        var row =
                new Estates()
                        .copy(DAY.multipliedBy(2))
                        .drill(DAY.multipliedBy(30), Result.SUCCESSFUL)
                        .drill(DAY.multipliedBy(20), Result.TIMED_OUT, Optional.empty(), HOUR)
                        .row();

        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.because()).hasSize(3);
        assertThat(row.because().get(0)).contains("20 d ago, ran out of time");
        assertThat(row.because().get(1)).contains("2 d old, 26 h are allowed");
        assertThat(row.because().get(2)).contains("last proven 30 d ago");
        // the restore that ran out of time measured nothing
        assertThat(row.rto()).contains(Duration.ofMinutes(20));
    }

    @Test
    void a_tag_on_a_copy_is_a_proof_too_where_it_is_newer() {
        var byTag = new Estates().provenCopy(DAY, HOUR).row();
        var byBoth =
                new Estates()
                        .provenCopy(DAY, HOUR.multipliedBy(40))
                        .drill(HOUR, Result.SUCCESSFUL)
                        .row();

        assertThat(byTag.state()).isEqualTo(State.OK);
        assertThat(byTag.lastProven().orElseThrow().at()).isEqualTo(ago(HOUR));
        assertThat(byBoth.lastProven().orElseThrow().location()).isEqualTo("eu-central-1");
    }

    @Test
    void the_series_is_how_old_the_last_copy_had_become_each_time() {
        var row =
                new Estates()
                        .copy(HOUR.multipliedBy(5))
                        .copy(HOUR.multipliedBy(29))
                        .copy(HOUR.multipliedBy(77), "eu-west-1", "eu-central-1")
                        .row();

        assertThat(row.rpoSeries())
                .containsExactly(
                        new Point(ago(HOUR.multipliedBy(29)), Duration.ofHours(48)),
                        new Point(ago(HOUR.multipliedBy(5)), Duration.ofHours(24)),
                        new Point(NOW, Duration.ofHours(5)));
    }

    @Test
    void gaps_that_retention_made_are_no_objective_missed() {
        var estate =
                new Estates()
                        .copy(HOUR)
                        .copy(HOUR.multipliedBy(25))
                        .copy(WEEK)
                        .copy(WEEK.multipliedBy(4))
                        .drill(DAY.multipliedBy(20), Result.SUCCESSFUL)
                        .unthinned(2);

        assertThat(estate.row().rpoSeries())
                .containsExactly(
                        // what a drill saw when all copies were still there
                        new Point(ago(DAY.multipliedBy(20).plusMinutes(20)), Duration.ofHours(6)),
                        new Point(ago(HOUR), DAY),
                        new Point(NOW, HOUR));
        // a drill of any copy has not seen how old the newest was
        assertThat(estate.drillsAnyCopy().row().rpoSeries()).hasSize(2);
    }

    @Test
    void the_series_begin_where_they_are_asked_to() {
        var source = new Estates().daily(60).unthinned(60);
        var facts =
                new BackupFacts(
                        NOW,
                        List.of(
                                source.drill(DAY.multipliedBy(40), Result.SUCCESSFUL)
                                        .drill(DAY, Result.SUCCESSFUL)
                                        .source()),
                        List.of());

        var row = BackupOverview.of(facts, DAY.multipliedBy(30)).rows().getFirst();

        assertThat(row.rpoSeries())
                .hasSize(31)
                .allMatch(p -> !p.at().isBefore(ago(DAY.multipliedBy(30))));
        assertThat(row.drills()).hasSize(1);
        assertThat(row.rtoSeries())
                .containsExactly(new Point(ago(DAY.plusMinutes(20)), Duration.ofMinutes(20)));
    }

    @Test
    void an_overview_with_a_gap_or_without_a_row_is_not_ok() {
        var facts =
                new BackupFacts(
                        NOW,
                        List.of(good().source()),
                        List.of(new Gap("clusters in eu-west-1", "could not be listed: denied")));

        assertThat(BackupOverview.of(facts, DAY).isOk()).isFalse();
        assertThat(BackupOverview.of(new BackupFacts(NOW, List.of(), List.of()), DAY).isOk())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT24H,35", "PT1H,3", "P7D,35", "P8D,35"})
    void a_rule_for_days_keeps_all_that_are_made_daily(Duration every, int newest) {
        var keep = new RetentionPolicy(3, 35, 8, 12, 0, Optional.empty());

        assertThat(Unthinned.of(keep, every).newest()).isEqualTo(newest);
    }

    @Test
    void a_rule_for_weeks_keeps_all_that_are_made_weekly() {
        var keep = new RetentionPolicy(1, 0, 8, 0, 0, Optional.of(DAY));

        assertThat(Unthinned.of(keep, WEEK).newest()).isEqualTo(8);
        assertThat(Unthinned.of(keep, HOUR).has(5, DAY)).isTrue();
        assertThat(Unthinned.of(keep, HOUR).has(5, DAY.plusSeconds(1))).isFalse();
    }

    @Test
    void a_copy_of_the_future_is_no_copy() {
        var ahead = NOW.plus(DAY);
        var source =
                new Source(
                        Kind.BUCKET,
                        "media",
                        List.of(new Copy("x", "eu-west-1", ahead, ahead, Optional.of(ahead))),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new Targets(
                                DAY,
                                Optional.empty(),
                                Optional.of(WEEK),
                                true,
                                new Unthinned(1, Optional.empty())));

        var row =
                BackupOverview.of(new BackupFacts(NOW, List.of(source), List.of()), WEEK)
                        .rows()
                        .getFirst();

        assertThat(row.state()).isEqualTo(State.UNKNOWN);
        assertThat(row.lastGood()).isEmpty();
        assertThat(row.lastProven()).isEmpty();
    }

    @Test
    void a_host_is_ok_without_proof_as_no_drill_can_give_one_and_late_as_anything_else() {
        var row = new Estates().host().daily(3).row();

        assertThat(row.state()).isEqualTo(State.OK);
        assertThat(row.because()).isEmpty();
        assertThat(row.lastProven()).isEmpty();
        assertThat(row.rpoNow()).contains(HOUR.multipliedBy(12));
        assertThat(new Estates().notDrilled().daily(3).row().state()).isEqualTo(State.UNPROVEN);
        assertThat(new Estates().host().copy(DAY.multipliedBy(2)).row().state())
                .isEqualTo(State.LATE);
        assertThat(new Estates().host().row().because()).containsExactly("there is no good copy");
        assertThat(new Estates().host().unread("HTTP 429").row().state()).isEqualTo(State.UNKNOWN);
    }
}
