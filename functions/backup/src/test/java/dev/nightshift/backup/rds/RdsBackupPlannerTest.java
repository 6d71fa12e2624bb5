package dev.nightshift.backup.rds;

import static dev.nightshift.backup.rds.Estate.HOME;
import static dev.nightshift.backup.rds.Estate.NOW;
import static dev.nightshift.backup.rds.Estate.TODAY;
import static dev.nightshift.backup.rds.Estate.foreign;
import static dev.nightshift.backup.rds.Estate.memberOf;
import static dev.nightshift.backup.rds.Estate.replicaOf;
import static dev.nightshift.backup.rds.Estate.status;
import static dev.nightshift.backup.rds.Estate.statusOf;
import static dev.nightshift.backup.rds.Estate.takenAt;
import static dev.nightshift.backup.rds.Estate.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.Unread;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsBackupPlannerTest {
    private static final Instant YESTERDAY = TODAY.minus(Duration.ofDays(1));

    @Test
    void a_database_without_backup_gets_one_named_after_it_and_its_slot() {
        var action = new Estate().database("shop").plan().actions().getFirst();

        assertThat(action)
                .isInstanceOfSatisfying(
                        CreateSnapshot.class,
                        create -> {
                            assertThat(create.slot()).isEqualTo(TODAY);
                            assertThat(create.snapshot())
                                    .matches("nightshift-shop-20261122t0000-[0-9a-f]{8}");
                            assertThat(create.tags())
                                    .containsEntry(Ownership.OWNER_TAG, "test/rds-backup")
                                    .containsEntry(Ownership.SLOT_TAG, "2026-11-22T00:00:00Z")
                                    .containsEntry(
                                            Ownership.SOURCE_TAG,
                                            FakeRds.arn(Kind.INSTANCE, "shop"));
                        });
    }

    @Test
    void what_a_drill_has_restored_is_meant_by_no_pattern() {
        var drilled = FakeRds.database(Kind.INSTANCE, "drilled", Map.of(Ownership.DRILL_TAG, "1"));

        var plan =
                new Estate()
                        .database("shop")
                        .database(Kind.INSTANCE, "drilled", _ -> drilled)
                        .plan();

        assertThat(plan.actions()).extracting(action -> action.subject()).containsOnly("shop");
    }

    @Test
    void of_several_missed_slots_only_the_newest_is_made_up_for() {
        var plan =
                new Estate().database("shop").backup(HOME, "shop", TODAY.minus(Duration.ofDays(9)));

        assertThat(plan.plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        CreateSnapshot.class, create -> assertThat(create.slot()).isEqualTo(TODAY));
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
        var estate =
                new Estate()
                        .at(now)
                        .database("shop")
                        .backup(HOME, Kind.INSTANCE, "shop", YESTERDAY, takenAt(now.minus(age)));

        assertThat(estate.plan().actions()).hasSize(due ? 1 : 0);
    }

    @Test
    void a_slot_is_served_once() {
        var estate = new Estate().database("shop").backup(HOME, "shop", TODAY);

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.KEEP, "shop")).contains("slot " + TODAY + " is there");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"creating", "stopped", "backing-up", "storage-full", "deleting"})
    void a_database_that_is_not_available_is_left_with_its_reason(String status) {
        var estate = new Estate().database(Kind.INSTANCE, "shop", status(status));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.WAIT, "shop")).contains("is " + status);
    }

    @Test
    void nobody_elses_snapshot_in_progress_is_joined_by_another() {
        var estate =
                new Estate()
                        .database("shop")
                        .snapshot(HOME, foreign(HOME, "shop", "by-hand", "creating"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.WAIT, "shop")).contains("by-hand").contains("progress");
    }

    @Test
    void a_snapshot_of_that_name_that_is_not_ours_is_refused_at_plan_time() {
        var name =
                SnapshotName.of(
                        Estate.SCOPE.owner(),
                        Kind.INSTANCE,
                        "shop",
                        FakeRds.arn(Kind.INSTANCE, "shop"),
                        TODAY);
        var estate =
                new Estate()
                        .database("shop")
                        .snapshot(HOME, foreign(HOME, "shop", name, "available"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.REFUSE, "shop")).contains(name).contains("not ours");
    }

    @Test
    void a_failed_backup_makes_room_for_another_try_in_the_same_slot() {
        var actions =
                new Estate()
                        .database("shop")
                        .backup(HOME, Kind.INSTANCE, "shop", TODAY, statusOf("failed"))
                        .plan()
                        .actions();

        assertThat(actions).hasSize(2);
        assertThat(actions.get(0)).isInstanceOf(DeleteSnapshot.class);
        assertThat(actions.get(1)).isInstanceOf(CreateSnapshot.class);
        assertThat(actions.get(1).needs()).containsExactly(actions.get(0).id());
    }

    @Test
    void members_and_replicas_are_covered_and_the_plan_says_by_whom() {
        var estate =
                new Estate()
                        .database(Kind.CLUSTER, "ledger", any -> any)
                        .database(Kind.INSTANCE, "ledger-1", memberOf("ledger"))
                        .database("shop")
                        .database(Kind.INSTANCE, "shop-reader", replicaOf("shop"))
                        .database(
                                Kind.INSTANCE,
                                "shop-copy",
                                replicaOf("arn:aws:rds:us-east-1:111122223333:db:shop"));

        assertThat(estate.plan().actions())
                .extracting(RdsBackupAction::subject)
                .containsExactly("ledger", "shop");
        assertThat(estate.said(Remark.Kind.KEEP, "ledger-1")).contains("cluster ledger");
        assertThat(estate.said(Remark.Kind.KEEP, "shop-reader")).contains("read replica of shop");
        assertThat(estate.said(Remark.Kind.WARN, "shop-copy")).contains("us-east-1");
    }

    @Test
    void a_member_whose_cluster_is_not_selected_is_told_of() {
        var estate =
                new Estate()
                        .select(new Select(Map.of(), List.of("ledger-1"), List.of()))
                        .database(Kind.CLUSTER, "ledger", any -> any)
                        .database(Kind.INSTANCE, "ledger-1", memberOf("ledger"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.WARN, "ledger-1")).contains("nobody backs either up");
    }

    @Test
    void a_name_that_no_database_has_is_told_of() {
        var estate = new Estate().select(new Select(Map.of(), List.of("shpo"), List.of()));

        assertThat(estate.said(Remark.Kind.WARN, "shpo")).contains("no such database");
    }

    @Test
    void retention_removes_the_oldest_first_and_says_why_the_others_stay() {
        var estate = new Estate().keep(2).database("shop");
        for (int day = 0; day < 5; day++) {
            estate.backup(HOME, "shop", TODAY.minus(Duration.ofDays(day)));
        }

        var plan = estate.plan();

        assertThat(plan.actions())
                .extracting(action -> ((DeleteSnapshot) action).snapshot().substring(0, 24))
                .containsExactly(
                        "nightshift-shop-20261118",
                        "nightshift-shop-20261119",
                        "nightshift-shop-20261120");
        assertThat(plan.remarks())
                .filteredOn(remark -> remark.because().startsWith("last "))
                .hasSize(2);
        assertThat(plan.deletable()).isEqualTo(5);
    }

    @Test
    void snapshots_by_hand_are_neither_counted_nor_removed() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .backup(HOME, "shop", TODAY)
                        .snapshot(HOME, foreign(HOME, "shop", "by-hand-1", "available"))
                        .snapshot(HOME, foreign(HOME, "shop", "by-hand-2", "available"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.KEEP, "shop in eu-west-1")).startsWith("2 manual");
    }

    @Test
    void a_database_that_is_gone_keeps_its_last_good_backup() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("other")
                        .backup(HOME, "shop", TODAY.minus(Duration.ofDays(400)))
                        .backup(HOME, "shop", TODAY.minus(Duration.ofDays(401)));

        assertThat(estate.plan().actions())
                .filteredOn(action -> action.subject().equals("shop"))
                .singleElement()
                .isInstanceOf(DeleteSnapshot.class);
        assertThat(estate.said(Remark.Kind.KEEP, "shop")).contains("no longer exists");
    }

    @Test
    void what_is_dated_in_the_future_is_kept_and_told_of() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .backup(HOME, "shop", TODAY)
                        .backup(HOME, "shop", TODAY.plus(Duration.ofDays(3)));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.WARN, "shop")).contains("dated in the future");
    }

    @Test
    void nothing_is_removed_for_a_backup_whose_key_is_off_or_not_known() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .backup(HOME, Kind.INSTANCE, "shop", TODAY, under(Estate.KEY))
                        .backup(HOME, "shop", YESTERDAY);

        assertThat(estate.key(HOME, Estate.KEY, KmsKey.unusable("it is off")).plan().actions())
                .as("the only good one is yesterday's")
                .isEmpty();
        assertThat(estate.key(HOME, Estate.KEY, KmsKey.unknown("denied")).plan().actions())
                .isEmpty();
        assertThat(estate.said(Remark.Kind.UNKNOWN, "shop")).contains("denied");
        assertThat(estate.key(HOME, Estate.KEY, KmsKey.usable()).plan().actions()).hasSize(1);
    }

    @Test
    void one_unreadable_database_does_not_stop_the_others() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("blog")
                        .database("shop")
                        .backup(HOME, "shop", TODAY)
                        .backup(HOME, "shop", YESTERDAY)
                        .unread(
                                HOME,
                                Kind.INSTANCE,
                                new Unread(
                                        "denied", Set.of("shop"), Map.of("blog", "denied here")));

        assertThat(estate.plan().actions())
                .extracting(RdsBackupAction::subject)
                .containsExactly("shop");
        assertThat(estate.said(Remark.Kind.UNKNOWN, "blog")).contains("denied here");
    }

    @Test
    void while_databases_of_a_kind_cannot_be_listed_none_of_their_backups_goes() {
        var estate =
                new Estate()
                        .keep(1)
                        .backup(HOME, Kind.CLUSTER, "ledger", TODAY, any -> any)
                        .backup(HOME, Kind.CLUSTER, "ledger", YESTERDAY, any -> any)
                        .unlisted(Kind.CLUSTER, "throttled");

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.UNKNOWN, "clusters in eu-west-1")).contains("throttled");
    }

    @ParameterizedTest(name = "{0} of 10 used: told {1}, room {2}")
    @CsvSource({"8, false, true", "9, true, true", "10, true, false"})
    void the_quota_is_told_of_over_its_share_and_never_passed(
            int used, boolean told, boolean room) {
        var estate = new Estate().quota(10).database("shop");
        for (int i = 0; i < used; i++) {
            estate.snapshot(HOME, foreign(HOME, "other", "by-hand-" + i, "available"));
        }

        assertThat(!estate.said(Remark.Kind.WARN, "instance snapshots in eu-west-1").isEmpty())
                .isEqualTo(told);
        assertThat(!estate.plan().actions().isEmpty()).isEqualTo(room);
        assertThat(estate.said(Remark.Kind.REFUSE, "shop").contains("10 of 10")).isEqualTo(!room);
    }

    @ParameterizedTest(name = "{0} old: {1}")
    @CsvSource({"PT26H, false", "PT26H1S, true"})
    void a_last_good_backup_older_than_the_objective_is_told_of(Duration age, boolean told) {
        var estate =
                new Estate()
                        .database(Kind.INSTANCE, "shop", status("stopped"))
                        .backup(HOME, Kind.INSTANCE, "shop", YESTERDAY, takenAt(NOW.minus(age)));

        assertThat(estate.said(Remark.Kind.WARN, "shop").contains("the objective is"))
                .isEqualTo(told);
    }
}
