package dev.nightshift.costs.summary;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * Days in a row, UTC.
 *
 * @param last included
 */
public record Period(LocalDate first, LocalDate last) {
    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a period from " + first + " to " + last);
        }
    }

    public static Period of(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    public List<LocalDate> days() {
        return first.datesUntil(last.plusDays(1)).toList();
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
