package dev.nightshift.certificates.chain;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when something is valid, and how urgent its end is. What is urgent depends on how
 * long it lives: thirty days left are plenty of 47, and late for one of 398.
 *
 * @param begin its first second
 * @param end its last second
 */
public record Lifetime(Instant begin, Instant end) {
    /** How far its end has come. */
    public enum Level {
        NONE,
        FIRST,
        SECOND,
        LAST,
        EXPIRED
    }

    /**
     * Shares of the lifetime; a level is reached when no more than its share is left.
     *
     * @param first such as 1/3
     * @param second such as 1/6
     * @param last such as 1/12
     */
    public record Thresholds(double first, double second, double last) {
        public static final Thresholds DEFAULT = new Thresholds(1.0 / 3, 1.0 / 6, 1.0 / 12);

        /**
         * @throws IllegalArgumentException if they do not fall from 1 to 0
         */
        public Thresholds {
            if (!(1 > first && first > second && second > last && last > 0)) {
                throw new IllegalArgumentException(
                        "shares that fall, such as 1/3, 1/6 and 1/12, not %s, %s and %s"
                                .formatted(first, second, last));
            }
        }
    }

    /** Zero if it ends before it begins. */
    public Duration whole() {
        var whole = Duration.between(begin, end);
        return whole.isNegative() ? Duration.ZERO : whole;
    }

    /** What is left; below zero once it is over, and never more than the whole. */
    public Duration left(Instant at) {
        var left = Duration.between(at, end);
        return left.compareTo(whole()) > 0 ? whole() : left;
    }

    /** Whole days left; below zero once it is over, -1 on the first day after. */
    public long daysLeft(Instant at) {
        return Math.floorDiv(left(at).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** Between 0 and 1. */
    public double shareLeft(Instant at) {
        long whole = whole().toSeconds();
        return whole == 0 ? 0 : Math.clamp((double) left(at).toSeconds() / whole, 0, 1);
    }

    /** The level reached at that instant. */
    public Level level(Instant at, Thresholds thresholds) {
        if (at.isAfter(end)) {
            return Level.EXPIRED;
        }
        if (!at.isBefore(reached(thresholds.last()))) {
            return Level.LAST;
        }
        if (!at.isBefore(reached(thresholds.second()))) {
            return Level.SECOND;
        }
        return at.isBefore(reached(thresholds.first())) ? Level.NONE : Level.FIRST;
    }

    /** When that share is left, to the second. */
    public Instant reached(double share) {
        return end.minusSeconds(Math.round(whole().toSeconds() * share));
    }
}
