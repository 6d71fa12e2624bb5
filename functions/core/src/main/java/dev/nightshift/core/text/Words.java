package dev.nightshift.core.text;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time as people say them. */
public final class Words {
    private Words() {}

    /** For example {@code 2 d 3 h}, {@code 26 h}, {@code 3 h 5 min}, {@code 40 s}. */
    public static String length(Duration length) {
        long seconds = length.toSeconds();
        if (seconds >= 2 * 86_400) {
            return two(seconds / 86_400, " d", seconds % 86_400 / 3_600, " h");
        }
        if (seconds >= 3_600) {
            return two(seconds / 3_600, " h", seconds % 3_600 / 60, " min");
        }
        return seconds >= 60 ? seconds / 60 + " min" : Math.max(seconds, 0) + " s";
    }

    public static String age(Instant then, Instant now) {
        return length(Duration.between(then, now));
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
