package dev.nightshift.costs.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that one or more sources know of the costs in one currency. Amounts of different currencies
 * are never added: they are different data.
 *
 * @param currency ISO 4217, as billed
 * @param known the days of which there are figures; of any other day nothing is known, which is not
 *     the same as zero
 * @param provisionalFrom the first day whose figures may still grow; empty if all are settled
 * @param tables one for each breakdown that was asked for and can be had
 * @param older tables that are not of today, and know less days than there are known
 * @param origins where the figures came from, in words, such as {@code Cost Explorer, 3 requests}
 */
public record CostData(
        String currency,
        NavigableSet<LocalDate> known,
        Optional<LocalDate> provisionalFrom,
        Map<Breakdown, CostTable> tables,
        Map<Breakdown, Older> older,
        List<String> origins) {
    /**
     * What was answered on an earlier day.
     *
     * @param asked on which day, UTC
     * @param provisionalFrom the first day whose figures may have grown since
     * @param table of the days that were known then
     */
    public record Older(LocalDate asked, Optional<LocalDate> provisionalFrom, CostTable table) {}

    public CostData {
        known = Collections.unmodifiableNavigableSet(new TreeSet<>(known));
        tables = Map.copyOf(tables);
        older = Map.copyOf(older);
        origins = List.copyOf(origins);
    }

    /** All of it of today. */
    public CostData(
            String currency,
            NavigableSet<LocalDate> known,
            Optional<LocalDate> provisionalFrom,
            Map<Breakdown, CostTable> tables,
            List<String> origins) {
        this(currency, known, provisionalFrom, tables, Map.of(), origins);
    }

    public Optional<CostTable> table(Breakdown by) {
        return Optional.ofNullable(tables.get(by));
    }

    /** Days from one to another, both included, of which nothing is known. */
    public SortedSet<LocalDate> missing(LocalDate first, LocalDate last) {
        var missing = new TreeSet<LocalDate>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (!known.contains(day)) {
                missing.add(day);
            }
        }
        return missing;
    }

    /** What is billed and effective on a day; empty if it is not known. */
    public Optional<Amounts> total(LocalDate day) {
        return known.contains(day)
                ? table(new Breakdown.ByService()).map(table -> table.total(day))
                : Optional.empty();
    }

    /** The totals of all known days, in their order. */
    public TreeMap<LocalDate, Amounts> totals() {
        var totals = new TreeMap<LocalDate, Amounts>();
        known.forEach(day -> total(day).ifPresent(amounts -> totals.put(day, amounts)));
        return totals;
    }
}
