package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostTable;
import dev.nightshift.costs.summary.Budget.ByAws;
import dev.nightshift.costs.summary.Budget.Crossed;
import dev.nightshift.costs.summary.Budget.Crossing;
import dev.nightshift.costs.summary.Budget.Everything;
import dev.nightshift.costs.summary.Budget.Not;
import dev.nightshift.costs.summary.Budget.OfAccount;
import dev.nightshift.costs.summary.Budget.OfService;
import dev.nightshift.costs.summary.Budget.OfTag;
import dev.nightshift.costs.summary.Budget.Standing;
import dev.nightshift.costs.summary.Budget.Unknown;
import dev.nightshift.costs.summary.Budget.Waiting;
import dev.nightshift.costs.summary.Budget.Will;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How far budgets are used, and on which day each will be crossed. */
final class BudgetStandings {
    private BudgetStandings() {}

    /**
     * @param turns when costs by a tag are asked for, of tags that were not asked for today
     */
    static Standing of(
            Budget budget, CostData data, LocalDate today, Map<String, LocalDate> turns) {
        var month = YearMonth.from(today.minusDays(1));
        if (budget.watch() instanceof ByAws(var actual, var forecast)) {
            return new Standing(budget, actual, byAws(budget, actual, forecast, today));
        }
        return figures(budget, data, turns)
                .map(figures -> counted(budget, figures, month, today))
                .orElseGet(() -> notCounted(budget, turn(budget, turns)));
    }

    private static Standing notCounted(Budget budget, Optional<LocalDate> turn) {
        return new Standing(
                budget,
                Optional.empty(),
                new Unknown(
                        turn.isPresent()
                                ? "costs by its tag have not been asked for yet"
                                : "no source tells costs by what it is for"),
                turn.map(next -> new Waiting(Optional.empty(), Optional.of(next))));
    }

    private static Optional<LocalDate> turn(Budget budget, Map<String, LocalDate> turns) {
        return budget.watch() instanceof OfTag(var key, _)
                ? Optional.ofNullable(turns.get(key))
                : Optional.empty();
    }

    /**
     * What a budget is held against.
     *
     * @param days billed, on the days that are known
     * @param provisionalFrom the first of them that may grow
     * @param waiting if it is not of today
     */
    private record Figures(
            NavigableMap<LocalDate, BigDecimal> days,
            Optional<LocalDate> provisionalFrom,
            Optional<Waiting> waiting) {}

    private static Standing counted(
            Budget budget, Figures figures, YearMonth month, LocalDate today) {
        var settled = new TreeMap<>(figures.days());
        figures.provisionalFrom().ifPresent(from -> settled.tailMap(from, true).clear());
        var projection = Projection.of(settled, today);
        var ours = new TreeMap<>(figures.days());
        ours.headMap(month.atDay(1), false).clear();
        ours.tailMap(today, true).clear();
        var spent =
                ours.isEmpty()
                        ? Optional.<BigDecimal>empty()
                        : Optional.of(
                                ours.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        return new Standing(
                budget,
                spent,
                crossing(budget, ours, settled, projection, month),
                figures.waiting());
    }

    private static Crossing crossing(
            Budget budget,
            NavigableMap<LocalDate, BigDecimal> known,
            NavigableMap<LocalDate, BigDecimal> settled,
            Optional<Projection> projection,
            YearMonth month) {
        var sum = BigDecimal.ZERO;
        for (var day : known.entrySet()) {
            sum = sum.add(day.getValue());
            if (sum.compareTo(budget.limit()) > 0) {
                return new Crossed(Optional.of(day.getKey()));
            }
        }
        if (projection.isEmpty()) {
            return new Unknown("history is too short to say");
        }
        var total = BigDecimal.ZERO;
        Optional<LocalDate> crossed = Optional.empty();
        for (var day : Period.of(month).days()) {
            total = total.add(expected(day, known, settled, projection.get()));
            if (crossed.isEmpty() && total.compareTo(budget.limit()) > 0) {
                crossed = Optional.of(day);
            }
        }
        var expected = total.setScale(2, RoundingMode.HALF_UP);
        return crossed.<Crossing>map(day -> new Will(day, expected))
                .orElseGet(() -> new Not(expected));
    }

    /** A day whose figure may still grow counts for no less than it has come to already. */
    static BigDecimal expected(
            LocalDate day,
            NavigableMap<LocalDate, BigDecimal> known,
            NavigableMap<LocalDate, BigDecimal> settled,
            Projection projection) {
        var sure = Optional.ofNullable(settled.get(day));
        return sure.orElseGet(
                () ->
                        Optional.ofNullable(known.get(day))
                                .map(projection.expected(day)::max)
                                .orElseGet(() -> projection.expected(day)));
    }

    private static Crossing byAws(
            Budget budget,
            Optional<BigDecimal> actual,
            Optional<BigDecimal> forecast,
            LocalDate today) {
        if (actual.filter(spent -> spent.compareTo(budget.limit()) > 0).isPresent()) {
            return new Crossed(Optional.empty());
        }
        if (actual.isEmpty() || forecast.isEmpty()) {
            return new Unknown("AWS Budgets has no forecast for it");
        }
        if (forecast.get().compareTo(budget.limit()) <= 0) {
            return new Not(forecast.get());
        }
        // what is still to come, spread evenly over the days that are left
        var end = YearMonth.from(today).atEndOfMonth();
        long left = today.datesUntil(end.plusDays(1)).count();
        var room = budget.limit().subtract(actual.get());
        var toCome = forecast.get().subtract(actual.get());
        long days =
                room.multiply(BigDecimal.valueOf(left))
                        .divide(toCome, 0, RoundingMode.FLOOR)
                        .longValueExact();
        return new Will(today.plusDays(Math.min(days, left - 1)), forecast.get());
    }

    /** Of today, or else as they were told last; empty if no table tells it. */
    private static Optional<Figures> figures(
            Budget budget, CostData data, Map<String, LocalDate> turns) {
        return switch (budget.watch()) {
            case Everything _ -> figures(data, new Breakdown.ByService(), _ -> true);
            case OfService(var service) ->
                    figures(data, new Breakdown.ByService(), key -> key.part(2).equals(service));
            case OfAccount(var account) ->
                    figures(data, new Breakdown.ByService(), key -> key.part(1).equals(account));
            case OfTag(var tag, var value) -> {
                var by = new Breakdown.ByTag(tag);
                yield figures(data, by, key -> key.part(0).equals(value))
                        .or(
                                () ->
                                        Optional.ofNullable(data.older().get(by))
                                                .map(
                                                        older ->
                                                                older(
                                                                        older,
                                                                        value,
                                                                        turn(budget, turns))));
            }
            case ByAws _ -> Optional.empty();
        };
    }

    private static Optional<Figures> figures(
            CostData data, Breakdown by, Predicate<CostKey> which) {
        return days(data, by, which)
                .map(days -> new Figures(days, data.provisionalFrom(), Optional.empty()));
    }

    private static Figures older(CostData.Older older, String value, Optional<LocalDate> turn) {
        return new Figures(
                days(
                        older.table(),
                        older.table().days().keySet(),
                        key -> key.part(0).equals(value)),
                older.provisionalFrom(),
                Optional.of(new Waiting(Optional.of(older.asked()), turn)));
    }

    static Optional<NavigableMap<LocalDate, BigDecimal>> days(
            CostData data, Breakdown by, Predicate<CostKey> which) {
        return data.table(by).map(table -> days(table, data.known(), which));
    }

    private static NavigableMap<LocalDate, BigDecimal> days(
            CostTable table, Set<LocalDate> known, Predicate<CostKey> which) {
        var days = new TreeMap<LocalDate, BigDecimal>();
        for (var day : known) {
            var sum = Amounts.ZERO;
            for (var row : table.days().getOrDefault(day, Map.of()).entrySet()) {
                if (which.test(row.getKey())) {
                    sum = sum.plus(row.getValue());
                }
            }
            days.put(day, sum.billed());
        }
        return days;
    }
}
