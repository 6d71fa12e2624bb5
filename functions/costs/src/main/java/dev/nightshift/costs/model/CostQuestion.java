package dev.nightshift.costs.model;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a source is asked.
 *
 * @param first day, UTC
 * @param last day, included
 * @param breakdowns the tables that are wanted; {@link Breakdown.ByService} always is
 * @param unpaid more tables, for which nothing may be paid: what was answered on one of the last
 *     days will do, see {@link CostData#older}
 */
public record CostQuestion(
        LocalDate first, LocalDate last, Set<Breakdown> breakdowns, Set<Breakdown> unpaid) {
    public CostQuestion {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("costs from " + first + " to " + last);
        }
        breakdowns = Set.copyOf(breakdowns);
        unpaid = Set.copyOf(unpaid);
    }

    public CostQuestion(LocalDate first, LocalDate last, Set<Breakdown> breakdowns) {
        this(first, last, breakdowns, Set.of());
    }
}
