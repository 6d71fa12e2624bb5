package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        double noisy = signal.kind() == Kind.NEW ? 0 : 4;
        return Baseline.before(day - 2, limits.lookback(), usage, History.ALL)
                .map(
                        base ->
                                usage.at(day) - base.expected(day)
                                        < Math.max(
                                                signal.excess() / 2,
                                                noisy * base.noise() * base.level()))
                .orElse(true);
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
