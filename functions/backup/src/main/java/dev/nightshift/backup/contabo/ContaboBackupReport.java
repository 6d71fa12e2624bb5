package dev.nightshift.backup.contabo;

import dev.nightshift.backup.Words;
import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.backup.contabo.Draft.Finding;
import dev.nightshift.backup.contabo.Draft.Trouble;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts a run into words: one notice of what was done, and one per trouble. A run that did nothing
 * and found nothing is not worth a word.
 */
final class ContaboBackupReport {
    /** Lines of one list in a notice; the ledger has them all. */
    private static final int LINES = 20;

    /** So many instances with the same trouble are told one by one; more have one cause. */
    private static final int ONE_BY_ONE = 5;

    private final ContaboBackupSettings settings;
    private final Run<ContaboBackupFacts, ContaboBackupAction> run;

    /** How each instance stands, by its id. */
    private final Map<String, Fact> standing = new TreeMap<>();

    private ContaboBackupReport(
            ContaboBackupSettings settings, Run<ContaboBackupFacts, ContaboBackupAction> run) {
        this.settings = settings;
        this.run = run;
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
                    .add(line(finding));
        }
        byTrouble.forEach(
                (trouble, lines) ->
                        notices.addAll(told(trouble.toString(), title(trouble), titles, lines)));
        notices.addAll(failures());
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
                                        .map(ContaboBackupReport::line),
                                run.plan().remarks().stream()
                                        .filter(remark -> remark.kind() == Remark.Kind.WAIT)
                                        .map(ContaboBackupReport::line))
                        .toList();
        return Optional.of(
                new Notice(
                        run.id() + "-digest",
                        run.endedAt(),
                        Severity.INFO,
                        run.scope().stage(),
                        run.scope().automation(),
                        (dry ? "dry run, would do: " : "") + counts(about),
                        about.stream()
                                .map(step -> Long.toString(step.action().instance()))
                                .distinct()
                                .flatMap(id -> Optional.ofNullable(standing.get(id)).stream())
                                .limit(LINES)
                                .toList(),
                        capped(about.stream().map(ContaboBackupReport::line).toList()),
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

    private List<Step<ContaboBackupAction>> steps(Predicate<Step<ContaboBackupAction>> which) {
        return run.steps().stream().filter(which).toList();
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
        for (var step :
                steps(
                        step ->
                                step.outcome() instanceof Outcome.Failed
                                        || step.outcome() instanceof Outcome.Refused)) {
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
        if (of.size() > ONE_BY_ONE) {
            return List.of(
                    warning(
                            "all",
                            trouble,
                            of.size() + " instances: " + title,
                            of.values().stream().flatMap(List::stream).toList()));
        }
        return of.entrySet().stream()
                .map(
                        entry ->
                                warning(
                                        entry.getKey(),
                                        trouble,
                                        titles.getOrDefault(entry.getKey(), entry.getKey())
                                                + ": "
                                                + title,
                                        entry.getValue()))
                .toList();
    }

    private Notice warning(String about, String trouble, String title, List<String> left) {
        var incident = run.scope().automation() + "/" + about.replace(' ', '-') + "/" + trouble;
        var facts = new ArrayList<Fact>();
        Optional.ofNullable(standing.get(about))
                .ifPresent(
                        fact -> {
                            facts.add(new Fact("Backups", fact.value()));
                            facts.add(new Fact("Objective", Words.length(settings.rpo())));
                        });
        return new Notice(
                run.id() + "-" + about.replace(' ', '-') + "-" + trouble,
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

    private static String line(Finding finding) {
        return line(finding.remark());
    }

    private static String line(Remark remark) {
        return remark.subject() + ": " + remark.because();
    }

    private static String line(Step<ContaboBackupAction> step) {
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
