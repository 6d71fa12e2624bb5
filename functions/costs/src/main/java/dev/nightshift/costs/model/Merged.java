package dev.nightshift.costs.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Several sources in one currency each, added where that is right. Only days that all of them know
 * are known of the sum, and only breakdowns that all of them give are in it: a part is not the
 * whole. One that a source gives as of an earlier day is as of that day in the sum. A source is
 * left by itself if the days it knows differ too much from those of the others, whose figures would
 * then be lost, or if it tells an account of theirs, which would count twice.
 *
 * @param data in the order of the sources
 * @param twice which sources tell the same, in words
 */
public record Merged(List<CostData> data, List<String> twice) {
    /** How far sources lag behind each other at most, so that they are added. */
    static final int MOST_DAYS_APART = 5;

    public Merged {
        data = List.copyOf(data);
        twice = List.copyOf(twice);
    }

    /**
     * What a source tells in one currency.
     *
     * @param source as people know it
     */
    public record Part(String source, CostData data) {}

    public static Merged of(List<Part> parts) {
        var twice = new ArrayList<String>();
        var heaps = new LinkedHashMap<String, List<Heap>>();
        for (var part : parts) {
            place(
                    part,
                    heaps.computeIfAbsent(part.data().currency(), _ -> new ArrayList<>()),
                    twice);
        }
        return new Merged(
                heaps.values().stream().flatMap(List::stream).map(Heap::data).toList(), twice);
    }

    private static void place(Part part, List<Heap> heaps, List<String> twice) {
        for (int i = 0; i < heaps.size(); i++) {
            var heap = heaps.get(i);
            var both = heap.overlap(part);
            if (both.isPresent()) {
                twice.add(both.get());
            } else if (heap.daysApart(part) <= MOST_DAYS_APART) {
                heaps.set(i, heap.plus(part));
                return;
            }
        }
        heaps.add(new Heap(List.of(part), part.data()));
    }

    /** What has been added so far. */
    private record Heap(List<Part> parts, CostData data) {
        int daysApart(Part other) {
            var all = new TreeSet<>(data.known());
            all.addAll(other.data().known());
            return all.size() - common(other).size();
        }

        private NavigableSet<LocalDate> common(Part other) {
            var common = new TreeSet<>(data.known());
            common.retainAll(other.data().known());
            return common;
        }

        /** An account that both charge for on the same day. */
        Optional<String> overlap(Part other) {
            for (var part : parts) {
                for (var day : other.data().known()) {
                    var ours = accounts(part.data(), day);
                    var both =
                            accounts(other.data(), day).stream().filter(ours::contains).findFirst();
                    if (both.isPresent()) {
                        return Optional.of(
                                "%s and %s both tell costs of account %s, on %s for one"
                                        .formatted(part.source(), other.source(), both.get(), day));
                    }
                }
            }
            return Optional.empty();
        }

        private static NavigableSet<String> accounts(CostData data, LocalDate day) {
            var accounts = new TreeSet<String>();
            data.table(new Breakdown.ByService())
                    .map(table -> table.days().getOrDefault(day, Map.of()))
                    .orElseGet(Map::of)
                    .forEach(
                            (key, row) -> {
                                var account = key.part(1);
                                boolean one = !account.isEmpty() && !account.equals(CostKey.OTHERS);
                                if (one && row.billed().signum() != 0) {
                                    accounts.add(account);
                                }
                            });
            return accounts;
        }

        Heap plus(Part other) {
            var known = common(other);
            var tables = new HashMap<Breakdown, CostTable>();
            data.tables()
                    .forEach(
                            (by, table) ->
                                    other.data()
                                            .table(by)
                                            .ifPresent(
                                                    more ->
                                                            tables.put(
                                                                    by, sum(table, more, known))));
            var older = new HashMap<Breakdown, CostData.Older>();
            for (var by : breakdowns(data)) {
                if (!tables.containsKey(by)) {
                    oldest(data, by)
                            .ifPresent(
                                    one ->
                                            oldest(other.data(), by)
                                                    .ifPresent(
                                                            more -> older.put(by, sum(one, more))));
                }
            }
            var provisional =
                    Stream.of(data.provisionalFrom(), other.data().provisionalFrom())
                            .flatMap(Optional::stream)
                            .min(LocalDate::compareTo);
            var origins = Stream.concat(data.origins().stream(), other.data().origins().stream());
            return new Heap(
                    Stream.concat(parts.stream(), Stream.of(other)).toList(),
                    new CostData(
                            data.currency(), known, provisional, tables, older, origins.toList()));
        }

        private static Set<Breakdown> breakdowns(CostData data) {
            var all = new HashSet<>(data.tables().keySet());
            all.addAll(data.older().keySet());
            return all;
        }

        /** A table of today is as if it had been asked today, whenever that is. */
        private static Optional<CostData.Older> oldest(CostData data, Breakdown by) {
            return Optional.ofNullable(data.older().get(by))
                    .or(
                            () ->
                                    data.table(by)
                                            .map(
                                                    table ->
                                                            new CostData.Older(
                                                                    LocalDate.MAX,
                                                                    data.provisionalFrom(),
                                                                    everyDay(table, data))));
        }

        /** A day that is known and not in it cost nothing, and is in it now. */
        private static CostTable everyDay(CostTable table, CostData data) {
            var days = new TreeMap<>(table.days());
            data.known().forEach(day -> days.putIfAbsent(day, Map.of()));
            return new CostTable(table.by(), days);
        }

        private static CostData.Older sum(CostData.Older one, CostData.Older other) {
            var known = new TreeSet<>(one.table().days().keySet());
            known.retainAll(other.table().days().keySet());
            return new CostData.Older(
                    one.asked().isBefore(other.asked()) ? one.asked() : other.asked(),
                    Stream.of(one.provisionalFrom(), other.provisionalFrom())
                            .flatMap(Optional::stream)
                            .min(LocalDate::compareTo),
                    sum(one.table(), other.table(), known));
        }

        private static CostTable sum(
                CostTable one, CostTable other, NavigableSet<LocalDate> known) {
            var days = new TreeMap<LocalDate, Map<CostKey, Amounts>>();
            for (var day : known) {
                var rows = new TreeMap<CostKey, Amounts>(one.days().getOrDefault(day, Map.of()));
                other.days()
                        .getOrDefault(day, Map.of())
                        .forEach((key, row) -> rows.merge(key, row, Amounts::plus));
                days.put(day, rows);
            }
            return new CostTable(one.by(), days);
        }
    }
}
