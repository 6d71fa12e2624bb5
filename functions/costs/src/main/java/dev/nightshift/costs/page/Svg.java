package dev.nightshift.costs.page;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers for SVG. */
final class Svg {
    private Svg() {}

    /** A coordinate, one digit. */
    static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }

    /** For what is looked at, where exactness cannot be seen. */
    static double seen(BigDecimal amount) {
        return amount.doubleValue();
    }
}
