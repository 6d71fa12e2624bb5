package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.backup.contabo.Draft.Trouble;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.core.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts a run into words: one notice of what was done, and one per trouble. A run that did nothing
 * and found nothing is not worth a word.
 */
final class ContaboBackupReport {
    private final ContaboBackupSettings settings;
    private final Run<ContaboBackupFacts, ContaboBackupAction> run;
    private final RunReport<ContaboBackupAction> report;

    /** How each instance stands, by its id. */
    private final Map<String, Fact> standing = new TreeMap<>();

    private ContaboBackupReport(
            ContaboBackupSettings settings, Run<ContaboBackupFacts, ContaboBackupAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
        var now = run.facts().at();
        for (var instance : ContaboBackupPlanner.selected(settings, run.facts())) {
            Optional.ofNullable(run.facts().snapshots().get(instance.id()))
                    .map(found -> Holdings.of(found, run.scope(), instance.id(), now))
                    .ifPresent(
                            holdings ->
                                    standing.put(
                                            Long.toString(instance.id()),
                                            new Fact(
                                                    instance.subject(),
                                                    inWords(holdings, settings.quota(instance)))));
        }
    }

    static List<Notice> of(
            ContaboBackupSettings settings, Run<ContaboBackupFacts, ContaboBackupAction> run) {
        return new ContaboBackupReport(settings, run).notices();
    }

    /** For example {@code last good backup 3 h old; 2 of 3 places taken}. */
    private String inWords(Holdings holdings, int quota) {
        var now = run.facts().at();
        return holdings.last(now)
                        .map(
                                last ->
                                        "last good backup "
                                                + Words.age(last.dataFrom(now), now)
                                                + " old")
                        .orElse("no good backup yet")
                + "; "
                + holdings.used()
                + " of "
                + quota
                + (quota == 1 ? " place taken" : " places taken");
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        digest().ifPresent(notices::add);
        var byTrouble = new LinkedHashMap<Trouble, Map<String, List<String>>>();
        var titles = new LinkedHashMap<String, String>();
        for (var finding :
                ContaboBackupPlanner.draft(settings, run.scope(), run.facts()).findings()) {
            titles.put(finding.about(), finding.remark().subject());
            byTrouble
                    .computeIfAbsent(finding.trouble(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(finding.about(), any -> new ArrayList<>())
                    .add(RunReport.line(finding.remark()));
        }
        byTrouble.forEach(
                (trouble, lines) ->
                        notices.addAll(told(trouble.toString(), title(trouble), titles, lines)));
        notices.addAll(failures());
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
                                        deeds.steps().stream()
                                                .map(ContaboBackupReport::line)
                                                .toList(),
                                        report.left(deeds, ContaboBackupReport::line)));
    }

    /** How the instances stand that something was done to. */
    private List<Fact> facts(List<Step<ContaboBackupAction>> steps) {
        return steps.stream()
                .map(step -> Long.toString(step.action().instance()))
                .distinct()
                .flatMap(id -> Optional.ofNullable(standing.get(id)).stream())
                .limit(RunReport.LINES)
                .toList();
    }

    private static String counts(List<Step<ContaboBackupAction>> steps) {
        int taken = 0;
        int removed = 0;
        for (var step : steps) {
            switch (step.action()) {
                case CreateSnapshot _ -> taken++;
                case DeleteSnapshot _ -> removed++;
            }
        }
        var parts = new ArrayList<String>();
        if (taken > 0) {
            parts.add(taken + (taken == 1 ? " backup taken" : " backups taken"));
        }
        if (removed > 0) {
            parts.add(removed + (removed == 1 ? " old one removed" : " old ones removed"));
        }
        return String.join(", ", parts);
    }

    private static String title(Trouble trouble) {
        return switch (trouble) {
            case RPO -> "the last good backup is too old";
            case QUOTA -> "no room for a backup";
            case NAME -> "a stranger has the name of a backup";
            case UNREADABLE -> "could not be read";
            case SELECTION -> "is selected but not there";
            case DATES -> "a backup is dated in the future";
            case SNAPSHOT -> "a snapshot needs a look";
        };
    }

    /** Actions that were tried and did not succeed, one notice per instance. */
    private List<Notice> failures() {
        var titles = new LinkedHashMap<String, String>();
        var lines = new LinkedHashMap<String, List<String>>();
        for (var step : report.failed()) {
            var id = Long.toString(step.action().instance());
            titles.put(id, step.action().subject());
            lines.computeIfAbsent(id, any -> new ArrayList<>()).add(line(step));
        }
        return told("failed", "an action did not succeed", titles, lines);
    }

    /** One notice for each, or one for all if they are many. */
    private List<Notice> told(
            String trouble,
            String title,
            Map<String, String> titles,
            Map<String, List<String>> of) {
        return RunReport.each(
                of,
                (about, lines) ->
                        warning(
                                about,
                                trouble,
                                titles.getOrDefault(about, about) + ": " + title,
                                lines),
                () ->
                        warning(
                                "all",
                                trouble,
                                of.size() + " instances: " + title,
                                of.values().stream().flatMap(List::stream).toList()));
    }

    private Notice warning(String about, String trouble, String title, List<String> left) {
        var facts =
                Optional.ofNullable(standing.get(about)).stream()
                        .flatMap(
                                fact ->
                                        Stream.of(
                                                new Fact("Backups", fact.value()),
                                                new Fact(
                                                        "Objective", Words.length(settings.rpo()))))
                        .toList();
        return report.trouble(Severity.WARNING, about, trouble, title, facts, left);
    }

    private static String line(Step<ContaboBackupAction> step) {
        return RunReport.line(
                step,
                step.outcome().succeeded() ? step.action().because() : step.outcome().detail());
    }
}
