package dev.nightshift.costs.anomaly;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How high a series was before: what was reached more than once is no news.
 *
 * @param expected on a day
 */
record KnownHeights(Series series, History history, IntToDoubleFunction expected) {
    /** So far back a height that was reached before counts as known. */
    private static final int MEMORY_DAYS = 75;

    /** The last days belong to what is looked at. */
    private static final int RECENT = 3;

    private static final int TWICE = 2;
    private static final int WEEK = 7;
    private static final int LATELY_WEEKS = 4;

    /** So much of a height is about as high. */
    private static final double ABOUT = 0.75;

    /**
     * Whether the height of a day is no news: it was about as high a week ago, which was told, or
     * on days apart, or on the same day of two of the last weeks.
     *
     * @param lasting whether it has lasted for some days: then only the week before counts, since
     *     single days do not tell of levels
     */
    boolean areKnown(int day, boolean lasting) {
        double over = over(day);
        return isAgain(day, over) || (!lasting && (isRepeated(day, over) || isWeekly(day, over)));
    }

    private double over(int day) {
        return series.at(day) - expected.applyAsDouble(day);
    }

    private boolean isAsHigh(int past, double over) {
        return series.isKnown(past) && over(past) >= ABOUT * over;
    }

    private boolean isAgain(int day, double over) {
        return history.isOdd(day - WEEK) && isAsHigh(day - WEEK, over);
    }

    private boolean isRepeated(int day, double over) {
        int times = 0;
        int last = Integer.MIN_VALUE;
        for (int past = day - MEMORY_DAYS; past < day - RECENT; past++) {
            if (history.isUsual(past) && isAsHigh(past, over)) {
                times += past > last + 2 || last == Integer.MIN_VALUE ? 1 : 0;
                last = past;
            }
        }
        return times >= TWICE;
    }

    private boolean isWeekly(int day, double over) {
        return IntStream.rangeClosed(1, LATELY_WEEKS)
                        .filter(weeks -> isAsHigh(day - weeks * WEEK, over))
                        .count()
                >= TWICE;
    }
}
