package dev.nightshift.backup.s3;

import static dev.nightshift.backup.s3.Vaulted.BUCKET;
import static dev.nightshift.backup.s3.Vaulted.NOW;
import static dev.nightshift.backup.s3.Vaulted.TODAY;
import static dev.nightshift.backup.s3.Vaulted.added;
import static dev.nightshift.backup.s3.Vaulted.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.S3BackupAction.BackUp;
import dev.nightshift.backup.s3.S3BackupAction.CollectGarbage;
import dev.nightshift.backup.s3.S3BackupAction.DropManifest;
import dev.nightshift.backup.s3.S3BackupAction.DropOrphans;
import dev.nightshift.backup.s3.S3BackupAction.FoldBatch;
import dev.nightshift.backup.s3.S3BackupFacts.Job.Phase;
import dev.nightshift.backup.s3.S3BackupFacts.Standing;
import dev.nightshift.backup.s3.S3BackupSettings.ColdClass;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Remark.Kind;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3BackupPlannerTest {
    private static final Instant YESTERDAY = TODAY.minus(Duration.ofDays(1));

    @Test
    void a_bucket_whose_slot_has_its_backup_is_left_alone() {
        var plan = new Vaulted().days(2).plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(said(plan, Kind.KEEP, BUCKET))
                .contains("the backup of slot " + TODAY + " is there: 1,000 objects, 5.0 GB");
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void a_plan_says_what_changed_which_engine_copies_it_and_what_that_costs() {
        var plan = new Vaulted().backups(YESTERDAY).survey(added(12, 3L << 30, 0)).plan();

        assertThat(plan.actions()).singleElement().isInstanceOf(BackUp.class);
        assertThat(plan.actions().getFirst().because())
                .contains(
                        "slot " + TODAY + " has no backup, the last one is of slot " + YESTERDAY,
                        "12 added, 0 changed, 0 removed, 5 unchanged; 3.0 GB to copy",
                        "Copied object by object: fewer than 1,000 objects and 10 TB",
                        "about 51 requests (1 LIST, 12 COPY, 36 HEAD and GET, 2 PUT)",
                        "3.0 GB to eu-central-1",
                        "at most USD 0.07, an estimate by list prices of 2026-11-22");
    }

    @ParameterizedTest(name = "{0} objects, {1} bytes, {2} of them large: {3}")
    @CsvSource({
        "999, 999, 0, BackUp",
        "1000, 1000, 0, SubmitBatchCopy",
        "10, 1048575, 0, BackUp",
        "10, 1048576, 0, SubmitBatchCopy",
        "1000, 1048576, 999, SubmitBatchCopy",
        "1000, 1048576, 1000, BackUp"
    })
    void past_either_limit_a_job_copies(long objects, long bytes, long large, String expected) {
        var plan =
                new Vaulted()
                        .batch(1_000, 1 << 20)
                        .days(1)
                        .survey(added(objects, bytes, large))
                        .plan();

        assertThat(plan.actions())
                .singleElement()
                .extracting(action -> action.getClass().getSimpleName())
                .isEqualTo(expected);
        assertThat(plan.actions().getFirst().because())
                .contains(
                        switch (expected) {
                            case "BackUp" ->
                                    large == objects && large > 0
                                            ? "too large for S3 Batch Operations"
                                            : "fewer than";
                            default -> "S3 Batch Operations copies them: at least";
                        });
    }

    @Test
    void a_job_costs_its_fee_and_its_objects() {
        var plan = new Vaulted().batch(1_000, 10L << 40).survey(added(2_000_000, 0, 0)).plan();

        // 0.25 + 2.00, 2,000,000 copies 10.00, 6,000,000 reads 2.40, 4,000,000 uses of a key 12.00,
        // 2,001 lists and 2,004 puts 0.02
        assertThat(plan.actions().getFirst().because())
                .contains("and a job of 2,000,000 objects: at most USD 26.68");
    }

    @Test
    void a_job_is_followed_until_it_has_ended() {
        var running = new Vaulted().unfinished(TODAY).job(Phase.RUNNING, "Active", 200, 3).plan();

        assertThat(running.actions()).isEmpty();
        assertThat(said(running, Kind.WAIT, BUCKET))
                .contains(
                        "job job-1 of S3 Batch Operations is Active: 100 % of 200 objects, 3 failed");
        assertThat(running.findings()).isEmpty();

        var held = new Vaulted().unfinished(TODAY).job(Phase.HELD, "Suspended", 0, 0).plan();

        assertThat(held.actions()).isEmpty();
        assertThat(said(held, Kind.WARN, BUCKET)).contains("is Suspended", "waits for a person");
    }

    @Test
    void what_a_job_copied_is_taken_over_and_what_it_could_not_is_named() {
        var plan =
                new Vaulted()
                        .unfinished(TODAY)
                        .job(Phase.ENDED, "Complete", 2_000, 1, "a b: AccessDenied 403")
                        .survey(added(2_000, 1, 0))
                        .plan();

        assertThat(plan.actions()).singleElement().isInstanceOf(FoldBatch.class);
        assertThat(said(plan, Kind.WARN, BUCKET))
                .contains("1 failed: a b: AccessDenied 403", "copied object by object");

        var clean =
                new Vaulted()
                        .unfinished(TODAY)
                        .job(Phase.ENDED, "Complete", 2_000, 0)
                        .survey(added(2_000, 1, 0))
                        .plan();

        assertThat(clean.actions()).singleElement().isInstanceOf(FoldBatch.class);
        assertThat(clean.findings()).isEmpty();

        var failed =
                new Vaulted()
                        .unfinished(TODAY)
                        .job(Phase.ENDED, "Failed", 0, 0)
                        .survey(added(2_000, 1, 0))
                        .plan();

        assertThat(failed.actions()).singleElement().isInstanceOf(FoldBatch.class);
        assertThat(said(failed, Kind.WARN, BUCKET)).contains("is Failed");
    }

    @ParameterizedTest(name = "after \"{0}\": {1}")
    @CsvSource({"'', FoldBatch", "c, FoldBatch", "m, SubmitBatchCopy", "n, SubmitBatchCopy"})
    void a_job_counts_for_the_range_that_it_copied(String after, String expected) {
        var plan =
                new Vaulted()
                        .unfinished(TODAY)
                        .job(Phase.ENDED, "Complete", 2_000, 0)
                        .survey(after, "", added(2_000, 1, 0))
                        .plan();

        assertThat(plan.actions())
                .singleElement()
                .extracting(action -> action.getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void a_bucket_that_was_not_reached_waits() {
        var plan = new Vaulted().days(1).postponed("the next one goes on").plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(said(plan, Kind.WAIT, BUCKET)).contains("the next one goes on");
    }

    @ParameterizedTest(name = "{0} seconds past the objective: {1}")
    @CsvSource({"0, false", "1, true"})
    void an_old_backup_is_told(long seconds, boolean told) {
        // the state is that of a minute after the slot
        var at = YESTERDAY.plusSeconds(60).plus(Duration.ofHours(26)).plusSeconds(seconds);

        var plan = new Vaulted().at(at).backups(YESTERDAY).survey(added(1, 1, 0)).plan();

        assertThat(said(plan, Kind.WARN, BUCKET).contains("the objective is 26 h")).isEqualTo(told);
    }

    @Test
    void a_first_backup_that_takes_too_long_is_told() {
        var begun = NOW.minus(Duration.ofHours(26));

        assertThat(new Vaulted().unfinished(begun).plan().findings()).isEmpty();
        assertThat(said(new Vaulted().unfinished(begun.minusSeconds(1)).plan(), Kind.WARN, BUCKET))
                .contains("has no finished backup yet");
    }

    @Test
    void retention_drops_what_no_rule_keeps_oldest_first_and_never_a_last_one() {
        var plan = new Vaulted().days(5).keep(RetentionPolicy.keepLast(3)).plan();

        assertThat(plan.actions())
                .extracting(action -> ((DropManifest) action).slot())
                .containsExactly(TODAY.minus(Duration.ofDays(4)), TODAY.minus(Duration.ofDays(3)));
        assertThat(plan.actions())
                .allSatisfy(
                        action ->
                                assertThat(((DropManifest) action).survivors())
                                        .containsExactly(TODAY));
        assertThat(plan.deletable()).isEqualTo(5);

        var last =
                new Vaulted()
                        .backups(TODAY.minus(Duration.ofDays(400)))
                        .keep(within(Duration.ofDays(7)))
                        .postponed("later")
                        .plan();

        assertThat(last.actions()).isEmpty();
    }

    private static RetentionPolicy within(Duration age) {
        return new RetentionPolicy(0, 0, 0, 0, 0, Optional.of(age));
    }

    @Test
    void a_proven_backup_outlives_newer_ones_that_are_not() {
        var oldest = TODAY.minus(Duration.ofDays(4));

        var plan = new Vaulted().days(5).proven(oldest).plan();

        assertThat(plan.actions())
                .singleElement()
                .isEqualTo(
                        new DropManifest(
                                BUCKET,
                                TODAY.minus(Duration.ofDays(3)),
                                List.of(TODAY, oldest),
                                java.util.Set.of(),
                                "no rule keeps it"));
        assertThat(said(plan, Kind.KEEP, BUCKET + "/" + oldest)).contains("proven never goes");
    }

    @Test
    void a_backup_dated_in_the_future_is_kept_and_told() {
        var plan = new Vaulted().backups(TODAY, NOW.plusSeconds(1)).plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(said(plan, Kind.WARN, BUCKET)).contains("dated in the future");
    }

    @ParameterizedTest(name = "{0} of {1} copies, {2} % allowed: {3}")
    @CsvSource({
        "0, 0, 50, CHANGE",
        "0, 10, 50, CHANGE",
        "5, 10, 50, DELETE",
        "6, 10, 50, REFUSED",
        "1, 10, 0, REFUSED",
        "10, 10, 100, DELETE"
    })
    void garbage_goes_unless_it_is_too_much(long versions, long of, int share, String expected) {
        var plan = new Vaulted().days(1).garbage(versions, of).share(share).plan();

        if (expected.equals("REFUSED")) {
            assertThat(plan.actions()).isEmpty();
            assertThat(said(plan, Kind.REFUSE, BUCKET))
                    .contains(versions + " of " + of + " copies", "more than " + share + " %");
        } else {
            assertThat(plan.actions()).singleElement().isInstanceOf(CollectGarbage.class);
            assertThat(plan.actions().getFirst().impact()).isEqualTo(Impact.valueOf(expected));
        }
    }

    @Test
    void garbage_waits_for_a_backup_that_is_not_finished() {
        assertThat(new Vaulted().days(1).unfinished(TODAY).garbage(1, 10).plan().actions())
                .isEmpty();
        assertThat(
                        new Vaulted()
                                .backups(YESTERDAY)
                                .survey(added(1, 1, 0))
                                .garbage(1, 10)
                                .plan()
                                .actions())
                .noneMatch(CollectGarbage.class::isInstance);
    }

    @Test
    void while_copies_are_not_what_they_should_be_nothing_is_removed() {
        var plan = new Vaulted().days(5).garbage(1, 10).mismatch("cart.json").plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(said(plan, Kind.WARN, BUCKET))
                .contains(
                        "1 copy is not what the manifest says", "cart.json (the copy is missing)");
        assertThat(said(plan, Kind.WAIT, BUCKET)).contains("nothing is removed");
    }

    @Test
    void what_dead_runs_left_is_cleared_up() {
        var plan = new Vaulted().days(1).orphans(YESTERDAY).plan();

        assertThat(plan.actions()).singleElement().isInstanceOf(DropOrphans.class);
        assertThat(plan.actions().getFirst().because()).contains("1 run", "1 upload");
        assertThat(plan.deletable()).isEqualTo(2);
    }

    @Test
    void of_an_unreadable_bucket_nothing_is_decided() {
        var plan =
                new Vaulted()
                        .days(5)
                        .garbage(1, 10)
                        .orphans(YESTERDAY)
                        .unread("AccessDenied")
                        .plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.remarks())
                .singleElement()
                .satisfies(
                        remark -> {
                            assertThat(remark.kind()).isEqualTo(Kind.UNKNOWN);
                            assertThat(remark.because()).contains("AccessDenied");
                        });
    }

    @Test
    void without_the_vault_nothing_is_done() {
        var bucket = new Vaulted().days(5);
        var plan =
                S3BackupPlanner.plan(
                        bucket.settings(),
                        new S3BackupFacts(
                                NOW,
                                Vaulted.VAULT,
                                Optional.empty(),
                                Map.of(),
                                Optional.of("NoSuchBucket"),
                                List.of(bucket.bucket())));

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.findings())
                .singleElement()
                .extracting("because")
                .asString()
                .contains("NoSuch");
    }

    @ParameterizedTest
    @CsvSource({"GONE, no longer exists", "UNSELECTED, is no longer selected"})
    void the_backups_of_a_bucket_that_is_not_looked_after_any_more_age(
            Standing standing, String said) {
        var plan = new Vaulted().days(5).standing(standing).select(everything()).plan();

        assertThat(plan.actions()).hasSize(2).allMatch(DropManifest.class::isInstance);
        assertThat(said(plan, Kind.KEEP, BUCKET))
                .contains(said, "the last good one stays for good");
    }

    private static Select everything() {
        return new Select(Map.of(), List.of(), List.of("*"));
    }

    @Test
    void what_is_named_and_cannot_be_backed_up_is_told() {
        var missing =
                new Vaulted()
                        .days(1)
                        .select(new Select(Map.of(), List.of(BUCKET, "typo"), List.of()))
                        .plan();
        assertThat(said(missing, Kind.WARN, "typo")).contains("there is no such bucket");

        var vault = Vaulted.VAULT.bucket();
        var itself =
                new Vaulted()
                        .days(1)
                        .select(new Select(Map.of(), List.of(BUCKET, vault), List.of()))
                        .plan();
        assertThat(said(itself, Kind.REFUSE, vault)).contains("is the vault itself");

        var nothing = new Vaulted().days(1).standing(Standing.GONE).select(everything()).plan();
        assertThat(said(nothing, Kind.WARN, "selection")).contains("no bucket is selected");
    }

    @Test
    void what_could_not_be_listed_is_unknown() {
        var bucket = new Vaulted().days(1);
        var plan =
                S3BackupPlanner.plan(
                        bucket.settings(),
                        new S3BackupFacts(
                                NOW,
                                Vaulted.VAULT,
                                Optional.of("AccessDenied"),
                                Map.of("mystery", "AccessDenied: s3:GetBucketTagging"),
                                Optional.empty(),
                                List.of(bucket.bucket())));

        assertThat(said(plan, Kind.UNKNOWN, "buckets")).contains("There may be some to back up");
        assertThat(said(plan, Kind.UNKNOWN, "mystery")).contains("s3:GetBucketTagging");
    }

    @Test
    void objects_in_no_backup_are_told() {
        assertThat(said(new Vaulted().days(1).left(3).plan(), Kind.WARN, BUCKET))
                .contains("all but 3 objects that S3 refused to copy");
        assertThat(
                        said(
                                new Vaulted()
                                        .survey(added(1, 1, 0))
                                        .sample("DEEP_ARCHIVE", 4, 0)
                                        .plan(),
                                Kind.WARN,
                                BUCKET))
                .contains("4 of the first 4 objects are archived");
    }

    @Test
    void a_plan_warns_of_what_colder_classes_charge() {
        var kept =
                new Vaulted()
                        .survey(added(1, 1, 0))
                        .sample("STANDARD_IA", 10, 7)
                        .plan()
                        .actions()
                        .getFirst()
                        .because();
        assertThat(kept)
                .contains(
                        "10 of the first 10 objects are STANDARD_IA",
                        "charged for 30 days at least, longer than backups live (3 d)",
                        "7 under 128 KB are charged as 128 KB each");

        var moved =
                new Vaulted()
                        .survey(added(1, 1, 0))
                        .keep(new RetentionPolicy(0, 119, 0, 0, 0, Optional.empty()))
                        .transition(new Transition(Duration.ofDays(30), ColdClass.GLACIER_IR));
        assertThat(moved.plan().actions().getFirst().because())
                .contains("backups live 119 d at most, but move to GLACIER_IR after 30 d");
        assertThat(
                        moved.keep(new RetentionPolicy(0, 120, 0, 0, 0, Optional.empty()))
                                .plan()
                                .actions()
                                .getFirst()
                                .because())
                .doesNotContain("Beware");
    }

    @ParameterizedTest(name = "{0} after {1} days, kept for {2}: charged for {3}")
    @CsvSource({
        "STANDARD_IA, 30, 59, 30 d",
        "STANDARD_IA, 30, 60, ",
        "GLACIER_IR, 0, 89, 90 d",
        "GLACIER_IR, 30, 120, ",
        "INTELLIGENT_TIERING, 0, 1, "
    })
    void a_move_that_is_charged_for_longer_than_backups_live_is_told(
            ColdClass to, int after, int kept, String charged) {
        var because =
                new Vaulted()
                        .survey(added(1, 1, 0))
                        .keep(new RetentionPolicy(0, kept, 0, 0, 0, Optional.empty()))
                        .transition(new Transition(Duration.ofDays(after), to))
                        .plan()
                        .actions()
                        .getFirst()
                        .because();

        if (charged == null) {
            assertThat(because).doesNotContain("Beware");
        } else {
            assertThat(because)
                    .contains("but move to " + to, "and are charged there for " + charged);
        }
    }

    @Test
    void objects_too_small_to_move_are_told() {
        var moving =
                new Vaulted()
                        .survey(added(1, 1, 0))
                        .keep(new RetentionPolicy(0, 200, 0, 0, 0, Optional.empty()))
                        .transition(new Transition(Duration.ofDays(30), ColdClass.GLACIER_IR));

        assertThat(moving.sample("STANDARD", 10, 7).plan().actions().getFirst().because())
                .endsWith(
                        "Beware: 7 of the first 10 objects are under 128 KB and will not move: S3"
                                + " leaves so small ones where they are");
        assertThat(moving.sample("STANDARD", 10, 0).plan().actions().getFirst().because())
                .doesNotContain("Beware");
    }

    @Test
    void hints_that_nobody_needs_to_be_woken_for() {
        var plan = new Vaulted().source("eu-central-1", false).days(1).plan();

        assertThat(said(plan, Kind.KEEP, BUCKET))
                .contains("what takes one takes both", "keeps no versions");
        assertThat(plan.findings()).isEmpty();
    }
}
