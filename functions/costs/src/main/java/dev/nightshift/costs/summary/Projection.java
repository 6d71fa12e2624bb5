package dev.nightshift.costs.summary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What a day is expected to cost, from days like it: the median of the same weekday in the last
 * eight weeks, so that one spike or one yearly invoice does not move it.
 *
 * @param byWeekday billed
 * @param deviation of single days from the median of their weekday: the standard deviation
 */
public record Projection(Map<DayOfWeek, BigDecimal> byWeekday, BigDecimal deviation) {
    /** In words, for whoever reads the number. */
    public static final String METHOD =
            "median of the same weekday over the last 8 weeks of settled days; 80 % interval from"
                    + " how far single days lay from it, taken as independent";

    static final int PERCENT = 80;
    private static final int WEEKS = 8;
    private static final int LEAST_OF_EACH = 3;
    private static final double QUANTILE_80 = 1.2816;

    public Projection {
        byWeekday = Map.copyOf(byWeekday);
    }

    /**
     * @param settled billed by day, days that are known and will not change
     * @return empty if there are not three of each weekday in the last eight weeks before
     */
    public static Optional<Projection> of(
            NavigableMap<LocalDate, BigDecimal> settled, LocalDate before) {
        var days = settled.subMap(before.minusWeeks(WEEKS), true, before, false);
        var byWeekday = new EnumMap<DayOfWeek, List<BigDecimal>>(DayOfWeek.class);
        days.forEach(
                (day, amount) ->
                        byWeekday
                                .computeIfAbsent(day.getDayOfWeek(), _ -> new ArrayList<>())
                                .add(amount));
        if (byWeekday.size() < DayOfWeek.values().length
                || byWeekday.values().stream().anyMatch(of -> of.size() < LEAST_OF_EACH)) {
            return Optional.empty();
        }
        var medians = new EnumMap<DayOfWeek, BigDecimal>(DayOfWeek.class);
        byWeekday.forEach((day, amounts) -> medians.put(day, median(amounts)));
        var squares = BigDecimal.ZERO;
        for (var day : days.entrySet()) {
            var off = day.getValue().subtract(medians.get(day.getKey().getDayOfWeek()));
            squares = squares.add(off.multiply(off));
        }
        var variance = squares.divide(BigDecimal.valueOf(days.size() - 1L), MathContext.DECIMAL64);
        return Optional.of(new Projection(medians, variance.sqrt(MathContext.DECIMAL64)));
    }

    public BigDecimal expected(LocalDate day) {
        return byWeekday.getOrDefault(day.getDayOfWeek(), BigDecimal.ZERO);
    }

    /** Half the width of the interval around the sum of so many days, two digits. */
    BigDecimal margin(int days) {
        return deviation
                .multiply(BigDecimal.valueOf(QUANTILE_80 * Math.sqrt(days)))
                .setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal median(List<BigDecimal> amounts) {
        var sorted = amounts.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1)
                        .add(sorted.get(half))
                        .divide(BigDecimal.TWO, MathContext.DECIMAL64);
    }
}
