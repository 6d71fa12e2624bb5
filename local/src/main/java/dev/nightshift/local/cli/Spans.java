package dev.nightshift.local.cli;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time where there is little room. */
final class Spans {
    private Spans() {}

    /** For example {@code 3d4h}, {@code 26h}, {@code 26h30m}, {@code 20m}, {@code 40s}. */
    static String brief(Duration length) {
        long seconds = length.toSeconds();
        if (seconds >= 2 * 86_400) {
            return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
        }
        if (seconds >= 3_600) {
            return two(seconds / 3_600, "h", seconds % 3_600 / 60, "m");
        }
        return seconds >= 60 ? two(seconds / 60, "m", seconds % 60, "s") : seconds + "s";
    }

    /** What is not known is {@code -}, never zero. */
    static String brief(Optional<Duration> length) {
        return length.map(Spans::brief).orElse("-");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
