package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.Draft.Trouble;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remarks.Finding;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.core.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts a run into words: one notice of what was done, and one per trouble. A run that did nothing
 * and found nothing is not worth a word.
 */
final class S3BackupReport {
    /** In the outcome of a backup that found such copies; the next run finds the note of it. */
    static final String NOT_AS_WRITTEN = "not what the manifest says";

    private final S3BackupSettings settings;
    private final Run<S3BackupFacts, S3BackupAction> run;
    private final RunReport<S3BackupAction> report;
    private final Map<String, Bucket> buckets = new TreeMap<>();

    private S3BackupReport(S3BackupSettings settings, Run<S3BackupFacts, S3BackupAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
        run.facts().buckets().forEach(bucket -> buckets.put(bucket.name(), bucket));
    }

    static List<Notice> of(S3BackupSettings settings, Run<S3BackupFacts, S3BackupAction> run) {
        return new S3BackupReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        digest().ifPresent(notices::add);
        var findings = S3BackupPlanner.draft(settings, run.facts()).findings();
        notices.addAll(foundNow(findings));
        notices.addAll(
                report.troubles(
                        findings, S3BackupReport::severity, S3BackupReport::title, this::standing));
        notices.addAll(failures());
        return notices;
    }

    private Optional<Notice> digest() {
        return report.deeds(
                        step ->
                                step.outcome().succeeded()
                                        || step.outcome() instanceof Outcome.Underway)
                .map(
                        deeds ->
                                report.digest(
                                        deeds,
                                        (deeds.rehearsed() ? "dry run, would do: " : "")
                                                + counts(deeds.steps()),
                                        facts(deeds.steps()),
                                        deeds.steps().stream().map(S3BackupReport::line).toList(),
                                        report.left(deeds, S3BackupReport::line)));
    }

    private static String counts(List<Step<S3BackupAction>> steps) {
        int finished = 0;
        int begun = 0;
        int jobs = 0;
        int dropped = 0;
        int cleared = 0;
        for (var step : steps) {
            switch (step.action()) {
                case S3BackupAction.BackUp _, S3BackupAction.FoldBatch _ -> {
                    if (step.outcome() instanceof Outcome.Underway) {
                        begun++;
                    } else {
                        finished++;
                    }
                }
                case S3BackupAction.SubmitBatchCopy _ -> jobs++;
                case S3BackupAction.DropManifest _ -> dropped++;
                case S3BackupAction.CollectGarbage _, S3BackupAction.DropOrphans _ -> cleared++;
            }
        }
        var parts = new ArrayList<String>();
        count(parts, finished, "bucket backed up", "buckets backed up");
        count(parts, begun, "backup under way", "backups under way");
        count(
                parts,
                jobs,
                "copy handed to S3 Batch Operations",
                "copies handed to S3 Batch Operations");
        count(parts, dropped, "old backup removed", "old backups removed");
        count(parts, cleared, "clearing-up", "clearings-up");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    /** How the buckets stand that something was done to. */
    private List<Fact> facts(List<Step<S3BackupAction>> steps) {
        var subjects = new LinkedHashSet<String>();
        steps.forEach(step -> subjects.add(step.action().subject()));
        return subjects.stream()
                .flatMap(bucket -> Optional.ofNullable(buckets.get(bucket)).stream())
                .limit(RunReport.LINES)
                .map(bucket -> new Fact(bucket.name(), glance(bucket)))
                .toList();
    }

    /** How a bucket stood when the run began, in a line. */
    String glance(Bucket bucket) {
        var at = run.facts().at();
        var proven =
                bucket.proven()
                        .map(
                                proof ->
                                        "slot "
                                                + proof.slot()
                                                + " proven "
                                                + Words.age(proof.at(), at)
                                                + " ago")
                        .orElse("never proven");
        return bucket.newest()
                .map(
                        newest ->
                                "last good "
                                        + Words.age(newest.startedAt(), at)
                                        + " old: "
                                        + Sizes.objects(newest.objects())
                                        + ", "
                                        + Sizes.bytes(newest.bytes())
                                        + "; "
                                        + proven
                                        + "; "
                                        + Sizes.count(bucket.slots().size(), "backup", "backups"))
                .orElse("no backup yet");
    }

    /** Mismatches that this very run found, unless a note of earlier ones is told anyway. */
    private List<Notice> foundNow(List<Finding<Trouble>> known) {
        var notices = new ArrayList<Notice>();
        for (var step : report.steps(step -> step.outcome().detail().contains(NOT_AS_WRITTEN))) {
            var subject = step.action().subject();
            if (known.stream()
                    .filter(finding -> finding.trouble() == Trouble.MISMATCH)
                    .noneMatch(finding -> finding.about().equals(subject))) {
                notices.add(
                        report.trouble(
                                severity(Trouble.MISMATCH),
                                subject,
                                Trouble.MISMATCH.toString(),
                                subject + ": " + title(Trouble.MISMATCH),
                                standing(subject),
                                List.of(step.action().id() + ": " + step.outcome().detail())));
            }
        }
        return notices;
    }

    private static Severity severity(Trouble trouble) {
        return trouble == Trouble.MISMATCH ? Severity.CRITICAL : Severity.WARNING;
    }

    private static String title(Trouble trouble) {
        return switch (trouble) {
            case MISMATCH -> "copies are not what they should be";
            case RPO -> "the last backup is too old";
            case BATCH -> "S3 Batch Operations did not copy everything";
            case GARBAGE -> "too much would be removed";
            case REFUSED -> "some objects are in no backup";
            case ARCHIVED -> "archived objects cannot be copied";
            case UNREADABLE -> "could not be read";
            case SELECTION -> "is selected but not backed up";
            case DATES -> "a backup is dated in the future";
        };
    }

    private List<Fact> standing(String subject) {
        return Optional.ofNullable(buckets.get(subject)).stream()
                .flatMap(
                        bucket ->
                                Stream.of(
                                        new Fact("Backups", glance(bucket)),
                                        new Fact("Objective", Words.length(settings.rpo()))))
                .toList();
    }

    /** Actions that were tried and did not succeed, one notice per bucket. */
    private List<Notice> failures() {
        var bySubject = report.failures();
        return RunReport.each(
                bySubject,
                (subject, steps) ->
                        warning(
                                subject,
                                "failed",
                                subject + ": an action did not succeed",
                                standing(subject),
                                steps.stream().map(S3BackupReport::line).toList()),
                () ->
                        warning(
                                "all",
                                "failed",
                                "actions for " + bySubject.size() + " buckets did not succeed",
                                List.of(),
                                bySubject.values().stream()
                                        .flatMap(List::stream)
                                        .map(S3BackupReport::line)
                                        .toList()));
    }

    private Notice warning(
            String subject, String trouble, String title, List<Fact> facts, List<String> left) {
        return report.trouble(Severity.WARNING, subject, trouble, title, facts, left);
    }

    private static String line(Step<S3BackupAction> step) {
        return RunReport.line(
                step,
                // what was done is told by its outcome, what would be by its reason
                step.outcome() instanceof Outcome.Rehearsed
                        ? step.action().because()
                        : step.outcome().detail());
    }
}
