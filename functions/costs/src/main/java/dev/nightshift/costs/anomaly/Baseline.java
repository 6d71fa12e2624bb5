package dev.nightshift.costs.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a series usually costs: a level, a factor for each day of the week where the week matters,
 * slow growth, and how much of it is noise.
 */
final class Baseline {
    /** Below so many days nothing can be said. */
    static final int FEWEST_DAYS = 14;

    private static final int WEEK = 7;
    private static final int LEVEL_DAYS = 28;
    private static final int GROWTH_DAYS = 120;

    /** What happens in the last weeks may be a leak and is not taken for growth. */
    private static final int GROWTH_UNTIL = 21;

    private static final int FEWEST_WEEKS = 6;

    /** A tenth a month; what grows faster is news. */
    private static final double FASTEST_GROWTH = 0.0035;

    /** The week matters if it explains a fifth of the variation; noise alone explains a tenth. */
    private static final double WEEK_EXPLAINS = 0.8;

    /** Of bursts, chance alone explains more. */
    private static final double WEEK_EXPLAINS_BURSTS = 0.3;

    /** As with a column of figures, nothing is steadier than this. */
    private static final double LEAST_NOISE = 0.02;

    /** Factors that are fitted to few weeks make the past look steadier than the future will be. */
    private static final double FITTED = 1.08;

    /** So much of all days without cost make a service one of bursts. */
    private static final double SPARSE = 0.35;

    /** Bursts are few, so one looks further back for them. */
    private static final int SPARSE_TIMES = 3;

    /** The week keeps its shape for longer than its level: more weeks tell it better. */
    private static final int WEEKS = 10;

    /** Days on either side that tell the level of a day. */
    private static final int AROUND = 10;

    /** The day itself is among them, which makes it look a little nearer to them than it is. */
    private static final double AROUND_FITTED = 1.03;

    private static final double FEW_BURSTS = 2;

    private static final double NEXT_TO_NOTHING = 0.05;

    private final double level;
    private final double[] week;
    private final double growth;
    private final double middle;
    private final double noise;
    private final boolean sparse;

    private Baseline(
            double level,
            double[] week,
            double growth,
            double middle,
            double noise,
            boolean sparse) {
        this.level = level;
        this.week = week;
        this.growth = growth;
        this.middle = middle;
        this.noise = noise;
        this.sparse = sparse;
    }

    /**
     * @param end the first day that is not looked at
     * @param lookback days
     * @return empty if too few days are known
     */
    static Optional<Baseline> before(int end, int lookback, Series series, History history) {
        int start = end - Math.max(GROWTH_DAYS, SPARSE_TIMES * lookback) - WEEK;
        var isUsable = new boolean[end - start];
        for (int day = Math.max(start, series.first()); day < end; day++) {
            isUsable[day - start] = series.isKnown(day) && !history.isOdd(day);
        }
        // a week keeps its shape on a new level
        IntPredicate shaped = day -> day >= start && isUsable[day - start];
        IntPredicate usable = day -> day >= history.from() && shaped.test(day);
        var days = days(end - lookback, end, usable);
        if (days.length < FEWEST_DAYS) {
            return Optional.empty();
        }
        // after a long anomaly, of which the days do not count, the weeks before it tell
        var week = week(latest(WEEKS * WEEK, days(start, end, shaped)), series, end, shaped);
        var active = active(days, series);
        boolean flat = Arrays.stream(week).allMatch(factor -> factor == 1);
        boolean sparse = flat && active.length < (1 - SPARSE) * days.length;
        if (sparse) {
            days = active(days(end - SPARSE_TIMES * lookback, end, usable), series);
        }
        if (days.length == 0) {
            return Optional.of(new Baseline(0, week, 0, end, LEAST_NOISE, true));
        }
        var recent = sparse ? days : Arrays.copyOfRange(days, latest(days, end), days.length);
        double growth = sparse ? 0 : growth(series, end, usable);
        double middle = Arrays.stream(recent).average().orElseThrow();
        double level =
                Stats.middleMean(
                        Arrays.stream(recent)
                                .filter(day -> factor(week, day) > 0.3)
                                .mapToDouble(
                                        day ->
                                                series.at(day)
                                                        / factor(week, day)
                                                        / (1 + growth * (day - middle)))
                                .toArray());
        double noise =
                sparse
                        ? Math.max(LEAST_NOISE, Stats.spread(rests(days, series, level)))
                        : noise(days(start, end, shaped), week, series, level)
                                * (flat ? 1 : FITTED);
        // of a handful of bursts nobody knows how much they differ
        double few =
                !sparse
                        ? noise
                        : days.length < WEEK
                                ? Math.max(noise, 0.3)
                                : noise * (1 + FEW_BURSTS / days.length);
        return Optional.of(new Baseline(level, week, growth, middle, few, sparse));
    }

    /** What the day would usually cost; of a service of bursts, what it costs on its days. */
    double expected(int day) {
        return level * factor(week, day) * (1 + growth * (day - middle));
    }

    /** Standard deviation of a day's cost, as a share of what is expected. */
    double noise() {
        return noise;
    }

    /** Whether it costs something on some days only, and nobody knows on which. */
    boolean isSparse() {
        return sparse;
    }

    double level() {
        return level;
    }

    private static double[] rests(int[] days, Series series, double level) {
        return Arrays.stream(days)
                .mapToDouble(day -> level <= 0 ? 0 : series.at(day) / level - 1)
                .toArray();
    }

    /**
     * How much a day differs from the days around it, over all that is known: noise is a habit of a
     * service, and of few days one cannot tell it well. Levels may have changed meanwhile.
     */
    private static double noise(int[] days, double[] week, Series series, double level) {
        var known = Arrays.stream(days).filter(day -> factor(week, day) > 0.3).toArray();
        var values =
                Arrays.stream(known)
                        .mapToDouble(day -> series.at(day) / factor(week, day))
                        .toArray();
        var rests =
                IntStream.range(0, known.length)
                        .mapToObj(at -> new double[] {values[at], local(at, values)})
                        // before it was there, nothing differed from nothing
                        .filter(one -> one[1] > NEXT_TO_NOTHING * level)
                        .mapToDouble(one -> one[0] / one[1] - 1)
                        .toArray();
        return rests.length == 0
                ? LEAST_NOISE
                : Math.max(LEAST_NOISE, AROUND_FITTED * Stats.spread(rests));
    }

    private static double local(int at, double[] values) {
        int first = Math.clamp(at - AROUND, 0, Math.max(0, values.length - 2 * AROUND - 1));
        int end = Math.min(values.length, first + 2 * AROUND + 1);
        return Stats.middleMean(Arrays.copyOfRange(values, first, end));
    }

    private static int[] days(int first, int end, IntPredicate usable) {
        var days = new int[Math.max(0, end - first)];
        int count = 0;
        for (int day = first; day < end; day++) {
            if (usable.test(day)) {
                days[count++] = day;
            }
        }
        return Arrays.copyOf(days, count);
    }

    private static int[] latest(int most, int[] days) {
        return Arrays.copyOfRange(days, Math.max(0, days.length - most), days.length);
    }

    private static int latest(int[] days, int end) {
        int at = 0;
        while (at < days.length - FEWEST_DAYS && days[at] < end - LEVEL_DAYS) {
            at++;
        }
        return at;
    }

    private static int[] active(int[] days, Series series) {
        double most = Arrays.stream(days).mapToDouble(series::at).max().orElse(0);
        return Arrays.stream(days).filter(day -> series.at(day) > NEXT_TO_NOTHING * most).toArray();
    }

    private static double factor(double[] week, int day) {
        return week[Math.floorMod(day, WEEK)];
    }

    /** The factor of each day of the week; all 1 if the week explains too little. */
    private static double[] week(int[] days, Series series, int end, IntPredicate usable) {
        var flat = new double[WEEK];
        Arrays.fill(flat, 1);
        List<List<Double>> ratios = new ArrayList<>();
        for (int weekday = 0; weekday < WEEK; weekday++) {
            ratios.add(new ArrayList<>());
        }
        for (int day : days) {
            double around = around(day, series, end, usable);
            if (around > 0) {
                ratios.get(Math.floorMod(day, WEEK)).add(series.at(day) / around);
            }
        }
        if (ratios.stream().anyMatch(list -> list.size() < 3)) {
            return flat;
        }
        var week =
                ratios.stream()
                        .mapToDouble(
                                list ->
                                        Stats.median(
                                                list.stream()
                                                        .mapToDouble(Double::doubleValue)
                                                        .toArray()))
                        .toArray();
        double mean = Arrays.stream(week).average().orElseThrow();
        if (mean <= 0) {
            return flat;
        }
        week = Arrays.stream(week).map(factor -> Math.max(0, factor / mean)).toArray();
        boolean bursts = active(days, series).length < (1 - SPARSE) * days.length;
        return Stats.trimmedSize(rest(ratios, week))
                        < (bursts ? WEEK_EXPLAINS_BURSTS : WEEK_EXPLAINS)
                                * Stats.trimmedSize(rest(ratios, flat))
                ? week
                : flat;
    }

    private static double[] rest(List<List<Double>> ratios, double[] week) {
        var rest = new ArrayList<Double>();
        for (int weekday = 0; weekday < WEEK; weekday++) {
            for (double ratio : ratios.get(weekday)) {
                rest.add(ratio - week[weekday]);
            }
        }
        return rest.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The mean of the week around a day; 0 if too little of it is known. */
    private static double around(int day, Series series, int end, IntPredicate usable) {
        double sum = 0;
        int count = 0;
        for (int near = day - 3; near <= day + 3; near++) {
            if (near < end && usable.test(near)) {
                sum += series.at(near);
                count++;
            }
        }
        return count < 4 ? 0 : sum / count;
    }

    /** How much it grows in a day, as a share, by the middle days of whole weeks. */
    private static double growth(Series series, int end, IntPredicate usable) {
        var at = new ArrayList<Double>();
        var weeks = new ArrayList<Double>();
        for (int last = end - GROWTH_UNTIL; last - WEEK >= end - GROWTH_DAYS; last -= WEEK) {
            var days = days(last - WEEK, last, usable);
            if (days.length >= 5) {
                at.add((double) last);
                weeks.add(Stats.median(Arrays.stream(days).mapToDouble(series::at).toArray()));
            }
        }
        if (at.size() < FEWEST_WEEKS) {
            return 0;
        }
        double typical = Stats.median(weeks.stream().mapToDouble(Double::doubleValue).toArray());
        return typical <= 0 ? 0 : Math.clamp(Stats.slope(at, weeks) / typical, 0, FASTEST_GROWTH);
    }
}
