package dev.nightshift.costs.report;

import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Remark.Kind;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.CostSummary;
import java.util.ArrayList;
import java.util.List;

/** Says how costs stand. There is nothing to do: it only watches. Same facts, same plan. */
public final class CostReportPlanner {
    private CostReportPlanner() {}

    public static Plan<NoAction> plan(CostReportFacts facts) {
        var remarks = new ArrayList<Remark>();
        facts.unread()
                .forEach(
                        source ->
                                remarks.add(
                                        new Remark(
                                                Kind.UNKNOWN,
                                                source.source(),
                                                "could not be read: " + source.why())));
        facts.twice().forEach(what -> remarks.add(new Remark(Kind.WARN, "sources", what)));
        for (var summary : facts.of(Edition.DAILY)) {
            remarks.add(new Remark(Kind.KEEP, "costs in " + summary.currency(), standing(summary)));
            summary.budgets().forEach(budget -> remarks.add(remark(budget)));
        }
        return new Plan<>(List.of(), remarks, 0);
    }

    private static String standing(CostSummary summary) {
        return Phrases.monthToDate(summary) + "; " + Phrases.forecast(summary);
    }

    private static Remark remark(Budget.Standing standing) {
        var kind =
                switch (standing.crossing()) {
                    case Budget.Crossed _, Budget.Will _ -> Kind.WARN;
                    case Budget.Not _ -> Kind.KEEP;
                    // unknown is not OK: what was told of it before is not over
                    case Budget.Unknown _ -> Kind.UNKNOWN;
                };
        return new Remark(kind, "budget " + standing.budget().name(), Phrases.budget(standing));
    }
}
