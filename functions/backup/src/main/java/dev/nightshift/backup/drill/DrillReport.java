package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.drill.DrillDraft.Trouble;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remarks.Finding;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.core.runner.RunReport.Deeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a run into words. The newest evidence of a source speaks for it until there is newer one, so
 * that a trouble is told once and is over with the next good drill.
 */
final class DrillReport {
    private final DrillSettings settings;
    private final Run<DrillFacts, DrillAction> run;
    private final RunReport<DrillAction> report;

    private DrillReport(DrillSettings settings, Run<DrillFacts, DrillAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
    }

    static List<Notice> of(DrillSettings settings, Run<DrillFacts, DrillAction> run) {
        return new DrillReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        var newest = newest();
        digest(newest).ifPresent(notices::add);
        newest.values().forEach(evidence -> speak(evidence, notices));
        var byTrouble = new LinkedHashMap<String, List<Finding<Trouble>>>();
        for (var finding : DrillPlanner.draft(settings, run.scope(), run.facts()).findings()) {
            byTrouble
                    .computeIfAbsent(
                            finding.remark().subject() + "\n" + finding.trouble(),
                            any -> new ArrayList<>())
                    .add(finding);
        }
        byTrouble.values().forEach(those -> notices.add(trouble(those)));
        notices.addAll(failures());
        return notices;
    }

    /** Of each source that the settings name, databases first. */
    private Map<String, Evidence> newest() {
        var newest = new TreeMap<String, Evidence>();
        run.facts()
                .databases()
                .values()
                .forEach(
                        one ->
                                first(one.evidence())
                                        .ifPresent(it -> newest.put("1" + one.name(), it)));
        run.facts()
                .buckets()
                .values()
                .forEach(
                        one ->
                                first(one.evidence())
                                        .ifPresent(it -> newest.put("2" + one.name(), it)));
        return newest;
    }

    private static Optional<Evidence> first(List<Evidence> evidence) {
        return evidence.stream().findFirst();
    }

    /** What was done, and how each drill ended whose traces this run cleared away. */
    private Optional<Notice> digest(Map<String, Evidence> newest) {
        return report.deeds(step -> step.outcome() instanceof Outcome.Done)
                .map(deeds -> digest(deeds, newest));
    }

    private Notice digest(Deeds<DrillAction> deeds, Map<String, Evidence> newest) {
        var subjects = new LinkedHashSet<String>();
        deeds.steps().forEach(step -> subjects.add(step.action().subject()));
        var facts =
                newest.values().stream()
                        .filter(evidence -> subjects.contains(evidence.source()))
                        .limit(RunReport.LINES)
                        .map(evidence -> new Fact(evidence.source(), inWords(evidence)))
                        .toList();
        return report.digest(
                deeds,
                (deeds.rehearsed() ? "dry run, would do a step of: " : "drills: ")
                        + String.join(", ", subjects),
                facts,
                deeds.steps().stream().map(DrillReport::line).toList(),
                report.waiting().toList());
    }

    private void speak(Evidence evidence, List<Notice> notices) {
        var source = evidence.source();
        switch (evidence.result()) {
            case SUCCESSFUL -> {
                // nothing to worry about, but for its targets
            }
            case FAILED ->
                    notices.add(
                            about(
                                    evidence,
                                    Severity.CRITICAL,
                                    "failed",
                                    source + ": its backup did not pass the drill",
                                    "look at the reason, and at the newest copies; until a drill"
                                            + " succeeds, the last proven copy is what can be"
                                            + " counted on, and it is kept"));
            case TIMED_OUT ->
                    notices.add(
                            about(
                                    evidence,
                                    Severity.WARNING,
                                    "timed-out",
                                    source + ": its drill was given up",
                                    "give it a larger class or a longer timeout, or reckon with a"
                                            + " restore that takes this long"));
            case UNKNOWN ->
                    notices.add(
                            about(
                                    evidence,
                                    Severity.WARNING,
                                    "unknown",
                                    source + ": its drill showed nothing",
                                    "see to it that the function reaches the restored database and"
                                            + " may read what it is asked about"));
        }
        if (evidence.rto().filter(took -> took.compareTo(evidence.rtoTarget()) > 0).isPresent()) {
            notices.add(
                    about(
                            evidence,
                            Severity.WARNING,
                            "rto",
                            source + ": a restore takes longer than it may",
                            "a larger class, less data, or another target"));
        }
        if (evidence.rpo().compareTo(evidence.rpoTarget()) > 0 && !isRandom(evidence)) {
            notices.add(
                    about(
                            evidence,
                            Severity.WARNING,
                            "rpo",
                            source + ": its newest copy was older than it may be",
                            "back it up more often, or see why that was the newest good copy"));
        }
    }

    /** A copy that was taken at random is old on purpose. */
    private boolean isRandom(Evidence evidence) {
        return switch (evidence.kind()) {
            case RDS ->
                    settings.database(evidence.source())
                            .filter(one -> one.pick().within().isPresent())
                            .isPresent();
            case S3 ->
                    settings.bucket(evidence.source())
                            .filter(one -> one.pick().within().isPresent())
                            .isPresent();
        };
    }

    private Notice about(
            Evidence evidence, Severity severity, String word, String title, String whatToDo) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Result", evidence.result().toString()));
        if (!evidence.reason().isEmpty()) {
            facts.add(new Fact("Reason", evidence.reason()));
        }
        facts.addAll(measured(evidence));
        facts.add(
                new Fact(
                        "Drill",
                        evidence.drill()
                                + " of "
                                + evidence.copy()
                                + " in "
                                + evidence.location()));
        facts.add(new Fact("What to do", whatToDo));
        return report.trouble(
                severity,
                evidence.source(),
                word,
                title,
                facts,
                evidence.checks().stream()
                        .filter(check -> !check.passed())
                        .map(DrillReport::line)
                        .toList());
    }

    private static List<Fact> measured(Evidence evidence) {
        return List.of(
                new Fact(
                        "RTO",
                        evidence.rto().map(took -> length(took)).orElse("not measured")
                                + " of at most "
                                + length(evidence.rtoTarget())),
                new Fact(
                        "RPO",
                        length(evidence.rpo())
                                + " of at most "
                                + length(evidence.rpoTarget())
                                + evidence.newestRow()
                                        .map(age -> "; its newest row or object " + length(age))
                                        .orElse("")));
    }

    private static String inWords(Evidence evidence) {
        var passed = evidence.checks().stream().filter(Check::passed).count();
        return evidence.result()
                + ", "
                + passed
                + " of "
                + evidence.checks().size()
                + " checks passed; "
                + String.join(
                        ", ",
                        measured(evidence).stream()
                                .map(fact -> fact.name() + " " + fact.value())
                                .toList())
                + (evidence.result() == Result.SUCCESSFUL ? "" : "; " + evidence.reason());
    }

    private Notice trouble(List<Finding<Trouble>> findings) {
        var subject = findings.getFirst().remark().subject();
        var trouble = findings.getFirst().trouble();
        var title =
                switch (trouble) {
                    case COPY -> "nothing to drill";
                    case UNREADABLE -> "could not be read";
                    case SETTINGS -> "the settings lack something";
                    case LEFTOVER -> "something needs a look";
                };
        return report.trouble(
                Severity.WARNING,
                subject,
                trouble.toString(),
                subject + ": " + title,
                List.of(),
                findings.stream().map(one -> one.remark().because()).toList());
    }

    /** Steps that were tried and did not succeed, one notice per source. */
    private List<Notice> failures() {
        return report.failures().entrySet().stream()
                .map(
                        failed ->
                                report.trouble(
                                        Severity.WARNING,
                                        failed.getKey(),
                                        "step",
                                        failed.getKey() + ": a step of its drill did not succeed",
                                        List.of(),
                                        failed.getValue().stream().map(DrillReport::line).toList()))
                .toList();
    }

    private static String line(Check check) {
        return check.name() + ": " + check.detail();
    }

    private static String line(Step<DrillAction> step) {
        return RunReport.line(
                step,
                step.outcome() instanceof Outcome.Rehearsed
                        ? step.action().because()
                        : step.outcome().detail());
    }
}
