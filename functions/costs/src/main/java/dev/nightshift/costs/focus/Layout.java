package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Breakdown;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a table has its columns; names are compared without regard to case.
 *
 * @param columns how many there are, those included that are not read
 * @param positions counted from 0
 */
record Layout(int columns, Map<FocusColumn, Integer> positions) {
    private static final int ABSENT = -1;

    Layout {
        positions = Map.copyOf(positions);
    }

    /**
     * @param names as the table has them, in its order
     * @throws BadValueException if one that is needed is missing, or there twice
     */
    static Layout of(List<String> names) {
        var byName = new HashMap<String, Integer>();
        var twice = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i).strip().toLowerCase(Locale.ROOT);
            if (byName.put(name, i) != null) {
                twice.put(name, names.get(i));
            }
        }
        var positions = new EnumMap<FocusColumn, Integer>(FocusColumn.class);
        for (var column : FocusColumn.values()) {
            for (var alias : column.names().reversed()) {
                var name = alias.toLowerCase(Locale.ROOT);
                if (twice.containsKey(name)) {
                    throw new BadValueException(
                            "there are two columns " + alias + "; leave one out of the export");
                }
                Optional.ofNullable(byName.get(name))
                        .ifPresent(position -> positions.put(column, position));
            }
        }
        var missing =
                List.of(FocusColumn.values()).stream()
                        .filter(column -> column.required() && !positions.containsKey(column))
                        .map(FocusColumn::id)
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new BadValueException(
                    "there is no column "
                            + missing
                            + "; is this a FOCUS 1.0 table? If so, select the column in the"
                            + " export");
        }
        return new Layout(names.size(), positions);
    }

    boolean has(FocusColumn column) {
        return positions.containsKey(column);
    }

    /** Below 0 if there is no such column. */
    int position(FocusColumn column) {
        return positions.getOrDefault(column, ABSENT);
    }

    /** Which column holds the usage type, if there is one. */
    FocusColumn usageType() {
        return has(FocusColumn.SKU_METER) ? FocusColumn.SKU_METER : FocusColumn.CHARGE_DESCRIPTION;
    }

    /** The column that a breakdown needs and this table has not. */
    Optional<String> lacks(Breakdown by) {
        var needed =
                switch (by) {
                    case Breakdown.ByService() -> FocusColumn.SERVICE_NAME;
                    case Breakdown.ByRegion() -> FocusColumn.REGION_ID;
                    case Breakdown.ByUsageType() -> usageType();
                    case Breakdown.ByCategory() -> FocusColumn.CHARGE_CATEGORY;
                    case Breakdown.ByTag _, Breakdown.ByServiceAndTag _ -> FocusColumn.TAGS;
                };
        return has(needed) ? Optional.empty() : Optional.of(needed.id());
    }
}
