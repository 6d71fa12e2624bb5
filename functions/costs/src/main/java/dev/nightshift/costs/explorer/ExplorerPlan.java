package dev.nightshift.costs.explorer;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.Breakdown.ByCategory;
import dev.nightshift.costs.model.Breakdown.ByRegion;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.Breakdown.ByTag;
import dev.nightshift.costs.model.Breakdown.ByUsageType;
import dev.nightshift.costs.model.CostQuestion;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a report asks, within what it may cost. Each question is one request as long as its answer
 * fits on a page.
 *
 * @param costs by day
 * @param forecast whether to ask for {@link Forecasts}, once
 * @param commitments whether to ask for all four of {@link Commitments}
 * @param leftOut tags that there is no request for
 */
public record ExplorerPlan(
        CostQuestion costs, boolean forecast, boolean commitments, List<String> leftOut) {
    private static final int FORECASTS = 1;
    private static final int COMMITMENTS = 4;

    public ExplorerPlan {
        leftOut = List.copyOf(leftOut);
    }

    /** By service and account, category and usage type, since the month before this one began. */
    public static ExplorerPlan daily(LocalDate today) {
        var question =
                new CostQuestion(
                        today.withDayOfMonth(1).minusMonths(1),
                        today,
                        Set.of(new ByService(), new ByCategory(), new ByUsageType()));
        return new ExplorerPlan(question, false, false, List.of());
    }

    /**
     * The same and by region and allocation tag, from the month before the last full one on, with a
     * forecast and commitments.
     *
     * @param tags keys, the most important first
     */
    public static ExplorerPlan monthly(LocalDate today, List<String> tags) {
        var breakdowns = new LinkedHashSet<Breakdown>();
        breakdowns.add(new ByService());
        breakdowns.add(new ByCategory());
        breakdowns.add(new ByUsageType());
        breakdowns.add(new ByRegion());
        int room = RequestLimits.MONTHLY - breakdowns.size() - FORECASTS - COMMITMENTS;
        var distinct = tags.stream().distinct().toList();
        distinct.stream().limit(room).map(ByTag::new).forEach(breakdowns::add);
        return new ExplorerPlan(
                new CostQuestion(today.withDayOfMonth(1).minusMonths(2), today, breakdowns),
                true,
                true,
                distinct.stream().skip(room).toList());
    }

    /** How many there are if every answer fits on a page. */
    public int requests() {
        return costs.breakdowns().size()
                + (forecast ? FORECASTS : 0)
                + (commitments ? COMMITMENTS : 0);
    }
}
