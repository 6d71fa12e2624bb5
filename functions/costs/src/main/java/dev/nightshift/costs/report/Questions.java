package dev.nightshift.costs.report;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.summary.Budget;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;

/** What sources are asked. */
final class Questions {
    /**
     * With Cost Explorer every table is a paid request: a monthly report has 12, of which four
     * tables, a forecast and four looks at commitments leave room for so many tags.
     */
    private static final int PAID_TAGS = 3;

    private Questions() {}

    /** Two full months and this one, which is history enough for the month's forecast. */
    static CostQuestion of(CostReportSettings settings, List<Edition> due, LocalDate today) {
        var last = today.minusDays(1);
        boolean paid = settings.sources().costExplorer();
        boolean shortly = !due.contains(Edition.WEEKLY) && !due.contains(Edition.MONTHLY);
        var breakdowns = new LinkedHashSet<Breakdown>();
        breakdowns.add(new Breakdown.ByService());
        breakdowns.add(new Breakdown.ByCategory());
        breakdowns.add(new Breakdown.ByUsageType());
        if (!paid || !shortly) {
            breakdowns.add(new Breakdown.ByRegion());
            settings.tags().stream()
                    .limit(paid ? PAID_TAGS : Integer.MAX_VALUE)
                    .forEach(tag -> breakdowns.add(new Breakdown.ByTag(tag)));
        }
        settings.budgets()
                .forEach(
                        budget -> {
                            if (budget.watch() instanceof Budget.OfTag(var key, _)) {
                                breakdowns.add(new Breakdown.ByTag(key));
                            }
                        });
        return new CostQuestion(last.withDayOfMonth(1).minusMonths(2), last, breakdowns);
    }
}
