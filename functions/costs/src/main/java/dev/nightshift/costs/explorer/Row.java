package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A line of an answer as plain text: what is kept of it, and what is read again. The first cell
 * says what the others are.
 */
record Row(List<String> cells) {
    Row {
        cells = List.copyOf(cells);
    }

    /** In place of all rows: AWS has no such data. */
    static final Row UNAVAILABLE = of("unavailable");

    static Row of(String... cells) {
        return new Row(List.of(cells));
    }

    String kind() {
        return text(0);
    }

    String text(int cell) {
        if (cell >= cells.size()) {
            throw new Malformed("a cell " + cell + " is missing in " + cells);
        }
        return cells.get(cell);
    }

    Optional<String> textIfAny(int cell) {
        return Optional.of(text(cell)).filter(text -> !text.isBlank());
    }

    LocalDate day(int cell) {
        try {
            return LocalDate.parse(text(cell));
        } catch (DateTimeException notOne) {
            throw new Malformed("no day: " + text(cell), notOne);
        }
    }

    BigDecimal amount(int cell) {
        return amountIfAny(cell).orElseThrow(() -> new Malformed("an amount is missing: " + cells));
    }

    /**
     * Exact; empty if the cell is. Trailing zeros say nothing and go, so that 0 is 0 however it was
     * written.
     */
    Optional<BigDecimal> amountIfAny(int cell) {
        try {
            return textIfAny(cell).map(BigDecimal::new).map(BigDecimal::stripTrailingZeros);
        } catch (NumberFormatException notOne) {
            throw new Malformed("no amount: " + text(cell), notOne);
        }
    }

    /** What cannot be read: not from AWS, or no longer as it was kept. */
    static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }

        Malformed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
