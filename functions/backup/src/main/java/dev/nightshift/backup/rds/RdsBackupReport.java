package dev.nightshift.backup.rds;

import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.core.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a run into words: one notice of what was done, and one per trouble. A run that did nothing
 * and found nothing is not worth a word.
 */
final class RdsBackupReport {
    private final RdsBackupSettings settings;
    private final Run<RdsBackupFacts, RdsBackupAction> run;
    private final RunReport<RdsBackupAction> report;
    private final Map<String, RdsBackupStatus> status;

    private RdsBackupReport(RdsBackupSettings settings, Run<RdsBackupFacts, RdsBackupAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
        this.status = RdsBackupStatus.of(settings, run.scope(), run.facts());
    }

    static List<Notice> of(RdsBackupSettings settings, Run<RdsBackupFacts, RdsBackupAction> run) {
        return new RdsBackupReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        digest().ifPresent(notices::add);
        notices.addAll(
                report.troubles(
                        RdsBackupPlanner.draft(settings, run.scope(), run.facts()).findings(),
                        _ -> Severity.WARNING,
                        RdsBackupReport::title,
                        this::standing));
        notices.addAll(failures());
        status.values().stream()
                .filter(one -> one.hasRecovered(settings.rpo(), run.facts().at()))
                .map(this::recovered)
                .forEach(notices::add);
        return notices;
    }

    private Optional<Notice> digest() {
        return report.deeds(step -> step.outcome().succeeded())
                .map(
                        deeds ->
                                report.digest(
                                        deeds,
                                        (deeds.rehearsed() ? "dry run, would do: " : "")
                                                + counts(deeds.steps()),
                                        facts(deeds.steps()),
                                        deeds.steps().stream().map(RdsBackupReport::line).toList(),
                                        report.left(deeds, RdsBackupReport::line)));
    }

    private static String counts(List<Step<RdsBackupAction>> steps) {
        int backups = 0;
        int copies = 0;
        int removals = 0;
        for (var step : steps) {
            switch (step.action()) {
                case RdsBackupAction.CreateSnapshot _ -> backups++;
                case RdsBackupAction.CopySnapshot _ -> copies++;
                case RdsBackupAction.DeleteSnapshot _ -> removals++;
                case RdsBackupAction.ShareSnapshot _ -> {
                    // only the way to a copy
                }
            }
        }
        var parts = new ArrayList<String>();
        count(parts, backups, "backup begun", "backups begun");
        count(parts, copies, "copy begun", "copies begun");
        count(parts, removals, "old one removed", "old ones removed");
        return parts.isEmpty() ? "snapshots shared" : String.join(", ", parts);
    }

    private static void count(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    /** How the databases stand that something was done to. */
    private List<Fact> facts(List<Step<RdsBackupAction>> steps) {
        var databases = new LinkedHashSet<String>();
        steps.forEach(step -> databases.add(step.action().subject()));
        return databases.stream()
                .flatMap(database -> Optional.ofNullable(status.get(database)).stream())
                .limit(RunReport.LINES)
                .map(one -> new Fact(one.database(), one.inWords(run.facts().at())))
                .toList();
    }

    private static String title(Trouble trouble) {
        return switch (trouble) {
            case RPO -> "the last good backup is too old";
            case QUOTA -> "the snapshot quota is nearly used up";
            case KEY -> "a key stands in the way";
            case OPTION_GROUP -> "an option group stands in the way";
            case NAME -> "a stranger has the name of a backup";
            case UNREADABLE -> "could not be read";
            case SELECTION -> "is selected but not backed up";
            case DATES -> "a backup is dated in the future";
            case SNAPSHOT -> "a snapshot needs a look";
        };
    }

    private List<Fact> standing(String subject) {
        return Optional.ofNullable(status.get(subject)).stream()
                .flatMap(
                        one ->
                                Stream.of(
                                        new Fact("Backups", one.inWords(run.facts().at())),
                                        new Fact("Objective", Words.length(settings.rpo()))))
                .toList();
    }

    /** Actions that were tried and did not succeed, one notice per database. */
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
                                steps.stream().map(RdsBackupReport::line).toList()),
                () ->
                        warning(
                                "all",
                                "failed",
                                "actions for " + bySubject.size() + " databases did not succeed",
                                List.of(),
                                bySubject.values().stream()
                                        .flatMap(List::stream)
                                        .map(RdsBackupReport::line)
                                        .toList()));
    }

    private Notice warning(
            String subject, String trouble, String title, List<Fact> facts, List<String> left) {
        return report.trouble(Severity.WARNING, subject, trouble, title, facts, left);
    }

    /** A database that was told of, or should have been, and stands well again. */
    private Notice recovered(RdsBackupStatus one) {
        var incident = report.incident(one.database(), Trouble.RPO.toString());
        return new Notice(
                run.id() + "-" + one.database() + "-recovered",
                run.endedAt(),
                Severity.INFO,
                run.scope().stage(),
                run.scope().automation(),
                one.database() + ": backed up again",
                List.of(
                        new Fact("Backups", one.inWords(run.facts().at())),
                        new Fact("Objective", Words.length(settings.rpo()))),
                List.of(),
                List.of(),
                List.of(),
                incident + "/resolved/" + one.lastGood().map(Object::toString).orElse(""),
                Optional.of(new Incident(incident, true)));
    }

    private static String line(Step<RdsBackupAction> step) {
        return RunReport.line(
                step,
                step.outcome().succeeded() ? step.action().because() : step.outcome().detail());
    }
}
