package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.costs.waste.WasteAction.Target;
import dev.nightshift.costs.waste.WasteDraft.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a run into words: what was done, what is waste, and to each owner what of theirs will go.
 * The same findings are told once, and again when they change.
 */
final class WasteReport {
    /** Owners told by name; of more, all in one. */
    private static final int OWNERS = 20;

    private final WasteSettings settings;
    private final Run<WasteFacts, WasteAction> run;
    private final RunReport<WasteAction> report;
    private final WasteDraft draft;

    private WasteReport(WasteSettings settings, Run<WasteFacts, WasteAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
        this.draft = WastePlanner.draft(settings, run.scope(), run.facts());
    }

    static List<Notice> of(WasteSettings settings, Run<WasteFacts, WasteAction> run) {
        return new WasteReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        report.deeds(step -> step.outcome().succeeded())
                .map(
                        deeds ->
                                report.digest(
                                        deeds,
                                        (deeds.rehearsed() ? "dry run, would do: " : "")
                                                + deeds.steps().size()
                                                + " steps against waste",
                                        List.of(),
                                        deeds.steps().stream().map(WasteReport::line).toList(),
                                        report.left(deeds, WasteReport::line)))
                .ifPresent(notices::add);
        found().ifPresent(notices::add);
        notices.addAll(owners());
        notices.addAll(failures());
        unknown().ifPresent(notices::add);
        return notices;
    }

    /** All that is waste, dearest first. */
    private Optional<Notice> found() {
        var findings =
                draft.findings().stream()
                        .sorted(
                                Comparator.comparing(WasteReport::usd)
                                        .reversed()
                                        .thenComparing(WasteReport::named))
                        .toList();
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        report.trouble(
                                Severity.INFO,
                                "all",
                                "waste",
                                degree(findings),
                                findings.size() + " pieces of waste, " + sum(findings),
                                byKind(findings),
                                findings.stream().map(Finding::line).toList()));
    }

    private static BigDecimal usd(Finding finding) {
        return finding.monthly().amount().orElse(BigDecimal.ZERO);
    }

    /** What is known, and how much of it is not. */
    private static String sum(List<Finding> findings) {
        var known =
                findings.stream().map(WasteReport::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
        long unpriced =
                findings.stream().filter(finding -> finding.monthly().amount().isEmpty()).count();
        return "at most "
                + known.setScale(2, RoundingMode.HALF_UP).toPlainString()
                + " USD a month at list price"
                + (unpriced == 0 ? "" : ", and " + unpriced + " whose price is unknown");
    }

    private static List<Fact> byKind(List<Finding> findings) {
        var kinds = new TreeMap<String, List<Finding>>();
        findings.forEach(
                finding ->
                        kinds.computeIfAbsent(
                                        finding.waste().kind().word(), any -> new ArrayList<>())
                                .add(finding));
        return kinds.entrySet().stream()
                .limit(RunReport.LINES)
                .map(
                        kind ->
                                new Fact(
                                        kind.getKey(),
                                        kind.getValue().size() + ", " + sum(kind.getValue())))
                .toList();
    }

    private static String named(Finding finding) {
        var resource = finding.resource();
        return resource.region() + "/" + resource.id() + "/" + finding.waste().kind();
    }

    /** The same things found again are not news; another price of them is not either. */
    private static String degree(List<Finding> findings) {
        return Integer.toHexString(
                findings.stream().map(WasteReport::named).sorted().toList().hashCode());
    }

    /**
     * What is marked, told to whom it belongs; also when the telling of an earlier run was lost.
     */
    private List<Notice> owners() {
        var byOwner = new LinkedHashMap<String, List<Finding>>();
        draft.findings().stream()
                .filter(finding -> finding.mark().isPresent() && isMarked(finding))
                .forEach(
                        finding ->
                                byOwner.computeIfAbsent(
                                                finding.owner().orElse("nobody"),
                                                any -> new ArrayList<>())
                                        .add(finding));
        return RunReport.each(
                byOwner,
                OWNERS,
                (owner, findings) -> marked(owner, findings),
                () -> marked("all", byOwner.values().stream().flatMap(List::stream).toList()));
    }

    private boolean isMarked(Finding finding) {
        var steps =
                report.steps(
                        step ->
                                step.action() instanceof WasteAction.Mark mark
                                        && mark.target().equals(Target.of(finding.resource())));
        return steps.isEmpty() || steps.getFirst().outcome().succeeded();
    }

    private Notice marked(String owner, List<Finding> findings) {
        return report.trouble(
                Severity.WARNING,
                owner,
                "marked",
                degree(findings),
                findings.size() + " things of " + owner + " are marked as waste",
                List.of(
                        new Fact("Owner", owner),
                        new Fact("To keep one", "tag it " + settings.keepTag()),
                        new Fact("Saves", sum(findings))),
                findings.stream().map(this::line).toList());
    }

    private String line(Finding finding) {
        return finding.line()
                + finding.mark()
                        .map(
                                mark ->
                                        "; from "
                                                + mark.due(settings.patience())
                                                + " on: "
                                                + finding.waste().todo())
                        .orElse("");
    }

    private List<Notice> failures() {
        Map<String, List<Step<WasteAction>>> bySubject = report.failures();
        return RunReport.each(
                bySubject,
                (subject, steps) ->
                        report.trouble(
                                Severity.WARNING,
                                subject,
                                "failed",
                                subject + ": a step did not succeed",
                                List.of(),
                                steps.stream().map(WasteReport::line).toList()),
                () ->
                        report.trouble(
                                Severity.WARNING,
                                "all",
                                "failed",
                                "steps for " + bySubject.size() + " things did not succeed",
                                List.of(),
                                bySubject.values().stream()
                                        .flatMap(List::stream)
                                        .map(WasteReport::line)
                                        .toList()));
    }

    private Optional<Notice> unknown() {
        var unknown =
                run.plan().remarks().stream()
                        .filter(remark -> remark.kind() == Remark.Kind.UNKNOWN)
                        .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        report.trouble(
                                run.facts().unread().isEmpty() ? Severity.INFO : Severity.WARNING,
                                "all",
                                "unknown",
                                unknown.size() + " times it cannot be told whether it is waste",
                                List.of(),
                                unknown.stream().map(RunReport::line).toList()));
    }

    private static String line(Step<WasteAction> step) {
        return RunReport.line(
                step,
                step.outcome() instanceof Outcome.Rehearsed
                        ? step.action().because()
                        : step.outcome().detail());
    }
}
