package dev.nightshift.backup.rds;

import dev.nightshift.backup.Words;
import dev.nightshift.backup.rds.Draft.Finding;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts a run into words: one notice of what was done, and one per trouble. A run that did nothing
 * and found nothing is not worth a word.
 */
final class RdsBackupReport {
    /** Lines of one list in a notice; the ledger has them all. */
    private static final int LINES = 20;

    /** So many databases with the same trouble are told one by one; more have one cause. */
    private static final int ONE_BY_ONE = 5;

    private final RdsBackupSettings settings;
    private final Run<RdsBackupFacts, RdsBackupAction> run;
    private final Map<String, RdsBackupStatus> status;

    private RdsBackupReport(RdsBackupSettings settings, Run<RdsBackupFacts, RdsBackupAction> run) {
        this.settings = settings;
        this.run = run;
        this.status = RdsBackupStatus.of(settings, run.scope(), run.facts());
    }

    static List<Notice> of(RdsBackupSettings settings, Run<RdsBackupFacts, RdsBackupAction> run) {
        return new RdsBackupReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        digest().ifPresent(notices::add);
        var byTrouble = new LinkedHashMap<Trouble, List<Finding>>();
        for (var finding : RdsBackupPlanner.draft(settings, run.scope(), run.facts()).findings()) {
            byTrouble.computeIfAbsent(finding.trouble(), any -> new ArrayList<>()).add(finding);
        }
        byTrouble.forEach((trouble, findings) -> notices.addAll(troubles(trouble, findings)));
        notices.addAll(failures());
        status.values().stream()
                .filter(one -> one.hasRecovered(settings.rpo(), run.facts().at()))
                .map(this::recovered)
                .forEach(notices::add);
        return notices;
    }

    private Optional<Notice> digest() {
        var done = steps(step -> step.outcome().succeeded());
        var rehearsed = steps(step -> step.outcome() instanceof Outcome.Rehearsed);
        if (done.isEmpty() && rehearsed.isEmpty()) {
            return Optional.empty();
        }
        var dry = done.isEmpty();
        var about = dry ? rehearsed : done;
        var left =
                Stream.concat(
                                steps(
                                                step ->
                                                        !step.outcome().succeeded()
                                                                && !(step.outcome()
                                                                        instanceof
                                                                        Outcome.Rehearsed))
                                        .stream()
                                        .map(RdsBackupReport::line),
                                run.plan().remarks().stream()
                                        .filter(remark -> remark.kind() == Remark.Kind.WAIT)
                                        .map(RdsBackupReport::line))
                        .toList();
        return Optional.of(
                new Notice(
                        run.id() + "-digest",
                        run.endedAt(),
                        Severity.INFO,
                        run.scope().stage(),
                        run.scope().automation(),
                        (dry ? "dry run, would do: " : "") + counts(about),
                        facts(about),
                        capped(about.stream().map(RdsBackupReport::line).toList()),
                        capped(left),
                        List.of(),
                        // a rehearsal of the same things is not news
                        dry
                                ? run.scope().owner()
                                        + "/dry-run/"
                                        + Integer.toHexString(
                                                about.stream()
                                                        .map(step -> step.action().id())
                                                        .toList()
                                                        .hashCode())
                                : run.id(),
                        Optional.empty()));
    }

    private List<Step<RdsBackupAction>> steps(Predicate<Step<RdsBackupAction>> which) {
        return run.steps().stream().filter(which).toList();
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
                .limit(LINES)
                .map(one -> new Fact(one.database(), one.inWords(run.facts().at())))
                .toList();
    }

    private List<Notice> troubles(Trouble trouble, List<Finding> findings) {
        var bySubject = new LinkedHashMap<String, List<Finding>>();
        for (var finding : findings) {
            bySubject
                    .computeIfAbsent(finding.remark().subject(), any -> new ArrayList<>())
                    .add(finding);
        }
        if (bySubject.size() > ONE_BY_ONE) {
            return List.of(
                    warning(
                            "all",
                            trouble.toString(),
                            bySubject.size() + " with trouble: " + trouble,
                            List.of(),
                            lines(findings)));
        }
        var notices = new ArrayList<Notice>();
        bySubject.forEach(
                (subject, those) ->
                        notices.add(
                                warning(
                                        subject,
                                        trouble.toString(),
                                        subject + ": " + title(trouble),
                                        standing(subject),
                                        lines(those))));
        return notices;
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
        var bySubject = new LinkedHashMap<String, List<Step<RdsBackupAction>>>();
        for (var step :
                steps(
                        step ->
                                step.outcome() instanceof Outcome.Failed
                                        || step.outcome() instanceof Outcome.Refused)) {
            bySubject.computeIfAbsent(step.action().subject(), any -> new ArrayList<>()).add(step);
        }
        if (bySubject.size() > ONE_BY_ONE) {
            return List.of(
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
        var notices = new ArrayList<Notice>();
        bySubject.forEach(
                (subject, steps) ->
                        notices.add(
                                warning(
                                        subject,
                                        "failed",
                                        subject + ": an action did not succeed",
                                        standing(subject),
                                        steps.stream().map(RdsBackupReport::line).toList())));
        return notices;
    }

    private Notice warning(
            String subject, String trouble, String title, List<Fact> facts, List<String> left) {
        var incident = incident(subject, trouble);
        return new Notice(
                run.id() + "-" + subject.replace(' ', '-') + "-" + trouble,
                run.endedAt(),
                Severity.WARNING,
                run.scope().stage(),
                run.scope().automation(),
                title,
                facts,
                List.of(),
                capped(left),
                List.of(),
                incident,
                Optional.of(new Incident(incident, false)));
    }

    /** A database that was told of, or should have been, and stands well again. */
    private Notice recovered(RdsBackupStatus one) {
        var incident = incident(one.database(), Trouble.RPO.toString());
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

    private String incident(String subject, String trouble) {
        return run.scope().automation() + "/" + subject.replace(' ', '-') + "/" + trouble;
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(finding -> line(finding.remark())).toList();
    }

    private static String line(Remark remark) {
        return remark.subject() + ": " + remark.because();
    }

    private static String line(Step<RdsBackupAction> step) {
        return step.action().id()
                + ": "
                + step.outcome().label()
                + " ("
                + (step.outcome().succeeded() ? step.action().because() : step.outcome().detail())
                + ")";
    }

    private static List<String> capped(List<String> lines) {
        if (lines.size() <= LINES) {
            return lines;
        }
        return Stream.concat(
                        lines.stream().limit(LINES),
                        Stream.of("and " + (lines.size() - LINES) + " more"))
                .toList();
    }
}
