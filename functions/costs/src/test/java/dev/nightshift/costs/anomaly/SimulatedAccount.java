package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.SimulatedService.Habit;
import dev.nightshift.costs.model.CostKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A year of an account, and some months before it: services with habits of their own, noise of 3 to
 * 15 %, levels that drift, days without figures, figures that come late, credits, drops, small
 * changes; and a few anomalies, of which it says where they are. The same seed gives the same
 * account.
 */
final class SimulatedAccount {
    static final int WARM_UP = 120;
    static final int YEAR = 365;
    private static final int DAYS = WARM_UP + YEAR;
    private static final int LAST_START = DAYS - 30;
    private static final List<Habit> HABITS = List.of(Habit.values());
    private static final int APART = 75;
    private static final double LEAST_SHARE = 0.25;
    private static final double LEAST_DOLLARS = 10;

    final int first;
    final List<CostKey> keys = new ArrayList<>();
    final List<double[]> costs = new ArrayList<>();
    final List<Planted> planted = new ArrayList<>();

    /** What of the last day is there in the first evening; 1 if all is. */
    final double[] complete = new double[DAYS];

    /** Credits by day, above zero; empty if there are none, or the figures are without them. */
    Optional<double[]> credits = Optional.empty();

    private final Random random;
    final List<SimulatedService> services = new ArrayList<>();
    private final List<double[]> usual = new ArrayList<>();

    SimulatedAccount(long seed) {
        random = new Random(seed);
        var start = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(365));
        first = Series.number(start);
        int count = 6 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            var habit =
                    i < 3 && random.nextBoolean()
                            ? Habit.STEADY
                            : HABITS.get(random.nextInt(HABITS.size()));
            add(new SimulatedService(habit, random), "service-" + i, start);
        }
        small();
        drop();
        int anomalies = 3 + random.nextInt(3);
        for (int i = 0; i < anomalies; i++) {
            plant(i, start);
        }
        late();
        credit();
        unknown();
    }

    private void add(SimulatedService service, String name, LocalDate start) {
        var base = new double[DAYS];
        var cost = new double[DAYS];
        double drift = 0;
        for (int day = 0; day < DAYS; day++) {
            drift += 0.003 * random.nextGaussian();
            base[day] = service.usual(start.plusDays(day), day, random) * Math.exp(drift);
            cost[day] = noisy(base[day], service.noise);
        }
        services.add(service);
        keys.add(CostKey.of("AWS", "111122223333", name));
        usual.add(base);
        costs.add(cost);
    }

    private double noisy(double value, double noise) {
        return value * Math.exp(noise * random.nextGaussian() - noise * noise / 2);
    }

    /** Lasting changes that nobody wants to hear of. */
    private void small() {
        for (int i = 0; i < services.size(); i++) {
            if (random.nextInt(4) == 0) {
                double share = 0.04 + 0.08 * random.nextDouble();
                scale(i, WARM_UP + random.nextInt(YEAR), 1 + share);
            }
        }
        if (random.nextBoolean()) {
            var cheap = new SimulatedService(Habit.CHEAP, random);
            add(cheap, "service-small", LocalDate.ofEpochDay(first));
            Arrays.fill(costs.getLast(), 0, WARM_UP + random.nextInt(YEAR), 0);
        }
    }

    private void drop() {
        if (random.nextInt(3) == 0) {
            scale(
                    random.nextInt(services.size()),
                    WARM_UP + random.nextInt(YEAR),
                    0.4 + 0.4 * random.nextDouble());
        }
    }

    private void scale(int service, int from, double factor) {
        for (int day = from; day < DAYS; day++) {
            usual.get(service)[day] *= factor;
            costs.get(service)[day] *= factor;
        }
    }

    private void plant(int nth, LocalDate start) {
        int begin = WARM_UP + random.nextInt(LAST_START - WARM_UP);
        var kind = List.of(Kind.SPIKE, Kind.STEP, Kind.LEAK, Kind.NEW).get(random.nextInt(4));
        if (kind == Kind.NEW) {
            added(nth, begin, start);
            return;
        }
        int service = random.nextInt(services.size());
        var habit = services.get(service).habit;
        if (habit == Habit.CHEAP || isTaken(service, begin)) {
            return;
        }
        if (habit == Habit.SPARSE) {
            kind = Kind.SPIKE;
            while (begin < LAST_START && usual.get(service)[begin] == 0) {
                begin++;
            }
        }
        double level = usual.get(service)[begin];
        double least = Math.max(LEAST_SHARE, LEAST_DOLLARS / level);
        double share =
                Math.max(
                        least,
                        SimulatedService.between(habit == Habit.SPARSE ? 0.5 : 0.25, 5, random));
        var excess = new double[DAYS];
        int length =
                switch (kind) {
                    case SPIKE -> habit == Habit.SPARSE ? 1 : 1 + random.nextInt(3);
                    case STEP -> 8 + random.nextInt(60);
                    default -> 25 + random.nextInt(30);
                };
        int end = Math.min(DAYS - 1, begin + length - 1);
        int rise = 7 + random.nextInt(15);
        for (int day = begin; day <= end; day++) {
            excess[day] =
                    kind == Kind.LEAK ? level * least * (day - begin + 1) / rise : level * share;
        }
        put(kind, service, begin, end, excess);
    }

    private void added(int nth, int begin, LocalDate start) {
        var model = new SimulatedService(Habit.STEADY, random);
        add(model, "service-new-" + nth, start);
        int service = services.size() - 1;
        Arrays.fill(usual.get(service), 0);
        Arrays.fill(costs.get(service), 0);
        double level = SimulatedService.between(11, 200, random);
        var excess = new double[DAYS];
        Arrays.fill(excess, begin, DAYS, level);
        put(Kind.NEW, service, begin, DAYS - 1, excess);
    }

    private void put(Kind kind, int service, int begin, int end, double[] excess) {
        int due = begin;
        while (due <= end && !isDue(excess[due], usual.get(service), due)) {
            due++;
        }
        if (due > end) {
            return; // never large enough: on a day of high cost, say
        }
        for (int day = begin; day <= end; day++) {
            costs.get(service)[day] += noisy(excess[day], services.get(service).noise);
        }
        planted.add(new Planted(kind, keys.get(service), first + begin, first + end, first + due));
    }

    /**
     * Measured against what the day costs, or a day of its week if that is more: at a weekend, a
     * quarter of next to nothing is nothing. A hair below the limits is within them: rounding.
     */
    private static boolean isDue(double excess, double[] usual, int day) {
        double week = Arrays.stream(usual, Math.max(0, day - 6), day + 1).average().orElse(0);
        return excess >= 0.9999 * LEAST_SHARE * Math.max(usual[day], week)
                && excess >= 0.9999 * LEAST_DOLLARS;
    }

    private boolean isTaken(int service, int begin) {
        return planted.stream()
                .filter(one -> one.key().equals(keys.get(service)))
                .anyMatch(
                        one ->
                                begin > one.first() - first - APART
                                        && begin < one.last() - first + APART);
    }

    private void late() {
        Arrays.fill(complete, 1);
        if (random.nextBoolean()) {
            Arrays.setAll(complete, _ -> 0.6 + 0.4 * random.nextDouble());
        }
    }

    /** In every twelfth account the figures have them taken off, from some of the services. */
    private void credit() {
        if (random.nextInt(12) != 0) {
            return;
        }
        var given = new double[DAYS];
        int begin = WARM_UP + random.nextInt(200);
        int end = Math.min(DAYS, begin + 60 + random.nextInt(40));
        double share = 0.2 + 0.6 * random.nextDouble();
        for (var cost : costs) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            for (int day = begin; day < end; day++) {
                given[day] += share * cost[day];
                cost[day] *= 1 - share;
            }
        }
        credits = Optional.of(given);
    }

    private void unknown() {
        for (int day = 0; day < DAYS; day++) {
            if (random.nextInt(100) == 0) {
                for (var cost : costs) {
                    cost[day] = Double.NaN;
                }
                int gone = day;
                credits.ifPresent(given -> given[gone] = Double.NaN);
            }
        }
    }
}
