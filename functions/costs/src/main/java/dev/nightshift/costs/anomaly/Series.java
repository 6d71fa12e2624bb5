package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * What one key cost on each day of which there are figures. Statistics read it in floating point,
 * since what they yield is an estimate anyway; what was paid stays exact in the tables.
 */
final class Series {
    private final CostKey key;
    private final int first;
    private final double[] values;

    /**
     * @param known days with figures, at least one
     * @param amounts by day; a known day without an amount cost nothing
     */
    Series(CostKey key, NavigableSet<LocalDate> known, Map<LocalDate, BigDecimal> amounts) {
        this.key = key;
        this.first = number(known.first());
        this.values = new double[number(known.last()) - first + 1];
        Arrays.fill(values, Double.NaN);
        for (var day : known) {
            values[number(day) - first] = amounts.getOrDefault(day, BigDecimal.ZERO).doubleValue();
        }
    }

    /**
     * @param first day of the values
     * @param values one a day; not a number on days that are not known
     */
    Series(CostKey key, int first, double[] values) {
        this.key = key;
        this.first = first;
        this.values = values;
    }

    /** One for each provider, account and service; what commitments cover is spread over days. */
    static List<Series> of(CostData data) {
        if (data.known().isEmpty()) {
            return List.of();
        }
        return data.table(new Breakdown.ByService())
                .map(
                        table -> {
                            var all = new ArrayList<Series>();
                            Amount.byKey(table)
                                    .forEach(
                                            (key, amounts) ->
                                                    all.add(
                                                            new Series(
                                                                    key, data.known(), amounts)));
                            return List.copyOf(all);
                        })
                .orElse(List.of());
    }

    /** A day as the number of days since 1970, which is what is reckoned with here. */
    static int number(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }

    CostKey key() {
        return key;
    }

    int first() {
        return first;
    }

    int last() {
        return first + values.length - 1;
    }

    boolean isKnown(int day) {
        return day >= first && day <= last() && !Double.isNaN(values[day - first]);
    }

    /** Of a known day. */
    double at(int day) {
        return values[day - first];
    }

    /** The same, as it was known on the evening of a day. */
    Series until(int day) {
        return day >= last()
                ? this
                : new Series(key, first, Arrays.copyOf(values, Math.max(0, day - first + 1)));
    }
}
