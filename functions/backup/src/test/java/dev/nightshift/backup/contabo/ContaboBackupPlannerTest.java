package dev.nightshift.backup.contabo;

import static dev.nightshift.backup.contabo.Host.ID;
import static dev.nightshift.backup.contabo.Host.NOW;
import static dev.nightshift.backup.contabo.Host.SCOPE;
import static dev.nightshift.backup.contabo.Host.SUBJECT;
import static dev.nightshift.backup.contabo.Host.TODAY;
import static dev.nightshift.backup.contabo.Host.day;
import static dev.nightshift.backup.contabo.Host.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.core.automation.Remark.Kind;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContaboBackupPlannerTest {
    @Test
    void a_host_without_backup_gets_one_that_says_whose_it_is() {
        assertThat(new Host().plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        CreateSnapshot.class,
                        create -> {
                            assertThat(create.subject()).isEqualTo(SUBJECT);
                            assertThat(create.snapshot())
                                    .matches("nightshift-20261122-0000-[0-9a-f]{4}")
                                    .hasSizeLessThanOrEqualTo(30);
                            assertThat(create.label().written())
                                    .isEqualTo(
                                            "nightshift:owner=test/contabo-backup"
                                                    + " nightshift:source=100"
                                                    + " nightshift:slot=2026-11-22T00:00:00Z");
                            assertThat(create.needs()).isEmpty();
                        });
    }

    @ParameterizedTest(name = "{0} after midnight, the last one taken {1} ago: {2}")
    @CsvSource({
        "PT0S,   PT22H59M59S, false",
        "PT0S,   PT23H,       true",
        "PT20M,  PT30M,       false",
        "PT20M,  PT24H,       true",
    })
    void a_backup_is_due_when_its_slot_has_none_and_the_last_is_old_enough(
            Duration sinceMidnight, Duration age, boolean due) {
        var now = TODAY.plus(sinceMidnight);

        assertThat(new Host().at(now).taken(day(1), now.minus(age)).does())
                .isEqualTo(due ? List.of("+") : List.of());
    }

    @Test
    void of_several_missed_slots_only_the_newest_is_made_up_for() {
        assertThat(new Host().ours(day(9)).does()).containsExactly("+");
    }

    @Test
    void a_slot_that_has_one_gets_no_other() {
        var host = new Host().ours(TODAY);

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.KEEP)).contains("the backup of slot 2026-11-22T00:00:00Z is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "stopped"})
    void what_runs_or_stands_still_is_backed_up(String status) {
        assertThat(new Host().status(status).does()).containsExactly("+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "installing", "error", "rescue", "unknown"})
    void what_is_in_between_waits_and_is_told_of_when_it_is_too_late(String status) {
        var host = new Host().status(status);

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.WAIT)).contains("is " + status);
        assertThat(host.says(Kind.WARN)).contains("has no good backup");
    }

    @ParameterizedTest(name = "begun {0} s ago: counted on {1}")
    @CsvSource({"1199, false", "1200, true"})
    void a_snapshot_counts_once_it_had_time_to_be_finished(int age, boolean counts) {
        var host = new Host().keep(1).taken(TODAY, NOW.minusSeconds(age)).ours(day(1));

        assertThat(host.does()).isEqualTo(counts ? List.of("-" + id(day(1))) : List.of());
        assertThat(host.says(Kind.KEEP).contains("not a good copy")).isEqualTo(!counts);
    }

    @Test
    void while_there_is_room_the_old_one_goes_only_after_the_new_one_is_there() {
        var before = new Host().keep(1).quota(2).ours(day(1));
        var after = new Host().keep(1).quota(2).ours(day(1)).ours(TODAY);

        assertThat(before.does()).containsExactly("+");
        assertThat(after.does()).containsExactly("-" + id(day(1)));
        assertThat(after.plan().actions().getFirst())
                .isInstanceOfSatisfying(
                        DeleteSnapshot.class,
                        gone -> assertThat(gone.survivor()).contains(id(TODAY)));
    }

    @Test
    void when_all_places_are_taken_the_oldest_that_would_go_makes_room_first() {
        var host = new Host().keep(3).quota(3).ours(day(3), day(2), day(1));

        assertThat(host.does()).containsExactly("-" + id(day(3)), "+");
        var actions = host.plan().actions();
        assertThat(actions.getLast().needs()).containsExactly(actions.getFirst().id());
        assertThat(actions.getFirst())
                .isInstanceOfSatisfying(
                        DeleteSnapshot.class,
                        gone -> assertThat(gone.survivor()).contains(id(day(1))));
    }

    @ParameterizedTest(name = "{0} ours and {1} foreign in {2} places, keep {3}: {4}")
    @CsvSource({
        "0, 0, 1, 1, +",
        "1, 0, 2, 2, +",
        "2, 0, 2, 2, - +",
        "3, 0, 3, 2, - +",
        "4, 0, 4, 2, - + -",
        "2, 0, 3, 3, +",
        "1, 1, 3, 3, +",
        "2, 1, 3, 3, REFUSE",
        "2, 1, 3, 2, - +",
        "1, 1, 2, 2, REFUSE",
        "1, 1, 2, 1, REFUSE",
        "1, 0, 1, 1, REFUSE",
        "0, 1, 1, 1, REFUSE",
        "0, 3, 3, 3, REFUSE",
        "3, 0, 2, 2, - - +",
        "4, 0, 2, 3, - - REFUSE",
    })
    void places_are_counted_before_anything_is_tried(
            int ours, int foreign, int quota, int keep, String does) {
        var host = new Host().quota(quota).keep(keep);
        for (int i = 1; i <= ours; i++) {
            host.ours(day(i));
        }
        for (int i = 0; i < foreign; i++) {
            host.foreign("by hand", "before the upgrade");
        }

        if (does.contains("REFUSE")) {
            assertThat(host.does()).doesNotContain("+");
            assertThat(host.says(Kind.REFUSE)).contains("snapshotQuota");
        } else {
            assertThat(host.does().stream().map(what -> what.substring(0, 1)))
                    .containsExactly(does.split(" "));
            assertThat(host.says(Kind.REFUSE)).isEmpty();
        }
    }

    @Test
    void the_last_good_one_never_makes_room_unless_that_is_accepted() {
        var refused = new Host().quota(1).keep(1).ours(day(1));
        var accepted = new Host().quota(1).keep(1).ours(day(1)).acceptingGaps();

        assertThat(refused.does()).isEmpty();
        assertThat(refused.says(Kind.REFUSE))
                .contains("never goes before the next is there")
                .contains("acceptGap: true and caps.deletionShare: 100%");
        assertThat(accepted.does()).containsExactly("-" + id(day(1)), "+");
        assertThat(accepted.plan().actions().getFirst())
                .isInstanceOfSatisfying(
                        DeleteSnapshot.class,
                        gone -> {
                            assertThat(gone.survivor()).isEmpty();
                            assertThat(gone.because()).contains("acceptGap");
                        });
    }

    @Test
    void an_accepted_gap_is_opened_only_when_the_next_one_can_be_taken_at_once() {
        var early = new Host().quota(1).keep(1).ours(TODAY).acceptingGaps();
        var broken = new Host().quota(1).keep(1).status("error").ours(day(1)).acceptingGaps();

        assertThat(early.does()).isEmpty();
        assertThat(broken.does()).isEmpty();
    }

    @Test
    void where_there_is_room_no_gap_is_opened_though_it_be_accepted() {
        var host = new Host().quota(2).keep(1).ours(day(1)).acceptingGaps();

        assertThat(host.does()).containsExactly("+");
    }

    @Test
    void a_proven_one_makes_no_room_though_a_gap_be_accepted() {
        var host = new Host().quota(1).keep(1).proven(day(1)).acceptingGaps();

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.REFUSE)).contains("retention holds");
    }

    @Test
    void what_has_not_settled_does_not_stand_in_for_the_last_good_one() {
        var host =
                new Host()
                        .every(Duration.ofHours(1))
                        .quota(2)
                        .keep(1)
                        .at(NOW)
                        .ours(day(1))
                        .taken(NOW.minus(Duration.ofHours(1)), NOW.minusSeconds(600));

        assertThat(host.does()).isEmpty();
    }

    @ParameterizedTest(name = "the other one goes by itself in {0}: removes {1}")
    @CsvSource({"PT24H, false", "PT24H1S, true"})
    void what_contabo_is_about_to_remove_is_no_survivor(Duration left, boolean removes) {
        var host =
                new Host()
                        .keep(1)
                        .ours(day(1))
                        .taken(TODAY, TODAY.plusSeconds(60), Optional.of(NOW.plus(left)));

        assertThat(host.does()).isEqualTo(removes ? List.of("-" + id(day(1))) : List.of());
        assertThat(host.says(Kind.WAIT).contains("Contabo itself removes")).isEqualTo(!removes);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "by hand",
                "nightshift:owner=prod/contabo-backup nightshift:source=100"
                        + " nightshift:slot=2026-11-19T00:00:00Z",
                "nightshift:owner=test/contabo-backup-2 nightshift:source=100"
                        + " nightshift:slot=2026-11-19T00:00:00Z",
            })
    void what_is_not_ours_is_not_touched_and_not_counted(String description) {
        var host = new Host().keep(1).quota(9).ours(TODAY).foreign("a", description);

        assertThat(host.does()).isEmpty();
        assertThat(host.plan().deletable()).isEqualTo(1);
        assertThat(host.says(Kind.KEEP)).contains("1 snapshot that is not ours is not touched");
        assertThat(host.says(Kind.WARN)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "nightshift:owner=test/contabo-backup",
                "nightshift:owner=test/contabo-backup nightshift:source=101"
                        + " nightshift:slot=2026-11-19T00:00:00Z",
                "nightshift:owner=test/contabo-backup nightshift:source=100"
                        + " nightshift:slot=2026-11-19T00:00:00Z keep!",
                "nightshift:owner=test/contabo-backup nightshift:source=100"
                        + " nightshift:slot=2026-11-19",
                "nightshift:owner=test/contabo-backup nightshift:source=100"
                        + " nightshift:slot=2026-11-19T00:00:00.000Z",
                "nightshift:owner=test/contabo-backup nightshift:source=100"
                        + " nightshift:slot=2026-11-19T00:00:00Z nightshift:proven=soon",
            })
    void what_was_ours_and_was_changed_is_left_alone_and_told_of(String description) {
        var host = new Host().keep(1).quota(9).ours(TODAY).foreign("a", description);

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.WARN)).contains("claims to be ours");
    }

    @Test
    void a_person_may_note_that_a_backup_was_proven_and_it_stays() {
        var host = new Host().keep(1).quota(5).ours(TODAY).proven(day(1)).proven(day(2));

        assertThat(host.does()).containsExactly("-" + id(day(2)));
        assertThat(host.says(Kind.KEEP)).contains("proven never goes");
    }

    @Test
    void a_name_that_is_taken_by_what_is_not_ours_is_not_taken_again() {
        var name = SnapshotName.of(SnapshotLabel.of(SCOPE, ID, TODAY));
        var host = new Host().foreign(name, "as Contabo made it");

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.REFUSE)).contains(name).contains("stays without backup");
    }

    @Test
    void what_could_not_be_read_is_unknown_and_nothing_is_done_for_it() {
        var host = new Host().keep(1).ours(day(1), day(2)).unread("Contabo answered 500");

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.UNKNOWN)).contains(SUBJECT).contains("Contabo answered 500");
    }

    @Test
    void a_backup_dated_in_the_future_is_kept_and_told_of() {
        var host = new Host().keep(1).ours(TODAY).taken(day(-2), day(1));

        assertThat(host.does()).isEmpty();
        assertThat(host.says(Kind.WARN)).contains("dated in the future");
    }

    @ParameterizedTest(name = "the last one is {0} old: told {1}")
    @CsvSource({"PT26H, false", "PT26H1S, true"})
    void a_breach_of_the_objective_is_told(Duration age, boolean told) {
        var host = new Host().taken(day(1), NOW.minus(age));

        assertThat(host.says(Kind.WARN).contains("the objective is 26 h")).isEqualTo(told);
    }

    @Test
    void retention_by_the_calendar_is_that_of_every_other_backup() {
        var policy = new RetentionPolicy(1, 0, 2, 0, 0, Optional.empty());
        // Sunday; the week before ended on day 7
        var host = new Host().quota(9).keep(policy).ours(TODAY, day(1), day(6), day(7), day(8));

        assertThat(host.does())
                .containsExactly("-" + id(day(8)), "-" + id(day(6)), "-" + id(day(1)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"web, 1", "vmd100, 1", "100, 1", "we?, 0", "db, 0"})
    void instances_are_selected_by_either_name_or_by_id(String what, int selected) {
        var select =
                what.equals("100")
                        ? new Select(List.of(100L), List.of(), List.of())
                        : new Select(List.of(), List.of(what), List.of());
        var host = new Host().select(select);

        assertThat(host.does()).hasSize(selected);
        assertThat(host.says(Kind.WARN).contains("has no such instance")).isEqualTo(selected == 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"*, 1", "we?, 1", "vmd*, 1", "web, 1", "w, 0", "web?, 0", "(100), 0"})
    void instances_are_selected_by_pattern(String pattern, int selected) {
        var host = new Host().select(new Select(List.of(), List.of(), List.of(pattern)));

        assertThat(host.does()).hasSize(selected);
        assertThat(host.says(Kind.WARN).contains("no instance of the account fits"))
                .isEqualTo(selected == 0);
    }

    @Test
    void instances_of_another_plan_have_a_quota_of_their_own() {
        var quotas = new LinkedHashMap<String, Integer>();
        quotas.put("db-*", 5);
        quotas.put("web", 2);
        quotas.put("*", 4);
        var host = new Host().quota(1).quotas(quotas).keep(2).ours(day(2), day(1));

        assertThat(host.does()).containsExactly("-" + id(day(2)), "+");
        assertThat(new Host().quota(1).quotas(quotas).settings().quota(host("db-1"))).isEqualTo(5);
        assertThat(new Host().quota(1).quotas(quotas).settings().quota(host("mail"))).isEqualTo(4);
        assertThat(new Host().quota(1).settings().quota(host("mail"))).isEqualTo(1);
    }

    @Test
    void two_of_the_same_name_are_told_apart() {
        var host = new Host().instead(host("web"), FakeContabo.instance(7, "web"));

        assertThat(host.plan().actions())
                .extracting(ContaboBackupAction::subject)
                .containsExactly("web (7)", "web (100)");
    }

    @Test
    void a_name_that_misbehaves_is_shown_on_one_line() {
        assertThat(host("a\nb\u0000" + "c".repeat(100)).subject())
                .startsWith("a b c")
                .endsWith("… (100)")
                .hasSizeLessThan(80);
        assertThat(host("  ").subject()).isEqualTo("vmd100 (100)");
    }

    private static Instance host(String displayName) {
        return FakeContabo.instance(ID, displayName);
    }

    @Test
    void the_same_slot_has_the_same_name_and_other_stages_another() {
        var label = SnapshotLabel.of(SCOPE, ID, Instant.parse("2026-11-22T00:00:00Z"));
        var prod = new SnapshotLabel("prod/contabo-backup", ID, label.slot(), Optional.empty());

        assertThat(SnapshotName.of(label)).isEqualTo(SnapshotName.of(label));
        assertThat(SnapshotName.of(prod)).isNotEqualTo(SnapshotName.of(label));
        assertThat(SnapshotLabel.read(label.written(), SCOPE, ID)).contains(label);
        assertThat(SnapshotLabel.read(prod.written(), SCOPE, ID)).isEmpty();
    }
}
