package dev.nightshift.core.automation;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** Counts by outcome, such as {@code 3 done, 1 failed, 2 findings}. */
    public String summary() {
        var counts = new TreeMap<String, Integer>();
        steps.forEach(step -> counts.merge(step.outcome().label(), 1, Integer::sum));
        if (!plan.findings().isEmpty()) {
            counts.put("findings", plan.findings().size());
        }
        return counts.isEmpty()
                ? "nothing to do"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }
}
