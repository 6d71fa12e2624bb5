package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the month will have cost: the source's expectation where it has one, else our own. */
final class Forecasts {
    private Forecasts() {}

    /**
     * @param today the first day that is not over
     */
    static Forecast of(CostData data, Optional<Forecast.Rest> given, LocalDate today) {
        var month = YearMonth.from(today.minusDays(1));
        var days =
                BudgetStandings.days(data, new Breakdown.ByService(), _ -> true)
                        .orElseGet(TreeMap::new);
        return given.filter(rest -> rest.currency().equals(data.currency()))
                .flatMap(rest -> completed(data, rest, month))
                .orElseGet(() -> ours(data, new TreeMap<>(days), month, today));
    }

    /** What is known so far and the rest; not if a day so far is missing. */
    private static Optional<Forecast> completed(
            CostData data, Forecast.Rest rest, YearMonth month) {
        var first = month.atDay(1);
        if (!YearMonth.from(rest.from()).equals(month)
                || !data.missing(first, rest.from().minusDays(1)).isEmpty()) {
            return Optional.empty();
        }
        var soFar =
                data.totals().subMap(first, true, rest.from(), false).values().stream()
                        .reduce(
                                BigDecimal.ZERO,
                                (sum, day) -> sum.add(day.billed()),
                                BigDecimal::add);
        return Optional.of(
                new Forecast.Known(
                        month,
                        soFar.add(rest.expected()),
                        rest.low().map(soFar::add),
                        rest.high().map(soFar::add),
                        rest.percent(),
                        rest.method()));
    }

    private static Forecast ours(
            CostData data,
            NavigableMap<LocalDate, BigDecimal> known,
            YearMonth month,
            LocalDate today) {
        var settled = new TreeMap<>(known);
        data.provisionalFrom().ifPresent(from -> settled.tailMap(from, true).clear());
        var projection = Projection.of(settled, today);
        if (projection.isEmpty()) {
            return new Forecast.Unknown(
                    month,
                    "fewer than three settled days of each weekday in the last 8 weeks are known");
        }
        var total = BigDecimal.ZERO;
        int guessed = 0;
        for (var day : Period.of(month).days()) {
            guessed += settled.containsKey(day) ? 0 : 1;
            total = total.add(BudgetStandings.expected(day, known, settled, projection.get()));
        }
        var expected = total.setScale(2, RoundingMode.HALF_UP);
        var margin = projection.get().margin(guessed);
        return new Forecast.Known(
                month,
                expected,
                Optional.of(expected.subtract(margin)),
                Optional.of(expected.add(margin)),
                Projection.PERCENT,
                Projection.METHOD);
    }
}
