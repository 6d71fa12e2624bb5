package dev.nightshift.costs.report;

import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Comparison;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Money;
import dev.nightshift.costs.summary.Purchase;
import dev.nightshift.costs.summary.Ranking;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What plans and notices say of costs. */
final class Phrases {
    private Phrases() {}

    static String title(Edition edition) {
        return switch (edition) {
            case DAILY -> "Costs of the month to date";
            case WEEKLY -> "Costs of the last seven days";
            case MONTHLY -> "Costs of the last full month";
        };
    }

    static String monthToDate(CostSummary summary) {
        var sum = summary.monthToDate();
        return summary.month() + ": " + compared(sum, summary.currency());
    }

    /** Such as {@code 310.00 USD, +10.00 (+3.3 %) against 2026-10-01 to 2026-10-31}. */
    static String compared(Comparison sum, String currency) {
        if (!sum.isKnown()) {
            return "not known, there are no days to compare";
        }
        var first = sum.days().getFirst().before();
        var last = sum.days().getLast().before();
        return "%s, %s (%s) against %s%s"
                .formatted(
                        Money.of(sum.known().billed(), currency),
                        Money.change(sum.change()),
                        Money.percent(sum.changePercent()),
                        first.equals(last) ? first : first + " to " + last,
                        sum.leftOut().isEmpty() ? "" : "; compared without " + days(sum.leftOut()));
    }

    /** Such as {@code 2 days (2026-11-01, 2026-11-02)}. */
    static String days(List<LocalDate> days) {
        return days.size() == 1
                ? days.getFirst().toString()
                : "%d days (%s … %s)".formatted(days.size(), days.getFirst(), days.getLast());
    }

    static String forecast(CostSummary summary) {
        return switch (summary.forecast()) {
            case Forecast.Known known ->
                    "%s expected for %s%s"
                            .formatted(
                                    Money.of(known.expected(), summary.currency()),
                                    known.month(),
                                    known.low().isPresent() && known.high().isPresent()
                                            ? " (%s to %s, %d %%)"
                                                    .formatted(
                                                            Money.amount(known.low().get()),
                                                            Money.amount(known.high().get()),
                                                            known.percent())
                                            : "");
            case Forecast.Unknown(var month, var why) ->
                    "forecast for " + month + " unknown: " + why;
        };
    }

    static String budget(Budget.Standing standing) {
        return crossing(standing)
                + standing.waiting().map(waiting -> " (" + waiting.words() + ")").orElse("");
    }

    private static String crossing(Budget.Standing standing) {
        var budget = standing.budget();
        var spent =
                standing.spent().map(Money::amount).orElse("an unknown amount")
                        + " of "
                        + Money.of(budget.limit(), budget.currency());
        return switch (standing.crossing()) {
            case Budget.Crossed(var on) ->
                    spent + " spent: crossed" + on.map(day -> " on " + day).orElse("");
            case Budget.Will(var on, var expected) ->
                    "%s spent: will be crossed on %s, %s expected"
                            .formatted(spent, on, Money.amount(expected));
            case Budget.Not(var expected) ->
                    "%s spent: will not be crossed this month, %s expected"
                            .formatted(spent, Money.amount(expected));
            case Budget.Unknown(var why) ->
                    spent + " spent: not known whether it will be crossed, " + why;
        };
    }

    static String mover(Ranking.Row row, String currency) {
        return "%s: %s %s (%s), now %s"
                .formatted(
                        row.key().part(2) + " in " + row.key().part(1),
                        Money.change(row.change()),
                        currency,
                        Money.percent(row.changePercent()),
                        Money.amount(row.now().billed()));
    }

    /** Such as {@code 3 commitments could save 90.00 USD a month, the first 50.00: …}. */
    static String purchases(List<Purchase> all) {
        var byCurrency = new TreeMap<String, BigDecimal>();
        all.forEach(one -> byCurrency.merge(one.currency(), one.monthlySaving(), BigDecimal::add));
        var first = all.getFirst();
        return "%d commitment%s could save %s a month, AWS reckons; first of all %s, %s"
                .formatted(
                        all.size(),
                        all.size() == 1 ? "" : "s",
                        byCurrency.entrySet().stream()
                                .map(sum -> Money.of(sum.getValue(), sum.getKey()))
                                .collect(Collectors.joining(" and ")),
                        first.quantity(),
                        first.what());
    }
}
