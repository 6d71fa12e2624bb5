package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.costs.waste.WasteAction.Target;
import dev.nightshift.costs.waste.WasteDraft.Piece;
import dev.nightshift.costs.waste.WasteDraft.Trouble;
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
 * The same waste is told once, and again when they change.
 */
final class WasteReport {
    /** Owners told by name; of more, all in one. */
    private static final int OWNERS = 20;

    private final WasteSettings settings;
    private final RunReport<WasteAction> report;
    private final WasteDraft draft;

    private WasteReport(WasteSettings settings, Run<WasteFacts, WasteAction> run) {
        this.settings = settings;
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
        var pieces =
                draft.pieces().stream()
                        .sorted(
                                Comparator.comparing(WasteReport::usd)
                                        .reversed()
                                        .thenComparing(WasteReport::named))
                        .toList();
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        report.trouble(
                                Severity.INFO,
                                "all",
                                "waste",
                                degree(pieces),
                                pieces.size() + " pieces of waste, " + sum(pieces),
                                byKind(pieces),
                                pieces.stream().map(Piece::line).toList()));
    }

    private static BigDecimal usd(Piece piece) {
        return piece.monthly().amount().orElse(BigDecimal.ZERO);
    }

    /** What is known, and how much of it is not. */
    private static String sum(List<Piece> pieces) {
        var known = pieces.stream().map(WasteReport::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
        long unpriced = pieces.stream().filter(piece -> piece.monthly().amount().isEmpty()).count();
        return "at most "
                + known.setScale(2, RoundingMode.HALF_UP).toPlainString()
                + " USD a month at list price"
                + (unpriced == 0 ? "" : ", and " + unpriced + " whose price is unknown");
    }

    private static List<Fact> byKind(List<Piece> pieces) {
        var kinds = new TreeMap<String, List<Piece>>();
        pieces.forEach(
                piece ->
                        kinds.computeIfAbsent(piece.waste().kind().word(), any -> new ArrayList<>())
                                .add(piece));
        return kinds.entrySet().stream()
                .limit(RunReport.LINES)
                .map(
                        kind ->
                                new Fact(
                                        kind.getKey(),
                                        kind.getValue().size() + ", " + sum(kind.getValue())))
                .toList();
    }

    private static String named(Piece piece) {
        var resource = piece.resource();
        return resource.region() + "/" + resource.id() + "/" + piece.waste().kind();
    }

    /** The same things found again are not news; another price of them is not either. */
    private static String degree(List<Piece> pieces) {
        return Integer.toHexString(
                pieces.stream().map(WasteReport::named).sorted().toList().hashCode());
    }

    /**
     * What is marked, told to whom it belongs; also when the telling of an earlier run was lost.
     */
    private List<Notice> owners() {
        var byOwner = new LinkedHashMap<String, List<Piece>>();
        draft.pieces().stream()
                .filter(piece -> piece.mark().isPresent() && isMarked(piece))
                .forEach(
                        piece ->
                                byOwner.computeIfAbsent(
                                                piece.owner().orElse("nobody"),
                                                any -> new ArrayList<>())
                                        .add(piece));
        return RunReport.each(
                byOwner,
                OWNERS,
                (owner, pieces) -> marked(owner, pieces),
                () -> marked("all", byOwner.values().stream().flatMap(List::stream).toList()));
    }

    private boolean isMarked(Piece piece) {
        var steps =
                report.steps(
                        step ->
                                step.action() instanceof WasteAction.Mark mark
                                        && mark.target().equals(Target.of(piece.resource())));
        return steps.isEmpty() || steps.getFirst().outcome().succeeded();
    }

    private Notice marked(String owner, List<Piece> pieces) {
        return report.trouble(
                Severity.WARNING,
                owner,
                "marked",
                degree(pieces),
                pieces.size() + " things of " + owner + " are marked as waste",
                List.of(
                        new Fact("Owner", owner),
                        new Fact("To keep one", "tag it " + settings.keepTag()),
                        new Fact("Saves", sum(pieces))),
                pieces.stream().map(this::line).toList());
    }

    private String line(Piece piece) {
        return piece.line()
                + piece.mark()
                        .map(
                                mark ->
                                        "; from "
                                                + mark.due(settings.patience())
                                                + " on: "
                                                + piece.waste().todo())
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
                draft.findings().stream()
                        .filter(finding -> finding.trouble() != Trouble.WASTE)
                        .toList();
        boolean unreadable =
                unknown.stream().anyMatch(finding -> finding.trouble() == Trouble.UNREADABLE);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        report.trouble(
                                unreadable ? Severity.WARNING : Severity.INFO,
                                "all",
                                Trouble.UNKNOWN.toString(),
                                unknown.size() + " times it cannot be told whether it is waste",
                                List.of(),
                                unknown.stream()
                                        .map(finding -> RunReport.line(finding.remark()))
                                        .toList()));
    }

    private static String line(Step<WasteAction> step) {
        return RunReport.line(
                step,
                step.outcome() instanceof Outcome.Rehearsed
                        ? step.action().because()
                        : step.outcome().detail());
    }
}
