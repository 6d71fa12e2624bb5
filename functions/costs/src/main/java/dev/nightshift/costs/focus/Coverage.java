package dev.nightshift.costs.focus;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Of which days the charges in one currency are known.
 *
 * <p>An export of a billing period holds all of the period's charges that there were when it was
 * written. So a day of such a period without a charge cost nothing, as long as a later charge shows
 * that the export was written after it; behind the newest charge nothing is known.
 */
final class Coverage {
    /**
     * Usage comes in up to a day late, and the newest day has begun only: so much of what is known
     * may still grow.
     */
    static final int PROVISIONAL_DAYS = 2;

    /**
     * Providers close a billing period within days of its end; AWS names the fifth. After that its
     * figures are those of the invoice.
     */
    static final Duration SETTLING = Duration.ofDays(5);

    private final TreeMap<Integer, Integer> periods = new TreeMap<>();
    private int newest = Integer.MIN_VALUE;
    private int lastFirst = Integer.MIN_VALUE;
    private int lastEnd = Integer.MIN_VALUE;

    /**
     * Days are counted from 1970-01-01.
     *
     * @param end of the billing period, not included
     */
    void see(int day, int first, int end) {
        newest = Math.max(newest, day);
        if (first != lastFirst || end != lastEnd) {
            lastFirst = first;
            lastEnd = end;
            periods.merge(first, end, Math::max);
        }
    }

    void add(Coverage other) {
        newest = Math.max(newest, other.newest);
        other.periods.forEach((first, end) -> periods.merge(first, end, Math::max));
    }

    LocalDate newest() {
        return LocalDate.ofEpochDay(newest);
    }

    NavigableSet<LocalDate> known(Wanted wanted) {
        var known = new TreeSet<LocalDate>();
        periods.forEach(
                (first, end) -> {
                    int from = Math.max(first, wanted.first());
                    int to =
                            Math.min(Math.min(end - 1, newest), wanted.first() + wanted.days() - 1);
                    for (int day = from; day <= to; day++) {
                        known.add(LocalDate.ofEpochDay(day));
                    }
                });
        return known;
    }

    /** The first day whose figures may still grow. */
    Optional<LocalDate> provisionalFrom(NavigableSet<LocalDate> known, Instant now) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var provisional = known.last();
        for (int i = 1; i < PROVISIONAL_DAYS; i++) {
            provisional = Optional.ofNullable(known.lower(provisional)).orElse(provisional);
        }
        return settled(known, now) ? Optional.empty() : Optional.of(provisional);
    }

    private boolean settled(NavigableSet<LocalDate> known, Instant now) {
        int last = Math.toIntExact(known.last().toEpochDay());
        int end = Optional.ofNullable(periods.floorEntry(last)).orElseThrow().getValue();
        var over = LocalDate.ofEpochDay(end).atStartOfDay(ZoneOffset.UTC).toInstant();
        return now.isAfter(over.plus(SETTLING));
    }
}
