package dev.nightshift.costs.waste.find;

import java.time.Duration;
import java.util.List;

/**
 * Hourly values of one metric over the window.
 *
 * @param values those hours that have one; an hour without is not a zero
 */
public record Series(List<Double> values) {
    /** How far back usage is looked at. */
    public static final Duration WINDOW = Duration.ofDays(14);

    private static final long HOURS = WINDOW.toHours();

    /** Of all hours that must have a value before anything is concluded: nine in ten. */
    private static final long ENOUGH = HOURS * 9 / 10;

    public Series {
        values = List.copyOf(values);
    }

    /** Whether it has values for at least 90 % of the hours of the window. */
    public boolean covers() {
        return values.size() >= ENOUGH;
    }

    public double total() {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    public double highest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /**
     * The value that 95 of 100 hours do not exceed. Of hourly maxima this is never less than the
     * 95th percentile of the minutes, so that nothing is called oversized too soon.
     */
    public double p95() {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    /** Such as {@code 300 of 336 hours}. */
    public String coverage() {
        return values.size() + " of " + HOURS + " hours";
    }
}
