package dev.nightshift.costs.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statistics that a few wild values cannot bend. */
final class Stats {
    /** Makes the median absolute deviation of normal noise its standard deviation. */
    private static final double MAD_TO_SIGMA = 1.4826;

    /**
     * How many standard deviations of normal noise lie between its median and its 80th percent;
     * what comes once a month lies above it.
     */
    private static final double Q80_IN_SIGMA = 0.8416;

    /**
     * The upper tail decides about false alarms, so noise that leans that way counts as wider; a
     * little less than in full, since a high quantile of few values wavers.
     */
    private static final double TAIL = 1;

    private Stats() {}

    static double median(double[] values) {
        return quantile(sorted(values), 0.5);
    }

    /**
     * @param sorted ascending, at least one
     * @param share 0 to 1
     */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** The mean of the middle half: nearly as steady as a mean, nearly as robust as a median. */
    static double middleMean(double[] values) {
        var sorted = sorted(values);
        int cut = sorted.length / 4;
        return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
    }

    /** The standard deviation of the noise. */
    static double spread(double[] values) {
        double middle = median(values);
        double mad = median(Arrays.stream(values).map(x -> Math.abs(x - middle)).toArray());
        double tail = quantile(sorted(values), 0.8) - middle;
        return Math.max(MAD_TO_SIGMA * mad, TAIL * tail / Q80_IN_SIGMA);
    }

    /** The mean distance from zero, without the largest twentieth. */
    static double trimmedSize(double[] values) {
        var sizes = sorted(Arrays.stream(values).map(Math::abs).toArray());
        int kept = Math.max(1, sizes.length - Math.max(1, sizes.length / 20));
        return Arrays.stream(sizes, 0, kept).average().orElseThrow();
    }

    /**
     * The median of the slopes between all pairs of points (Theil and Sen); 0 for less than two.
     */
    static double slope(List<Double> xs, List<Double> ys) {
        var slopes = new ArrayList<Double>();
        for (int i = 0; i < xs.size(); i++) {
            for (int j = i + 1; j < xs.size(); j++) {
                if (!xs.get(i).equals(xs.get(j))) {
                    slopes.add((ys.get(j) - ys.get(i)) / (xs.get(j) - xs.get(i)));
                }
            }
        }
        return slopes.isEmpty()
                ? 0
                : median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double[] sorted(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
