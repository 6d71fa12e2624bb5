package dev.nightshift.costs.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Costs by day (UTC) and key. A day that is not known is not here at all; on a day that is known, a
 * key that is missing cost nothing.
 *
 * @param by what the keys are
 * @param days without empty ones that are not known
 */
public record CostTable(Breakdown by, NavigableMap<LocalDate, Map<CostKey, Amounts>> days) {
    public CostTable {
        var copy = new TreeMap<LocalDate, Map<CostKey, Amounts>>();
        days.forEach(
                (day, rows) -> copy.put(day, Collections.unmodifiableMap(new TreeMap<>(rows))));
        days = Collections.unmodifiableNavigableMap(copy);
    }

    public Amounts total(LocalDate day) {
        return days.getOrDefault(day, Map.of()).values().stream()
                .reduce(Amounts.ZERO, Amounts::plus);
    }

    /** The sums of all days from one to another, both of them included. */
    public NavigableMap<CostKey, Amounts> sums(LocalDate first, LocalDate last) {
        var sums = new TreeMap<CostKey, Amounts>();
        if (!last.isBefore(first)) {
            days.subMap(first, true, last, true)
                    .values()
                    .forEach(
                            rows ->
                                    rows.forEach(
                                            (key, row) -> sums.merge(key, row, Amounts::plus)));
        }
        return sums;
    }
}
