package dev.nightshift.costs.report;

import dev.nightshift.costs.explorer.RequestLimits;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sources are asked for the editions that are due, within what they may cost: with Cost
 * Explorer every table is a paid request, and one more for each further page.
 *
 * @param costs two full months and this one, which is history enough for the month's forecast
 * @param turns when tags of budgets are asked for that are not today, by key; what was answered
 *     last has to do
 * @param forecast whether Cost Explorer's is asked for in any case; without it there is ours
 * @param commitments whether coverage and utilisation are asked for, and what is worth buying
 * @param left requests for advice on reservations, and for a forecast after it: of a month that has
 *     settled it says little
 * @param mostRequests that may be paid for
 */
record Questions(
        CostQuestion costs,
        Map<String, LocalDate> turns,
        boolean forecast,
        boolean commitments,
        int left,
        int mostRequests) {
    private static final int FORECASTS = 1;

    /** Coverage and utilisation of reservations and Savings Plans, and advice on the latter. */
    private static final int COMMITMENTS = 4 + 1;

    /** Advice on the reservations of a service. */
    private static final int RESERVATIONS = 1;

    Questions {
        turns = Map.copyOf(turns);
    }

    static Questions of(CostReportSettings settings, List<Edition> due, LocalDate today) {
        boolean monthly = due.contains(Edition.MONTHLY);
        boolean longer = monthly || due.contains(Edition.WEEKLY);
        int most =
                monthly
                        ? RequestLimits.MONTHLY
                        : longer ? RequestLimits.WEEKLY : RequestLimits.DAILY;
        boolean paid = settings.sources().costExplorer();
        int room = most - (monthly ? COMMITMENTS + RESERVATIONS : longer ? FORECASTS : 0);
        var tags = new TagTurns(settings);
        var breakdowns =
                wanted(settings, tags.on(today, due), longer)
                        .distinct()
                        .limit(paid ? room : Integer.MAX_VALUE)
                        .toList();
        int left = monthly ? Math.max(RESERVATIONS, most - COMMITMENTS - breakdowns.size()) : 0;
        var turns = new TreeMap<String, LocalDate>();
        tags.keys().stream()
                .filter(tag -> !breakdowns.contains(new Breakdown.ByTag(tag)))
                .forEach(tag -> turns.put(tag, tags.next(tag, today)));
        return new Questions(
                question(today, breakdowns, turns), turns, longer && !monthly, monthly, left, most);
    }

    /** The most wanted first: a budget that is counted by a tag is told every day. */
    private static Stream<Breakdown> wanted(
            CostReportSettings settings, List<String> tagsOfBudgets, boolean longer) {
        var always = Stream.<Breakdown>of(new Breakdown.ByService());
        var details = Stream.<Breakdown>of(new Breakdown.ByCategory(), new Breakdown.ByUsageType());
        var budgets = tagsOfBudgets.stream().map(Breakdown.ByTag::new);
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

    private static CostQuestion question(
            LocalDate today, List<Breakdown> breakdowns, Map<String, LocalDate> turns) {
        var last = today.minusDays(1);
        return new CostQuestion(
                last.withDayOfMonth(1).minusMonths(2),
                last,
                Set.copyOf(breakdowns),
                turns.keySet().stream().map(Breakdown.ByTag::new).collect(Collectors.toSet()));
    }
}
