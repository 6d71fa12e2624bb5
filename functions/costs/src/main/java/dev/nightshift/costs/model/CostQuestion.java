package dev.nightshift.costs.model;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a source is asked.
 *
 * @param first day, UTC
 * @param last day, included
 * @param breakdowns the tables that are wanted; {@link Breakdown.ByService} always is
 */
public record CostQuestion(LocalDate first, LocalDate last, Set<Breakdown> breakdowns) {
    public CostQuestion {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("costs from " + first + " to " + last);
        }
        breakdowns = Set.copyOf(breakdowns);
    }
}
