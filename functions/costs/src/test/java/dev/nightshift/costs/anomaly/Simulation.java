package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Watch.Look;
import dev.nightshift.costs.model.CostKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lives through the year of an account, day by day, with what is known each evening. */
final class Simulation {
    private static final Limits LIMITS = new Limits(10, 0.25, 42, false);
    private static final int ACCEPT_AFTER = 14;
    private static final int QUIET_DAYS = 2;

    private Simulation() {}

    /**
     * Somebody was told of an anomaly.
     *
     * @param day the last day that was known then
     */
    record Alarm(CostKey key, int day) {}

    /** Ours, as the automation runs it: once a day, remembering. */
    static List<Alarm> ours(SimulatedAccount account) {
        var alarms = new ArrayList<Alarm>();
        Map<CostKey, Watched> state = new HashMap<>();
        int settled = account.first + SimulatedAccount.WARM_UP - 1;
        int end = account.first + account.complete.length;
        for (int day = settled + 1; day < end; day++) {
            double complete = account.complete[day - account.first];
            int provisional = complete < 1 ? day : day + 1;
            var series = new ArrayList<Series>();
            for (int i = 0; i < account.keys.size(); i++) {
                series.add(seen(account, account.keys.get(i), account.costs.get(i), day, complete));
            }
            var look =
                    new Look(
                            series,
                            credits(account, series, day, complete),
                            settled + 1,
                            day,
                            provisional);
            var results = new Watch(LIMITS, ACCEPT_AFTER).through(look, state);
            for (var result : results.entrySet()) {
                state.put(result.getKey(), result.getValue().after());
                for (var news : result.getValue().news()) {
                    if (news.turn() == Turn.OPENED) {
                        alarms.add(new Alarm(result.getKey(), day));
                    }
                }
            }
            settled = Math.min(day, provisional - 1);
        }
        return alarms;
    }

    private static Series seen(
            SimulatedAccount account, CostKey key, double[] all, int day, double complete) {
        var values = Arrays.copyOf(all, day - account.first + 1);
        values[values.length - 1] *= complete;
        return new Series(key, account.first, values);
    }

    private static List<Credits> credits(
            SimulatedAccount account, List<Series> series, int day, double complete) {
        return account.credits
                .map(
                        given -> {
                            var credit = seen(account, Credits.key("AWS"), given, day, complete);
                            var usage = new double[day - account.first + 1];
                            for (int i = 0; i < usage.length; i++) {
                                int at = account.first + i;
                                usage[i] =
                                        credit.isKnown(at)
                                                ? credit.at(at)
                                                        + series.stream()
                                                                .mapToDouble(one -> one.at(at))
                                                                .sum()
                                                : Double.NaN;
                            }
                            return List.of(
                                    new Credits(
                                            new Series(Credits.key("AWS"), account.first, usage),
                                            credit));
                        })
                .orElse(List.of());
    }

    /** Whether one day is too high, by some rule. */
    @FunctionalInterface
    interface Rule {
        boolean isOver(double[] values, int day, int monthStart);
    }

    /** A rule that looks at one day at a time; what it says again within two days is one alarm. */
    static List<Alarm> by(Rule rule, SimulatedAccount account) {
        var alarms = new ArrayList<Alarm>();
        for (int i = 0; i < account.keys.size(); i++) {
            int last = Integer.MIN_VALUE / 2;
            for (int day = SimulatedAccount.WARM_UP; day < account.complete.length; day++) {
                var values = Arrays.copyOf(account.costs.get(i), day + 1);
                values[day] *= account.complete[day];
                var date = LocalDate.ofEpochDay(account.first + day);
                if (!Double.isNaN(values[day])
                        && rule.isOver(values, day, day - date.getDayOfMonth() + 1)) {
                    if (day - last > QUIET_DAYS + 1) {
                        alarms.add(new Alarm(account.keys.get(i), account.first + day));
                    }
                    last = day;
                }
            }
        }
        return alarms;
    }

    /** More than a quarter and $10 above the mean of the thirty days before this month. */
    static boolean overLastMonth(double[] values, int day, int monthStart) {
        return isOver(values[day], mean(values, monthStart - 30, monthStart - 1));
    }

    /** More than a quarter and $10 above the mean of the seven days before. */
    static boolean overLastWeek(double[] values, int day, int monthStart) {
        return isOver(values[day], mean(values, day - 7, day - 1));
    }

    private static boolean isOver(double value, double mean) {
        return value > 1.25 * mean && value > mean + 10;
    }

    private static double mean(double[] values, int first, int last) {
        return Arrays.stream(values, Math.max(0, first), last + 1)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }
}
