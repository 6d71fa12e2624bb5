package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Finding.Cause;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which usage type, region and tag explain most of an anomaly: those whose own costs rose most
 * since it began. Usage types are compared within the service; regions and tags within the
 * provider, so that they are hints.
 */
final class Causes {
    /** Days before an anomaly that tell what each part used to cost. */
    private static final int BEFORE_DAYS = 28;

    private static final int LAST_DAYS = 3;
    private static final int WITHIN_SERVICE = 20;
    private static final int HINT = 50;

    private Causes() {}

    /** Of the days of all findings, and of those before that tell what was usual. */
    static CostQuestion question(List<Finding> findings, Set<Breakdown> breakdowns) {
        var first = findings.stream().map(Finding::since).min(LocalDate::compareTo).orElseThrow();
        var last = findings.stream().map(Finding::day).max(LocalDate::compareTo).orElseThrow();
        return new CostQuestion(
                first.minusDays(BEFORE_DAYS), last.isBefore(first) ? first : last, breakdowns);
    }

    static List<Cause> of(Finding finding, CostData data) {
        var causes = new ArrayList<Cause>();
        var provider = finding.key().part(0);
        var service = finding.key().part(2);
        data.table(new Breakdown.ByUsageType())
                .flatMap(
                        table ->
                                top(
                                        "usage type",
                                        2,
                                        deltas(
                                                table,
                                                data,
                                                finding,
                                                key ->
                                                        key.part(0).equals(provider)
                                                                && (key.part(1).equals(service)
                                                                        || service.isEmpty())),
                                        Optional.empty(),
                                        WITHIN_SERVICE))
                .ifPresent(causes::add);
        data.table(new Breakdown.ByRegion())
                .flatMap(
                        table ->
                                top(
                                        Finding.REGION,
                                        1,
                                        deltas(
                                                table,
                                                data,
                                                finding,
                                                key ->
                                                        key.part(0).equals(provider)
                                                                && !key.part(1).isEmpty()),
                                        Optional.of(finding.excess().doubleValue()),
                                        HINT))
                .ifPresent(causes::add);
        for (var table : data.tables().values()) {
            if (table.by() instanceof Breakdown.ByTag(var tag)) {
                top(
                                "tag " + tag,
                                0,
                                deltas(table, data, finding, key -> !key.part(0).isEmpty()),
                                Optional.of(finding.excess().doubleValue()),
                                HINT)
                        .ifPresent(causes::add);
            }
        }
        return List.copyOf(causes);
    }

    /**
     * Whom a tag names on most of what costs more in the service.
     *
     * @return empty if no value of it explains half of the excess, or costs by it are not known
     */
    static Optional<Cause> maker(Finding finding, CostData data, String tag) {
        return data.table(new Breakdown.ByServiceAndTag(tag))
                .flatMap(
                        table ->
                                top(
                                        "tag " + tag,
                                        2,
                                        deltas(table, data, finding, key -> names(key, finding)),
                                        Optional.of(finding.excess().doubleValue()),
                                        HINT));
    }

    private static boolean names(CostKey key, Finding finding) {
        return key.part(0).equals(finding.key().part(0))
                && key.part(1).equals(finding.key().part(2))
                && !key.part(2).isBlank()
                && !key.part(2).equals(CostKey.OTHERS);
    }

    /** How much more a day each key costs since the anomaly began. */
    private static Map<CostKey, Double> deltas(
            CostTable table, CostData data, Finding finding, Predicate<CostKey> which) {
        var now =
                data
                        .known()
                        .subSet(finding.since(), true, finding.day(), true)
                        .descendingSet()
                        .stream()
                        .limit(LAST_DAYS)
                        .toList();
        var before =
                List.copyOf(
                        data.known()
                                .subSet(
                                        finding.since().minusDays(BEFORE_DAYS),
                                        true,
                                        finding.since(),
                                        false));
        var deltas = new TreeMap<CostKey, Double>();
        if (now.isEmpty() || before.isEmpty()) {
            return deltas;
        }
        add(table, now, 1.0 / now.size(), which, deltas);
        add(table, before, -1.0 / before.size(), which, deltas);
        return deltas;
    }

    private static void add(
            CostTable table,
            List<LocalDate> days,
            double weight,
            Predicate<CostKey> which,
            Map<CostKey, Double> deltas) {
        for (var day : days) {
            table.days()
                    .getOrDefault(day, Map.of())
                    .forEach(
                            (key, amounts) -> {
                                if (which.test(key)) {
                                    deltas.merge(
                                            key,
                                            weight * amounts.effective().doubleValue(),
                                            Double::sum);
                                }
                            });
        }
    }

    /**
     * @param column of the key that names it
     * @param whole what is to be explained; empty if it is the sum of all rises
     */
    private static Optional<Cause> top(
            String what,
            int column,
            Map<CostKey, Double> deltas,
            Optional<Double> whole,
            int leastPercent) {
        double rises =
                deltas.values().stream().mapToDouble(Double::doubleValue).filter(d -> d > 0).sum();
        double all = whole.orElse(rises);
        return deltas.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && all > 0)
                .max(Map.Entry.comparingByValue())
                .map(
                        entry ->
                                new Cause(
                                        what,
                                        entry.getKey().part(column),
                                        (int)
                                                Math.min(
                                                        100,
                                                        Math.round(100 * entry.getValue() / all))))
                .filter(cause -> cause.percent() >= leastPercent);
    }
}
