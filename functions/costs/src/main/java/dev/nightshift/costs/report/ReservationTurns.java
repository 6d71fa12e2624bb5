package dev.nightshift.costs.report;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * About the reservations of which services AWS is asked in a month: of those that cost anything,
 * all, or in turn as many as may be paid for. EC2 is not among them, since a Compute Savings Plan
 * saves on the same instances whatever becomes of their type.
 *
 * @param asked as Cost Explorer names them
 * @param waiting the others, with the month of their turn
 */
record ReservationTurns(List<String> asked, Map<String, YearMonth> waiting) {
    /** As Cost Explorer names them. */
    static final List<String> SERVICES =
            List.of(
                    "Amazon Relational Database Service",
                    "Amazon ElastiCache",
                    "Amazon OpenSearch Service",
                    "Amazon Redshift");

    static final ReservationTurns NONE = new ReservationTurns(List.of(), Map.of());

    ReservationTurns {
        asked = List.copyOf(asked);
        waiting = Map.copyOf(waiting);
    }

    /**
     * @param most requests that may be paid for
     */
    static ReservationTurns of(Set<String> billed, YearMonth month, int most) {
        var services = SERVICES.stream().filter(billed::contains).toList();
        var asked = turn(services, month, most);
        var waiting = new TreeMap<String, YearMonth>();
        for (int later = 1; later <= services.size(); later++) {
            var then = month.plusMonths(later);
            turn(services, then, most).stream()
                    .filter(service -> !asked.contains(service))
                    .forEach(service -> waiting.putIfAbsent(service, then));
        }
        return new ReservationTurns(asked, waiting);
    }

    private static List<String> turn(List<String> services, YearMonth month, int most) {
        if (services.size() <= most) {
            return services;
        }
        int nth = month.getYear() * 12 + month.getMonthValue();
        return IntStream.range(0, most)
                .mapToObj(i -> services.get((nth * most + i) % services.size()))
                .toList();
    }

    /** Services that cost anything in a month; all, if nothing is known of it. */
    static Set<String> billed(List<CostData> figures, YearMonth month) {
        var billed = new HashSet<String>();
        boolean known = false;
        for (var data : figures) {
            var table = data.table(new Breakdown.ByService());
            known |= table.isPresent() && !data.known().isEmpty();
            table.ifPresent(
                    by ->
                            by.sums(month.atDay(1), month.atEndOfMonth())
                                    .forEach(
                                            (key, sum) -> {
                                                if (sum.billed().signum() != 0
                                                        || sum.effective().signum() != 0) {
                                                    billed.add(key.part(2));
                                                }
                                            }));
        }
        return known ? billed : Set.copyOf(SERVICES);
    }
}
