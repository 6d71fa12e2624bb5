package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;
import java.util.Map;

/**
 * What the last run left for this one.
 *
 * @param currencies by ISO 4217
 */
record Before(Map<String, Currency> currencies) {
    static final Before NOTHING = new Before(Map.of());

    Before {
        currencies = Map.copyOf(currencies);
    }

    /**
     * @param settled the last day whose figures were looked at and no longer changed, as the number
     *     of days since 1970
     * @param series those of which there is anything to remember
     */
    record Currency(int settled, Map<CostKey, Watched> series) {
        Currency {
            series = Map.copyOf(series);
        }
    }
}
