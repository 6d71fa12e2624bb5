package dev.nightshift.costs.report;

import dev.nightshift.costs.explorer.RequestLimits;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.summary.Budget;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What sources are asked for the editions that are due, within what they may cost: with Cost
 * Explorer every table is a paid request, and one more for each further page.
 *
 * @param costs two full months and this one, which is history enough for the month's forecast
 * @param forecast whether Cost Explorer's is asked for; without it there is ours
 * @param commitments whether coverage and utilisation are asked for, and what is worth buying
 * @param mostRequests that may be paid for
 */
record Questions(CostQuestion costs, boolean forecast, boolean commitments, int mostRequests) {
    private static final int FORECASTS = 1;

    /** Coverage and utilisation of reservations and Savings Plans, and advice on both. */
    private static final int COMMITMENTS = 4 + 2;

    static Questions of(CostReportSettings settings, List<Edition> due, LocalDate today) {
        boolean monthly = due.contains(Edition.MONTHLY);
        boolean longer = monthly || due.contains(Edition.WEEKLY);
        int most =
                monthly
                        ? RequestLimits.MONTHLY
                        : longer ? RequestLimits.WEEKLY : RequestLimits.DAILY;
        boolean paid = settings.sources().costExplorer();
        int room = most - (monthly ? COMMITMENTS : longer ? FORECASTS : 0);
        var breakdowns =
                wanted(settings, longer).distinct().limit(paid ? room : Integer.MAX_VALUE).toList();
        // of a month that has settled a forecast says nothing: it has what is left
        boolean forecast = longer && (!monthly || room - breakdowns.size() >= FORECASTS);
        return new Questions(question(today, breakdowns), forecast, monthly, most);
    }

    /** The most wanted first: a budget that is counted by a tag is told every day. */
    private static Stream<Breakdown> wanted(CostReportSettings settings, boolean longer) {
        var always = Stream.<Breakdown>of(new Breakdown.ByService());
        var details = Stream.<Breakdown>of(new Breakdown.ByCategory(), new Breakdown.ByUsageType());
        var budgets =
                settings.budgets().stream()
                        .map(Budget::watch)
                        .flatMap(Questions::tag)
                        .map(Breakdown.ByTag::new);
        if (!longer && settings.sources().costExplorer()) {
            return Stream.of(always, budgets, details).flatMap(all -> all);
        }
        return Stream.of(
                        always,
                        details,
                        Stream.of(new Breakdown.ByRegion()),
                        budgets,
                        settings.tags().stream().map(Breakdown.ByTag::new))
                .flatMap(all -> all);
    }

    private static Stream<String> tag(Budget.Watch watch) {
        return watch instanceof Budget.OfTag(var key, _) ? Stream.of(key) : Stream.empty();
    }

    private static CostQuestion question(LocalDate today, List<Breakdown> breakdowns) {
        var last = today.minusDays(1);
        return new CostQuestion(
                last.withDayOfMonth(1).minusMonths(2), last, Set.copyOf(breakdowns));
    }
}
