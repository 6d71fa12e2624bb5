package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Costs by something, over the days of a {@link Comparison}, the dearest first.
 *
 * @param title such as {@code Services}
 * @param columns names of the parts of the keys
 */
public record Ranking(String title, List<String> columns, List<Row> rows) {
    public Ranking {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** One of them, on the compared days and on their counterparts. */
    public record Row(CostKey key, Amounts now, Amounts before) {
        public BigDecimal change() {
            return now.billed().subtract(before.billed());
        }

        /** Percent, one digit; empty where nothing was billed before. */
        public Optional<BigDecimal> changePercent() {
            return Comparison.percent(change(), before.billed());
        }

        public boolean isNew() {
            return before.billed().signum() == 0 && now.billed().signum() != 0;
        }
    }

    static Ranking of(
            String title,
            List<String> columns,
            CostTable table,
            Comparison over,
            UnaryOperator<CostKey> coarser) {
        var now = new TreeMap<CostKey, Amounts>();
        var before = new TreeMap<CostKey, Amounts>();
        for (var pair : over.days()) {
            add(table, pair.now(), coarser, now);
            add(table, pair.before(), coarser, before);
        }
        before.keySet().forEach(key -> now.putIfAbsent(key, Amounts.ZERO));
        var rows =
                now.entrySet().stream()
                        .map(
                                row ->
                                        new Row(
                                                row.getKey(),
                                                row.getValue(),
                                                before.getOrDefault(row.getKey(), Amounts.ZERO)))
                        .sorted(
                                Comparator.comparing((Row row) -> row.now().billed())
                                        .reversed()
                                        .thenComparing(Row::key))
                        .toList();
        return new Ranking(title, columns, rows);
    }

    private static void add(
            CostTable table,
            LocalDate day,
            UnaryOperator<CostKey> coarser,
            Map<CostKey, Amounts> sums) {
        table.days()
                .getOrDefault(day, Map.of())
                .forEach((key, row) -> sums.merge(coarser.apply(key), row, Amounts::plus));
    }
}
