package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Puts a run into words: an incident per anomaly, told when it opens and again each time that it
 * has grown by half, and ended when its costs are back or have become what is usual.
 */
final class CostAnomalyReport {
    private static final String TROUBLE = "cost";
    private static final int ONE_BY_ONE = 10;

    /** So many times the least that is told, and at least doubled, is critical. */
    private static final double CRITICAL = 20;

    private final CostAnomalySettings settings;
    private final Run<CostAnomalyFacts, NoAction> run;
    private final RunReport<NoAction> report;

    private CostAnomalyReport(CostAnomalySettings settings, Run<CostAnomalyFacts, NoAction> run) {
        this.settings = settings;
        this.run = run;
        this.report = new RunReport<>(run);
    }

    static List<Notice> of(CostAnomalySettings settings, Run<CostAnomalyFacts, NoAction> run) {
        return new CostAnomalyReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        var open = new LinkedHashMap<String, List<Finding>>();
        for (var finding : run.facts().findings()) {
            if (CostAnomalyPlanner.ignored(settings, run.facts(), finding).isPresent()) {
                continue;
            }
            if (finding.isOpen()) {
                open.put(finding.subject(), List.of(finding));
            } else {
                notices.add(over(finding));
            }
        }
        notices.addAll(
                RunReport.each(
                        open,
                        ONE_BY_ONE,
                        (subject, own) -> anomaly(own.getFirst()),
                        () -> many(open.values().stream().flatMap(List::stream).toList())));
        run.plan().remarks().stream()
                .filter(remark -> remark.kind() == Remark.Kind.UNKNOWN)
                .map(this::unknown)
                .forEach(notices::add);
        return List.copyOf(notices);
    }

    private Notice anomaly(Finding finding) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("What", finding.kind().words() + " since " + finding.since()));
        facts.add(new Fact("Excess", finding.excess() + " " + finding.currency() + " a day"));
        if (finding.kind() != Kind.AWS) {
            facts.add(
                    new Fact(
                            "On " + finding.day(),
                            "%s %s, usually %s"
                                    .formatted(
                                            finding.actual(),
                                            finding.currency(),
                                            finding.expected())));
        }
        var maker = Optional.ofNullable(run.facts().makers().get(finding.subject()));
        cause(finding, maker.flatMap(Attribution::brief))
                .ifPresent(words -> facts.add(new Fact("Most probably", words)));
        maker.ifPresent(who -> facts.add(new Fact("Made by", who.words())));
        if (!finding.aws().isEmpty()) {
            facts.add(new Fact("AWS found it too", String.join(", ", finding.aws())));
        }
        var left =
                Optional.ofNullable(run.facts().notAsked().get(finding.subject()))
                        .map(why -> List.of("causes are not known: " + why))
                        .orElse(List.of());
        return report.trouble(
                severity(finding),
                finding.subject(),
                TROUBLE,
                finding.since() + "/" + finding.degree(),
                finding.subject()
                        + (finding.degree() == 0
                                ? ": costs more than usual"
                                : ": costs still more"),
                facts,
                left);
    }

    /** The root cause in a line: service, usage type, account, region, tag, who made it. */
    private static Optional<String> cause(Finding finding, Optional<String> maker) {
        if (finding.causes().isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        parts.add(finding.key().part(2));
        finding.causes()
                .forEach(
                        cause -> {
                            parts.add(
                                    "%s %s (%d %%)"
                                            .formatted(
                                                    cause.what(), cause.name(), cause.percent()));
                            if (cause.what().equals("usage type")
                                    && !finding.key().part(1).isEmpty()) {
                                parts.add("account " + finding.key().part(1));
                            }
                        });
        maker.ifPresent(who -> parts.add("made by " + who));
        return Optional.of(String.join(" → ", parts));
    }

    private Severity severity(Finding finding) {
        double least = settings.limits(finding.currency()).minimum();
        boolean critical =
                finding.excess().doubleValue() >= CRITICAL * least
                        && finding.excess().compareTo(finding.expected()) >= 0;
        return critical ? Severity.CRITICAL : Severity.WARNING;
    }

    private Notice many(List<Finding> findings) {
        return report.trouble(
                Severity.WARNING,
                "all",
                TROUBLE,
                Integer.toHexString(
                        findings.stream()
                                .map(one -> one.subject() + one.since() + one.degree())
                                .toList()
                                .hashCode()),
                findings.size() + " services cost more than usual",
                List.of(),
                findings.stream().map(one -> one.subject() + ": " + one.line()).toList());
    }

    private Notice over(Finding finding) {
        var key = report.incident(finding.subject(), TROUBLE);
        var words = CostAnomalyPlanner.over(finding);
        return new Notice(
                run.id() + "-over-" + Integer.toHexString(finding.subject().hashCode()),
                run.endedAt(),
                Severity.INFO,
                run.scope().stage(),
                run.scope().automation(),
                finding.subject() + ": " + words,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                key + "/over/" + finding.since(),
                // what was never told has no incident to end
                finding.turn() == Turn.PASSED
                        ? Optional.empty()
                        : Optional.of(new Incident(key, true)));
    }

    private Notice unknown(Remark remark) {
        return report.trouble(
                Severity.WARNING,
                remark.subject(),
                "unknown",
                remark.subject() + ": not known",
                List.of(),
                List.of(remark.because()));
    }
}
