package dev.nightshift.cdk;

import java.time.Duration;

/**
 * How long a schedule may be silent before someone is told: one tick late is not yet a lost one,
 * two are.
 *
 * @param period of one datapoint
 * @param periods how many in a row must be empty
 */
record DeadMan(Duration period, int periods) {
    /**
     * CloudWatch looks back seven days at most, and only with periods of an hour or more. See
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
     */
    private static final Duration FARTHEST = Duration.ofDays(7);

    private static final Duration COARSE = Duration.ofHours(1);
    private static final Duration FINE = Duration.ofMinutes(1);

    /** The longest gap that can still be watched. */
    static final Duration LONGEST_GAP = FARTHEST.minus(COARSE);

    /**
     * @throws IllegalArgumentException if the gap is so long that a missed tick cannot be seen
     */
    static DeadMan watching(Duration longestGap) {
        if (longestGap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException(
                    "a schedule that is silent for more than "
                            + LONGEST_GAP.toHours()
                            + " hours cannot be watched, because CloudWatch looks back seven days"
                            + " at most: let it tick daily; what is not due is left alone");
        }
        var period =
                longestGap.compareTo(COARSE) >= 0
                        ? COARSE
                        : FINE.multipliedBy(Math.max(1, ceil(longestGap, FINE)));
        return new DeadMan(period, Math.toIntExact(ceil(longestGap, period)) + 1);
    }

    /** From the last run to the alarm, at the least. */
    Duration silence() {
        return period.multipliedBy(periods);
    }

    private static long ceil(Duration length, Duration unit) {
        return Math.ceilDiv(length.toSeconds(), unit.toSeconds());
    }
}
