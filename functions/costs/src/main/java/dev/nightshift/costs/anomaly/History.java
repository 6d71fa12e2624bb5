package dev.nightshift.costs.anomaly;

import java.util.List;

/**
 * Which days of a series tell what is usual.
 *
 * @param from the first: what was before a level that has been accepted as the new one does not
 *     count
 * @param odd days of anomalies that are over
 */
record History(int from, List<Span> odd) {
    static final History ALL = new History(Integer.MIN_VALUE, List.of());

    History {
        odd = List.copyOf(odd);
    }

    /** Days from one to another, both included. */
    record Span(int first, int last) {
        boolean contains(int day) {
            return day >= first && day <= last;
        }
    }

    boolean isUsual(int day) {
        return day >= from && !isOdd(day);
    }

    /** Whether it is a day of an anomaly. */
    boolean isOdd(int day) {
        for (var span : odd) {
            if (span.contains(day)) {
                return true;
            }
        }
        return false;
    }
}
