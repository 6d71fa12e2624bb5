package dev.nightshift.core.automation;

import java.time.Instant;
import java.util.List;

/**
 * One run of an automation, from its trigger to the outcome of every action; all that a report
 * needs.
 *
 * @param id sorts by start time; unique
 * @param steps one per action of the plan, in plan order
 */
public record Run<F, A extends Action>(
        String id,
        Scope scope,
        Trigger trigger,
        Mode mode,
        Instant startedAt,
        Instant endedAt,
        F facts,
        Plan<A> plan,
        List<Step<A>> steps) {
    public Run {
        steps = List.copyOf(steps);
    }

    /** An action and what came of it. */
    public record Step<A extends Action>(A action, Outcome outcome) {}
}
