package dev.nightshift.costs.anomaly;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How many planted anomalies cost-anomaly finds in simulated account-years, and how many of its
 * alarms are right, beside two simple rules. Ends with 1 if a limit is missed.
 *
 * <p>Arguments: account-years, first seed. The detector was tuned on seeds below 10,000, and what
 * is published is of seeds from 1,000,001.
 */
public final class AnomalyBench {
    static final double LEAST = 0.9;
    private static final long PUBLISHED = 1_000_001;
    private static final List<Kind> KINDS = List.of(Kind.SPIKE, Kind.STEP, Kind.LEAK, Kind.NEW);

    private AnomalyBench() {}

    public static void main(String[] arguments) {
        int years = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : PUBLISHED;
        var began = System.nanoTime();
        var ours = new Scores();
        var lastMonth = new Scores();
        var lastWeek = new Scores();
        LongStream.range(seed, seed + years)
                .mapToObj(SimulatedAccount::new)
                .forEach(
                        account -> {
                            ours.add(account, Simulation.ours(account));
                            lastMonth.add(
                                    account, Simulation.by(Simulation::overLastMonth, account));
                            lastWeek.add(account, Simulation.by(Simulation::overLastWeek, account));
                        });
        System.out.printf(
                Locale.ROOT,
                "%d account-years, seeds from %d, %d planted, %.0f s%n",
                years,
                seed,
                ours.planted(),
                (System.nanoTime() - began) / 1e9);
        print("cost-anomaly", ours);
        print("last month's mean + 25 %, + $10", lastMonth);
        print("7-day mean + 25 %, + $10", lastWeek);
        boolean within = ours.precision() >= LEAST && ours.recall() >= LEAST;
        System.out.printf(
                Locale.ROOT,
                "limits: precision and recall %.2f: %s%n",
                LEAST,
                within ? "kept" : "MISSED");
        System.exit(within ? 0 : 1);
    }

    private static void print(String name, Scores scores) {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d alarms, precision %.3f, recall %.3f, median days to tell %.1f%n",
                name,
                scores.alarms(),
                scores.precision(),
                scores.recall(),
                scores.medianDays());
        for (var kind : KINDS) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-6s planted %4d, found within 2 days %.3f, median days to tell %.1f%n",
                    kind,
                    scores.planted(kind),
                    scores.recall(kind),
                    scores.medianDays(kind));
        }
    }
}
