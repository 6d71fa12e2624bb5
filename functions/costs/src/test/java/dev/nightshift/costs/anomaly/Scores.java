package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Simulation.Alarm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How well alarms fit what was planted. An alarm is right if it is about the service and the days
 * of a planted anomaly, once for each: a second one is false. A planted anomaly is found if that
 * was at most two days after the day on which it was large enough. What is told later is right, and
 * found is it not.
 */
final class Scores {
    private static final int WITHIN_DAYS = 2;

    private int right;
    private int wrong;
    private final Map<Kind, List<Integer>> days = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> planted = new EnumMap<>(Kind.class);

    void add(SimulatedAccount account, List<Alarm> alarms) {
        var told = new HashSet<Planted>();
        for (var alarm : alarms) {
            var about =
                    account.planted.stream()
                            .filter(one -> isAbout(alarm, one))
                            .filter(told::add)
                            .findFirst();
            if (about.isEmpty()) {
                wrong++;
                continue;
            }
            right++;
            int late = Math.max(0, alarm.day() - about.get().due());
            days.computeIfAbsent(about.get().kind(), _ -> new ArrayList<>()).add(late);
        }
        account.planted.forEach(one -> planted.merge(one.kind(), 1, Integer::sum));
    }

    private static boolean isAbout(Alarm alarm, Planted one) {
        boolean same =
                alarm.key().equals(one.key())
                        // credits hide which service it is
                        || alarm.key().equals(Credits.key("AWS"));
        return same && alarm.day() >= one.first() && alarm.day() <= one.last() + WITHIN_DAYS;
    }

    double precision() {
        return right + wrong == 0 ? 0 : right / (double) (right + wrong);
    }

    double recall() {
        return planted.keySet().stream().mapToInt(this::found).sum()
                / (double) planted.values().stream().mapToInt(Integer::intValue).sum();
    }

    double recall(Kind kind) {
        return found(kind) / (double) planted.getOrDefault(kind, 0);
    }

    private int found(Kind kind) {
        return (int)
                days.getOrDefault(kind, List.of()).stream()
                        .filter(late -> late <= WITHIN_DAYS)
                        .count();
    }

    int planted(Kind kind) {
        return planted.getOrDefault(kind, 0);
    }

    int planted() {
        return planted.values().stream().mapToInt(Integer::intValue).sum();
    }

    int alarms() {
        return right + wrong;
    }

    /** Of those that were told at all; 0 days is the evening of the day itself. */
    double medianDays(Kind kind) {
        return median(days.getOrDefault(kind, List.of()));
    }

    double medianDays() {
        return median(days.values().stream().flatMap(List::stream).toList());
    }

    private static double median(List<Integer> values) {
        return values.isEmpty()
                ? Double.NaN
                : Stats.median(values.stream().mapToDouble(Integer::doubleValue).toArray());
    }
}
