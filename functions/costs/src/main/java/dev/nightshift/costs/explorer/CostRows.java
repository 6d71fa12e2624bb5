package dev.nightshift.costs.explorer;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.Breakdown.ByCategory;
import dev.nightshift.costs.model.Breakdown.ByRegion;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.Breakdown.ByServiceAndTag;
import dev.nightshift.costs.model.Breakdown.ByTag;
import dev.nightshift.costs.model.Breakdown.ByUsageType;
import dev.nightshift.costs.model.ChargeCategory;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostTable;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Costs as Cost Explorer tells them, understood.
 *
 * <p>Cost Explorer answers with zeros for days of which it knows nothing yet. So a day without a
 * single charge is taken for one that cost nothing only if it is older than {@link #LAG_DAYS}: of
 * today, of yesterday and of the day before, nothing is known until there are figures. Figures of
 * these days, and of all days that AWS calls estimated, are provisional.
 *
 * @param known days that may be counted on
 * @param estimated days of which AWS says so
 * @param byCurrency what was charged, by currency
 * @param emptyCurrency in which AWS says that nothing was charged
 * @param strange record types that have no category here; they are adjustments
 */
record CostRows(
        Breakdown by,
        NavigableSet<LocalDate> known,
        NavigableSet<LocalDate> estimated,
        Map<String, Map<LocalDate, Map<CostKey, Amounts>>> byCurrency,
        SortedSet<String> emptyCurrency,
        SortedSet<String> strange) {
    static final String DAY = "day";
    static final String COST = "cost";
    static final String ESTIMATED = "estimated";

    /** How far AWS's figures lag behind, at worst, while it says that all is well. */
    static final int LAG_DAYS = 3;

    private static final String PROVIDER = "AWS";
    private static final String NO_REGION = "NoRegion";
    private static final int KEYS = 6;

    static String question(Breakdown by) {
        return switch (by) {
            case ByService() -> "costs by service";
            case ByRegion() -> "costs by region";
            case ByUsageType() -> "costs by usage type";
            case ByCategory() -> "costs by category";
            case ByTag(var key) -> "costs by tag " + key;
            case ByServiceAndTag(var key) -> "costs by service and tag " + key;
        };
    }

    /**
     * @param first of the days that are wanted
     * @param last of the days that are wanted
     */
    static CostRows read(Breakdown by, Answer answer, LocalDate first, LocalDate last) {
        var charged = new TreeMap<String, Map<LocalDate, Map<CostKey, Amounts>>>();
        var told = new TreeSet<LocalDate>();
        var estimated = new TreeSet<LocalDate>();
        var units = new TreeSet<String>();
        var strange = new TreeSet<String>();
        for (var row : answer.rows()) {
            var day = row.day(1);
            if (day.isBefore(first) || day.isAfter(last)) {
                continue;
            }
            switch (row.kind()) {
                case DAY -> {
                    told.add(day);
                    row.textIfAny(3).ifPresent(units::add);
                    if (row.text(2).equals(ESTIMATED)) {
                        estimated.add(day);
                    }
                }
                case COST ->
                        charged.computeIfAbsent(currency(row), any -> new TreeMap<>())
                                .computeIfAbsent(day, any -> new TreeMap<>())
                                .merge(
                                        key(by, row, strange),
                                        new Amounts(row.amount(3), row.amount(5)),
                                        Amounts::plus);
                default -> throw new Row.Malformed("unknown row " + row.cells());
            }
        }
        return new CostRows(
                by, known(told, charged, answer.today()), estimated, charged, units, strange);
    }

    private static NavigableSet<LocalDate> known(
            Set<LocalDate> told,
            Map<String, Map<LocalDate, Map<CostKey, Amounts>>> charged,
            LocalDate today) {
        var known = new TreeSet<LocalDate>();
        for (var day : told) {
            boolean figures = charged.values().stream().anyMatch(days -> days.containsKey(day));
            if (figures || lagging(today).isAfter(day)) {
                known.add(day);
            }
        }
        return known;
    }

    /** The first day whose figures may be late. */
    static LocalDate lagging(LocalDate today) {
        return today.minusDays(LAG_DAYS - 1L);
    }

    private static String currency(Row row) {
        var billed = row.text(2);
        if (billed.isBlank() || !billed.equals(row.text(4))) {
            throw new Row.Malformed(
                    "amounts in '%s' and in '%s' side by side".formatted(billed, row.text(4)));
        }
        return billed;
    }

    private static CostKey key(Breakdown by, Row row, Set<String> strange) {
        var key = row.text(KEYS);
        return switch (by) {
            case ByService(), ByUsageType() -> CostKey.of(PROVIDER, key, row.text(KEYS + 1));
            case ByRegion() -> CostKey.of(PROVIDER, key.equals(NO_REGION) ? "" : key);
            case ByCategory() -> CostKey.of(PROVIDER, category(key, strange).name());
            case ByTag(var tag) -> CostKey.of(value(tag, key));
            case ByServiceAndTag(var tag) ->
                    CostKey.of(PROVIDER, key, value(tag, row.text(KEYS + 1)));
        };
    }

    private static ChargeCategory category(String recordType, Set<String> strange) {
        return RecordTypes.category(recordType)
                .orElseGet(
                        () -> {
                            strange.add(recordType);
                            return ChargeCategory.ADJUSTMENT;
                        });
    }

    /** Cost Explorer writes {@code tag$value}, and {@code tag$} where there is no tag. */
    private static String value(String tag, String group) {
        if (!group.startsWith(tag + "$")) {
            throw new Row.Malformed("'%s' is no value of tag %s".formatted(group, tag));
        }
        return group.substring(tag.length() + 1);
    }

    /** Empty where nothing was charged and AWS names no currency. */
    Set<String> currencies() {
        return byCurrency.isEmpty() ? emptyCurrency : byCurrency.keySet();
    }

    /** The days that are known here and elsewhere; what is missing on them cost nothing. */
    CostTable table(String currency, Set<LocalDate> alsoKnown) {
        var charged = byCurrency.getOrDefault(currency, Map.of());
        var days = new TreeMap<LocalDate, Map<CostKey, Amounts>>();
        for (var day : known) {
            if (alsoKnown.contains(day)) {
                days.put(day, charged.getOrDefault(day, Map.of()));
            }
        }
        return new CostTable(by, days);
    }

    /** The first known day whose figures may still grow. */
    Optional<LocalDate> provisionalFrom(LocalDate askedOn) {
        return known.stream()
                .filter(day -> estimated.contains(day) || !day.isBefore(lagging(askedOn)))
                .findFirst();
    }
}
