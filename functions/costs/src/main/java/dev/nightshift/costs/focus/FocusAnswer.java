package dev.nightshift.costs.focus;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A summary in the words of the model. */
record FocusAnswer(String place, int files, Wanted wanted, Summary summary) {
    /** One for each currency. */
    List<CostData> data(Instant now) {
        var data = new ArrayList<CostData>();
        summary.currencies().forEach((code, currency) -> data.add(data(code, currency, now)));
        return List.copyOf(data);
    }

    private CostData data(String code, Summary.InCurrency currency, Instant now) {
        var known = currency.coverage().known(wanted);
        var origins = new ArrayList<String>();
        origins.add(
                "FOCUS exports in %s: %,d files, %,d charges, newest of %s"
                        .formatted(place, files, summary.rows(), newest(currency)));
        var tables = new HashMap<Breakdown, CostTable>();
        for (var table : currency.tables()) {
            var name = String.join(", ", table.by().columns());
            if (summary.lacking().contains(table.by())) {
                origins.add("by " + name + " is unknown: an export has no column for it");
                continue;
            }
            var days = new TreeMap<LocalDate, Map<CostKey, Amounts>>(table.days());
            if (table.by().equals(new Breakdown.ByService())) {
                unknown(days, known, code).ifPresent(origins::add);
            }
            days.keySet().retainAll(known);
            known.forEach(day -> days.putIfAbsent(day, Map.of()));
            tables.put(table.by(), new CostTable(table.by(), days));
            if (table.folded()) {
                origins.add(
                        "by %s: more than %,d keys, the rest is in %s"
                                .formatted(name, wanted.mostKeys(), KeyTable.OTHERS));
            }
        }
        return new CostData(
                code, known, currency.coverage().provisionalFrom(known, now), tables, origins);
    }

    private String newest(Summary.InCurrency currency) {
        return summary.newest(currency).entrySet().stream()
                .map(entry -> LocalDate.ofEpochDay(entry.getValue()) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> unknown(
            Map<LocalDate, Map<CostKey, Amounts>> days,
            NavigableSet<LocalDate> known,
            String code) {
        var left = new TreeMap<>(days);
        left.keySet().removeAll(known);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        var sum =
                left.values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .reduce(Amounts.ZERO, Amounts::plus);
        return Optional.of(
                "left out: %s %s of charges from %s to %s, whose billing periods no export covers"
                        .formatted(
                                sum.billed().toPlainString(),
                                code,
                                left.firstKey(),
                                left.lastKey()));
    }
}
