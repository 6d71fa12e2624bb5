package dev.nightshift.backup.s3;

import static dev.nightshift.backup.s3.Vaulted.BUCKET;
import static dev.nightshift.backup.s3.Vaulted.NOW;
import static dev.nightshift.backup.s3.Vaulted.TODAY;
import static dev.nightshift.backup.s3.Vaulted.added;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.Draft.Trouble;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Job.Phase;
import dev.nightshift.backup.s3.S3BackupFacts.Standing;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class S3BackupReportTest {
    private static final Instant YESTERDAY = TODAY.minus(Duration.ofDays(1));
    private static final Outcome DONE = new Outcome.Done("done");

    /** A bucket that something is wrong with, and what is said of it. */
    record Case(Trouble trouble, Vaulted bucket, String title, String left) {
        @Override
        public String toString() {
            return trouble + ": " + left;
        }
    }

    private static Vaulted quiet() {
        return new Vaulted().days(1);
    }

    /** Its last backup is of yesterday, and not too old yet. */
    private static Vaulted due() {
        return new Vaulted().at(TODAY.plusSeconds(3_600)).backups(YESTERDAY);
    }

    static Stream<Case> troubles() {
        return Stream.of(
                new Case(
                        Trouble.MISMATCH,
                        quiet().mismatch("a b"),
                        "copies are not what they should be",
                        "1 copy is not what the manifest says, found 1 h ago by run 7: a b (the"
                                + " copy is missing)"),
                new Case(
                        Trouble.RPO,
                        new Vaulted().at(NOW.plus(Duration.ofDays(1))).backups(YESTERDAY),
                        "the last backup is too old",
                        "the objective is 26 h"),
                new Case(
                        Trouble.RPO,
                        new Vaulted().unfinished(NOW.minus(Duration.ofHours(27))),
                        "the last backup is too old",
                        "has no finished backup yet"),
                new Case(
                        Trouble.BATCH,
                        new Vaulted().unfinished(TODAY).job(Phase.HELD, "Suspended", 0, 0),
                        "S3 Batch Operations did not copy everything",
                        "It waits for a person: confirm or cancel it"),
                new Case(
                        Trouble.BATCH,
                        new Vaulted()
                                .unfinished(TODAY)
                                .job(Phase.ENDED, "Complete", 9, 1, "x: AccessDenied 403"),
                        "S3 Batch Operations did not copy everything",
                        "1 failed: x: AccessDenied 403"),
                new Case(
                        Trouble.GARBAGE,
                        quiet().garbage(60, 100),
                        "too much would be removed",
                        "60"),
                new Case(
                        Trouble.REFUSED,
                        quiet().left(3),
                        "some objects are in no backup",
                        "all but 3 objects that S3 refused to copy"),
                new Case(
                        Trouble.ARCHIVED,
                        quiet().sample("DEEP_ARCHIVE", 7, 0),
                        "archived objects cannot be copied",
                        "7 of the first 7 objects are archived"),
                new Case(
                        Trouble.UNREADABLE,
                        new Vaulted().unread("AccessDenied: grant s3:ListBucket"),
                        "could not be read",
                        "nothing is done for it: AccessDenied: grant s3:ListBucket"),
                new Case(
                        Trouble.SELECTION,
                        quiet().standing(Standing.GONE),
                        "is selected but not backed up",
                        "there is no such bucket. Correct select.names."),
                new Case(
                        Trouble.DATES,
                        new Vaulted().backups(TODAY, TODAY.plus(Duration.ofDays(3))),
                        "a backup is dated in the future",
                        "is kept"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void each_trouble_is_an_incident_of_its_own_with_how_the_bucket_stands(Case it) {
        var told =
                report(it.bucket(), Mode.APPLY, DONE).stream()
                        .filter(
                                notice ->
                                        notice.incident()
                                                .filter(at -> at.key().contains("/" + BUCKET + "/"))
                                                .isPresent())
                        .toList();

        assertThat(told)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.incident())
                                    .contains(
                                            new Notice.Incident(
                                                    "s3-backup/" + BUCKET + "/" + it.trouble(),
                                                    false));
                            assertThat(notice.title()).isEqualTo(BUCKET + ": " + it.title());
                            assertThat(notice.severity())
                                    .isEqualTo(
                                            it.trouble() == Trouble.MISMATCH
                                                    ? Severity.CRITICAL
                                                    : Severity.WARNING);
                            assertThat(notice.left())
                                    .singleElement()
                                    .asString()
                                    .startsWith(BUCKET + ": ")
                                    .contains(it.left());
                            assertThat(notice.facts())
                                    .extracting(Notice.Fact::name)
                                    .containsExactly("Backups", "Objective");
                        });
    }

    @Test
    void no_trouble_is_left_out_of_that_table() {
        var told = EnumSet.noneOf(Trouble.class);
        troubles().forEach(it -> told.add(it.trouble()));

        assertThat(told).containsExactlyInAnyOrder(Trouble.values());
    }

    @Test
    void a_run_that_did_and_found_nothing_is_quiet() {
        assertThat(report(quiet(), Mode.APPLY, DONE)).isEmpty();
    }

    @Test
    void a_job_under_way_alone_is_not_worth_a_word() {
        var copying = new Vaulted().unfinished(TODAY).job(Phase.RUNNING, "Active", 200, 0);

        assertThat(report(copying, Mode.APPLY, DONE)).isEmpty();
    }

    @Test
    void a_job_under_way_is_told_beside_what_was_done() {
        var copying =
                new Vaulted()
                        .at(TODAY.plusSeconds(3_600))
                        .backups(
                                TODAY.minus(Duration.ofDays(4)),
                                TODAY.minus(Duration.ofDays(3)),
                                YESTERDAY)
                        .keep(RetentionPolicy.keepLast(2))
                        .unfinished(TODAY)
                        .job(Phase.RUNNING, "Active", 200, 0);

        var digest = digest(report(copying, Mode.APPLY, DONE));

        assertThat(digest.title()).isEqualTo("1 old backup removed");
        assertThat(digest.left())
                .containsExactly(
                        BUCKET
                                + ": job job-1 of S3 Batch Operations is Active: 100 % of 200"
                                + " objects, 0 failed");
    }

    static Stream<Object[]> deeds() {
        var change = due().survey(added(12, 3L << 30, 0));
        var large = new Vaulted().batch(10, 1L << 40).survey(added(12, 3L << 30, 0));
        var folded =
                new Vaulted()
                        .unfinished(TODAY)
                        .job(Phase.ENDED, "Complete", 12, 0)
                        .survey(added(12, 3L << 30, 0));
        var underway = new Outcome.Underway("up to k; 5 objects copied");
        return Stream.of(
                new Object[] {change, DONE, "1 bucket backed up"},
                new Object[] {change, underway, "1 backup under way"},
                new Object[] {folded, DONE, "1 bucket backed up"},
                new Object[] {folded, underway, "1 backup under way"},
                new Object[] {large, DONE, "1 copy handed to S3 Batch Operations"},
                new Object[] {
                    new Vaulted().days(5).keep(RetentionPolicy.keepLast(3)),
                    DONE,
                    "2 old backups removed"
                },
                new Object[] {quiet().garbage(10, 100), DONE, "1 clearing-up"},
                new Object[] {
                    quiet().orphans(TODAY.minus(Duration.ofDays(20))), DONE, "1 clearing-up"
                },
                new Object[] {
                    change, new Outcome.Rehearsed(), "dry run, would do: 1 bucket backed up"
                });
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("deeds")
    void what_was_done_is_one_notice(Vaulted bucket, Outcome outcome, String title) {
        var notices = report(bucket, Mode.APPLY, outcome);

        assertThat(notices).hasSize(1);
        var digest = notices.getFirst();
        assertThat(digest.severity()).isEqualTo(Severity.INFO);
        assertThat(digest.incident()).isEmpty();
        assertThat(digest.title()).isEqualTo(title);
        assertThat(digest.taken())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(outcome.label()));
        assertThat(digest.facts()).extracting(Notice.Fact::name).containsExactly(BUCKET);
    }

    @Test
    void how_a_bucket_stands_is_told_in_a_line() {
        var bucket = new Vaulted().days(3).proven(YESTERDAY).left(0).orphans(YESTERDAY);

        assertThat(digest(report(bucket, Mode.APPLY, DONE)).facts())
                .singleElement()
                .extracting(Notice.Fact::value)
                .asString()
                .contains(
                        "last good 11 h 59 min old: 1,000 objects, 5.0 GB",
                        "slot " + YESTERDAY + " proven 31 h ago",
                        "3 backups");
    }

    @Test
    void two_rehearsals_of_the_same_have_one_key_and_two_runs_have_two() {
        var bucket = new Vaulted().backups(YESTERDAY).survey(added(12, 1, 0));

        assertThat(digest(report(bucket, Mode.DRY_RUN, new Outcome.Rehearsed())).dedupeKey())
                .isEqualTo(
                        digest(report(bucket, Mode.DRY_RUN, new Outcome.Rehearsed())).dedupeKey())
                .doesNotContain("run-1");
        assertThat(digest(report(bucket, Mode.APPLY, DONE)).dedupeKey()).contains("run-1");
    }

    @Test
    void copies_found_wrong_just_now_are_critical_before_the_next_run_reads_the_note_of_them() {
        var found =
                new Outcome.Done(
                        "9 objects in the vault; 3 verified, 1 "
                                + S3BackupReport.NOT_AS_WRITTEN
                                + "; b: another size");

        var notices =
                report(new Vaulted().backups(YESTERDAY).survey(added(1, 1, 0)), Mode.APPLY, found);

        assertThat(notices)
                .filteredOn(notice -> notice.severity() == Severity.CRITICAL)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.incident())
                                    .contains(
                                            new Notice.Incident(
                                                    "s3-backup/" + BUCKET + "/mismatch", false));
                            assertThat(notice.left())
                                    .singleElement()
                                    .asString()
                                    .contains("b: another size");
                        });
        assertThat(
                        report(
                                new Vaulted()
                                        .backups(YESTERDAY)
                                        .survey(added(1, 1, 0))
                                        .mismatch("a"),
                                Mode.APPLY,
                                found))
                .as("known already: said once")
                .filteredOn(notice -> notice.severity() == Severity.CRITICAL)
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"failed, DENIED: could not copy; grant the action", "refused, there and not ours"})
    void what_did_not_succeed_names_the_action_and_why(String label, String why) {
        var outcome =
                label.equals("failed")
                        ? new Outcome.Failed(
                                CloudException.Kind.DENIED, "could not copy; grant the action")
                        : new Outcome.Refused(why);

        var notices = report(due().survey(added(1, 1, 0)), Mode.APPLY, outcome);

        assertThat(notices)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.incident())
                                    .contains(
                                            new Notice.Incident(
                                                    "s3-backup/" + BUCKET + "/failed", false));
                            assertThat(notice.left())
                                    .containsExactly(
                                            "back up "
                                                    + BUCKET
                                                    + "/"
                                                    + TODAY
                                                    + ": "
                                                    + label
                                                    + " ("
                                                    + why
                                                    + ")");
                        });
    }

    @Test
    void what_was_held_back_over_the_cap_is_no_failure_of_the_bucket_but_told_beside_the_rest() {
        var bucket =
                new Vaulted()
                        .days(5)
                        .keep(RetentionPolicy.keepLast(3))
                        .orphans(TODAY.minus(Duration.ofDays(20)));
        var plan = bucket.plan();
        var withheld = new Outcome.Withheld("3 deletions are more than the cap of 2");
        var steps =
                plan.actions().stream()
                        .map(
                                action ->
                                        new Run.Step<>(
                                                action,
                                                action instanceof S3BackupAction.DropManifest
                                                        ? withheld
                                                        : DONE))
                        .toList();

        var notices = report(bucket, bucket.facts(), Mode.APPLY, steps);

        assertThat(notices).hasSize(1);
        assertThat(notices.getFirst().title()).isEqualTo("1 clearing-up");
        assertThat(notices.getFirst().left())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("withheld", "the cap of 2"));
        assertThat(
                        report(
                                bucket,
                                bucket.facts(),
                                Mode.APPLY,
                                steps.stream()
                                        .map(
                                                step ->
                                                        new Run.Step<>(
                                                                step.action(), (Outcome) withheld))
                                        .toList()))
                .as("nothing was done: the runner itself asks a person")
                .isEmpty();
    }

    @Test
    void a_vault_and_a_list_that_could_not_be_read_are_told_as_unknown() {
        var bucket = quiet();
        var closed =
                new S3BackupFacts(
                        NOW,
                        Vaulted.VAULT,
                        Optional.of("AccessDenied for s3:ListAllMyBuckets"),
                        Map.of(),
                        Optional.of("AccessDenied for s3:ListBucket"),
                        List.of());
        var half =
                new S3BackupFacts(
                        NOW,
                        Vaulted.VAULT,
                        Optional.of("AccessDenied for s3:ListAllMyBuckets"),
                        Map.of("maybe", "AccessDenied for s3:GetBucketTagging"),
                        Optional.empty(),
                        List.of(bucket.bucket()));

        assertThat(keys(report(bucket, closed, Mode.APPLY, List.of())))
                .containsExactly("s3-backup/vault-" + Vaulted.VAULT.bucket() + "/unreadable");
        assertThat(keys(report(bucket, half, Mode.APPLY, List.of())))
                .containsExactly("s3-backup/buckets/unreadable", "s3-backup/maybe/unreadable");
    }

    @Test
    void one_cause_of_many_troubles_is_one_notice() {
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < 6; i++) {
            buckets.add(Bucket.unreadable("shop-" + i, Standing.SELECTED, "no answer"));
        }
        var facts =
                new S3BackupFacts(
                        NOW, Vaulted.VAULT, Optional.empty(), Map.of(), Optional.empty(), buckets);
        var settings =
                new Vaulted()
                        .select(
                                new S3BackupSettings.Select(
                                        Map.of(), List.of(), List.of("shop-*")));

        var notices = report(settings, facts, Mode.APPLY, List.of());

        assertThat(keys(notices)).containsExactly("s3-backup/all/unreadable");
        assertThat(notices.getFirst().left()).hasSize(6);
    }

    private static List<String> keys(List<Notice> notices) {
        return notices.stream()
                .flatMap(notice -> notice.incident().stream())
                .map(Notice.Incident::key)
                .toList();
    }

    private static Notice digest(List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.severity() == Severity.INFO)
                .findFirst()
                .orElseThrow(() -> new AssertionError(notices));
    }

    private static List<Notice> report(Vaulted bucket, Mode mode, Outcome outcome) {
        return report(
                bucket,
                bucket.facts(),
                mode,
                bucket.plan().actions().stream()
                        .map(action -> new Run.Step<>(action, outcome))
                        .toList());
    }

    private static List<Notice> report(
            Vaulted bucket, S3BackupFacts facts, Mode mode, List<Run.Step<S3BackupAction>> steps) {
        return S3BackupReport.of(
                bucket.settings(),
                new Run<>(
                        "run-1",
                        Vaulted.SCOPE,
                        Trigger.manual(NOW),
                        mode,
                        NOW,
                        NOW.plusSeconds(3),
                        facts,
                        S3BackupPlanner.plan(bucket.settings(), facts),
                        steps));
    }
}
