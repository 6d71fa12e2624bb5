package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Credits of a provider, where its figures have credits taken off already. While they last, they
 * hide what services cost: so all usage before credits is watched as well. When they end, every
 * service seems to cost more: that is no anomaly.
 *
 * @param usage of all services by day, before credits
 * @param credits by day, above zero
 */
record Credits(Series usage, Series credits) {
    /** Stands for the name of a service. */
    static final String ALL_USAGE = "all usage before credits";

    private static final int WINDOW = 70;
    private static final int LATELY = 7;

    private static final int WEEK = 7;

    /** The turn of a month within them does not matter. */
    private static final int FEWER_DAYS = 14;

    /** A share that falls by less than this is as it was. */
    private static final double CHANGE = 0.05;

    /** Credits below this share of usage hide nothing. */
    private static final double SOME = 0.02;

    static CostKey key(String provider) {
        return CostKey.of(provider, "", ALL_USAGE);
    }

    /** Whether there were any in the last week. */
    boolean areUsed(int day) {
        for (int past = day - LATELY; past <= day; past++) {
            if (usage.isKnown(past) && credits.isKnown(past) && share(past) > SOME) {
                return true;
            }
        }
        return false;
    }

    /** Whether costs only seem higher since there are fewer credits than there were. */
    boolean explain(Signal signal, Limits limits) {
        int day = signal.day();
        var before = shares(day);
        if (signal.kind() == Kind.DROP || before.length == 0 || !credits.isKnown(day)) {
            return false;
        }
        double fewer = Stats.quantile(before, 0.75) - share(day);
        if (fewer < CHANGE || fewer * usage.at(day) < signal.excess() / 2) {
            return false;
        }
        var since = since(day);
        double noisy = signal.kind() == Kind.NEW ? 0 : 4;
        return Baseline.before(Math.min(since[0], day - 2), limits.lookback(), usage, History.ALL)
                .map(
                        base ->
                                Stats.median(
                                                Arrays.stream(since)
                                                        .mapToDouble(one -> more(one, base))
                                                        .toArray())
                                        < Math.max(
                                                signal.excess() / 2,
                                                noisy * base.noise() * base.level()))
                .orElse(true);
    }

    /** The days of the last fortnight on which credits were as few as on this one. */
    private int[] since(int day) {
        int first = day;
        for (int past = day; past > day - FEWER_DAYS; past--) {
            if (usage.isKnown(past) && credits.isKnown(past)) {
                if (share(past) > share(day) + CHANGE) {
                    break;
                }
                first = past;
            }
        }
        return IntStream.rangeClosed(first, day)
                .filter(one -> usage.isKnown(one) && credits.isKnown(one))
                .toArray();
    }

    /** How much more was used than usual, and than a week before: what began earlier is not new. */
    private double more(int day, Baseline base) {
        double usual = usage.at(day) - base.expected(day);
        return usage.isKnown(day - WEEK)
                ? Math.min(usual, usage.at(day) - usage.at(day - WEEK))
                : usual;
    }

    private double share(int day) {
        return usage.at(day) <= 0 ? 0 : credits.at(day) / usage.at(day);
    }

    /** The shares of usage that credits paid on the days before, the least first. */
    private double[] shares(int day) {
        var shares = new ArrayList<Double>();
        for (int past = day - WINDOW; past < day - 2; past++) {
            if (usage.isKnown(past) && credits.isKnown(past)) {
                shares.add(share(past));
            }
        }
        return shares.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** That of a provider, if it has any. */
    static Optional<Credits> of(String provider, List<Credits> all) {
        return all.stream().filter(one -> one.usage().key().part(0).equals(provider)).findFirst();
    }
}
