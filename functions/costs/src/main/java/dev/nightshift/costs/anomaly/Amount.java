package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** From tables to amounts by key, and from estimates back to money. */
final class Amount {
    private Amount() {}

    /** Effective costs by key and day. */
    static Map<CostKey, Map<LocalDate, BigDecimal>> byKey(CostTable table) {
        var byKey = new TreeMap<CostKey, Map<LocalDate, BigDecimal>>();
        table.days()
                .forEach(
                        (day, rows) ->
                                rows.forEach(
                                        (key, amounts) ->
                                                byKey.computeIfAbsent(key, _ -> new HashMap<>())
                                                        .put(day, amounts.effective())));
        return byKey;
    }

    /** An estimate, in whole cents. */
    static BigDecimal rounded(double estimate) {
        return BigDecimal.valueOf(estimate).setScale(2, RoundingMode.HALF_UP);
    }
}
