package dev.nightshift.costs.explorer;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.explorer.Desk.Told;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.Breakdown.ByCategory;
import dev.nightshift.costs.model.Breakdown.ByRegion;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.Breakdown.ByServiceAndTag;
import dev.nightshift.costs.model.Breakdown.ByTag;
import dev.nightshift.costs.model.Breakdown.ByUsageType;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostData.Older;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostSource;
import dev.nightshift.costs.model.CostTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What AWS's Cost Explorer knows: one paid request for each breakdown, and one more for each
 * further page. A breakdown that cannot be had, because requests run out before its last page or
 * because AWS refuses, is absent as a whole, and the origins say so; only without costs by service
 * there is nothing at all. What may not be paid for, or was answered on an earlier day because AWS
 * did not answer today, is {@link CostData#older}.
 *
 * <p>Days before {@link #oldest(LocalDate)} and after today are not asked for, and not known. See
 * {@link CostRows} for when a day without charges is one.
 */
final class ExplorerSource implements CostSource {
    /** Cost Explorer keeps this many months by day, the current one included. */
    private static final int MONTHS = 14;

    private final AwsCosts costs;
    private final Desk desk;
    private final RequestMeter meter;

    ExplorerSource(AwsCosts costs, Desk desk, RequestMeter meter) {
        this.costs = costs;
        this.desk = desk;
        this.meter = meter;
    }

    /** The first day that Cost Explorer has by day. */
    static LocalDate oldest(LocalDate today) {
        return today.minusMonths(MONTHS - 1L).withDayOfMonth(1);
    }

    @Override
    public List<CostData> read(CostQuestion question) {
        var today = desk.today();
        var first = later(question.first(), oldest(today));
        var last = question.last().isAfter(today) ? today : question.last();
        if (last.isBefore(first)) {
            return List.of();
        }
        int before = meter.thisRun();
        var told = new LinkedHashMap<Breakdown, Told<CostRows>>();
        var remarks = new ArrayList<String>();
        told.put(new ByService(), ask(new ByService(), first, last));
        for (var by : inOrder(question.breakdowns())) {
            try {
                told.put(by, ask(by, first, last));
            } catch (CloudException absent) {
                remarks.add(absent.getMessage());
            }
        }
        for (var by : inOrder(question.unpaid())) {
            desk.last(CostRows.question(by), answer -> CostRows.read(by, answer, first, last))
                    .ifPresent(kept -> told.putIfAbsent(by, kept));
        }
        told.values().forEach(one -> remarks.addAll(remarks(one)));
        if (first.isAfter(question.first())) {
            remarks.add("Cost Explorer has nothing by day before " + first);
        }
        int requests = meter.thisRun() - before;
        remarks.addFirst(
                "Cost Explorer, %d request%s".formatted(requests, requests == 1 ? "" : "s"));
        return data(told, remarks, today);
    }

    private Told<CostRows> ask(Breakdown by, LocalDate first, LocalDate last) {
        return desk.ask(
                CostRows.question(by),
                first,
                last,
                () -> costs.by(by, first, last),
                answer -> CostRows.read(by, answer, first, last));
    }

    private static List<String> remarks(Told<CostRows> told) {
        return Stream.concat(
                        told.remark().stream(),
                        told.content().strange().stream()
                                .map(type -> "charges of type " + type + " are adjustments here"))
                .toList();
    }

    /** The most wanted first: requests may run out. */
    private static List<Breakdown> inOrder(Set<Breakdown> breakdowns) {
        return breakdowns.stream()
                .filter(by -> !by.equals(new ByService()))
                .sorted(
                        Comparator.comparingInt(ExplorerSource::rank)
                                .thenComparing(CostRows::question))
                .toList();
    }

    private static int rank(Breakdown by) {
        return switch (by) {
            case ByService() -> 0;
            case ByCategory() -> 1;
            case ByUsageType() -> 2;
            case ByRegion() -> 3;
            case ByTag _ -> 4;
            case ByServiceAndTag _ -> 5;
        };
    }

    private static List<CostData> data(
            Map<Breakdown, Told<CostRows>> told, List<String> remarks, LocalDate today) {
        var services = told.get(new ByService());
        if (services == null) {
            return List.of();
        }
        var rows = services.content();
        var provisional = rows.provisionalFrom(today.minusDays(services.age()));
        return rows.currencies().stream()
                .map(
                        currency -> {
                            var tables = new HashMap<Breakdown, CostTable>();
                            var older = new HashMap<Breakdown, Older>();
                            told.forEach(
                                    (by, one) -> {
                                        if (one.age() > services.age()) {
                                            older.put(
                                                    by, older(one, currency, rows.known(), today));
                                        } else {
                                            tables.put(
                                                    by,
                                                    one.content().table(currency, rows.known()));
                                        }
                                    });
                            return new CostData(
                                    currency, rows.known(), provisional, tables, older, remarks);
                        })
                .toList();
    }

    private static Older older(
            Told<CostRows> told, String currency, Set<LocalDate> known, LocalDate today) {
        var asked = today.minusDays(told.age());
        return new Older(
                asked,
                told.content().provisionalFrom(asked),
                told.content().table(currency, known));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
