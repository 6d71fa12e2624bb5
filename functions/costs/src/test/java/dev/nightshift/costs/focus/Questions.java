package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What tests ask, and answers in the form of {@link Sql}'s. */
final class Questions {
    static final Instant LATER = Instant.parse("2024-12-01T00:00:00Z");
    static final Breakdown.ByService BY_SERVICE = new Breakdown.ByService();
    static final Breakdown.ByRegion BY_REGION = new Breakdown.ByRegion();
    static final Breakdown.ByUsageType BY_USAGE_TYPE = new Breakdown.ByUsageType();
    static final Breakdown.ByCategory BY_CATEGORY = new Breakdown.ByCategory();
    static final Breakdown.ByTag BY_ENVIRONMENT = new Breakdown.ByTag("environment");
    static final Breakdown.ByServiceAndTag BY_SERVICE_AND_ENVIRONMENT =
            new Breakdown.ByServiceAndTag("environment");
    static final Set<Breakdown> ALL =
            Set.of(
                    BY_SERVICE,
                    BY_REGION,
                    BY_USAGE_TYPE,
                    BY_CATEGORY,
                    BY_ENVIRONMENT,
                    BY_SERVICE_AND_ENVIRONMENT);

    private Questions() {}

    static CostQuestion september(Set<Breakdown> by) {
        return days("2024-09-01", "2024-09-30", by);
    }

    static CostQuestion days(String first, String last, Set<Breakdown> by) {
        return new CostQuestion(LocalDate.parse(first), LocalDate.parse(last), by);
    }

    /** By day and key. */
    static Map<List<String>, List<BigDecimal>> daily(CostTable table) {
        var sums = new TreeMap<List<String>, List<BigDecimal>>(Sql::compare);
        table.days()
                .forEach(
                        (day, rows) ->
                                rows.forEach(
                                        (key, amounts) -> {
                                            var parts = new ArrayList<String>();
                                            parts.add(day.toString());
                                            parts.addAll(key.parts());
                                            sums.put(
                                                    parts,
                                                    List.of(amounts.billed(), amounts.effective()));
                                        }));
        return sums;
    }
}
