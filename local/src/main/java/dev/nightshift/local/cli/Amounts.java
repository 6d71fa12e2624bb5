package dev.nightshift.local.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people. */
final class Amounts {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    /** For example {@code 1,234,567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 1 object} or {@code 1,200 objects}. */
    static String objects(long number) {
        return count(number) + (number == 1 ? " object" : " objects");
    }

    /** For example {@code 512 B} or {@code 3.2 GiB}. */
    static String bytes(long bytes) {
        if (bytes < 1_024) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        do {
            amount /= 1_024;
            unit++;
        } while (amount >= 1_023.95 && unit < UNITS.length - 1);
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** For example {@code 1:02:03} or {@code 4:05}. */
    static String clock(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        return seconds >= 3_600
                ? "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60)
                : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
