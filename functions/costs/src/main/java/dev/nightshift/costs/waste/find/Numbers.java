package dev.nightshift.costs.waste.find;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers of findings, in words and in the units of a price. */
final class Numbers {
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private Numbers() {}

    static BigDecimal gib(long bytes) {
        return BigDecimal.valueOf(bytes).divide(GIB, MathContext.DECIMAL64);
    }

    static String gibInWords(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", gib(bytes).doubleValue());
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    static long days(Instant from, Instant to) {
        return Duration.between(from, to).toDays();
    }

    static boolean isOlder(Instant then, Duration age, Instant at) {
        return then.plus(age).isBefore(at);
    }
}
