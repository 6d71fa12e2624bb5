package dev.nightshift.core.automation;

import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One automation: observe, plan, apply, report. The runner calls the four in this order and owns
 * everything else (dry run, caps, ledger, deadline, notices).
 *
 * @param <F> the facts: all that was seen, and when
 * @param <A> the actions: a sealed interface of records
 */
public interface Automation<F, A extends Action> {
    /**
     * Reads; changes nothing. What could not be read of one resource is a fact of its own and does
     * not fail the others.
     *
     * @throws CloudException if nothing at all could be read
     */
    F observe(Instant now);

    /**
     * The same, for an automation that compares with what it saw before.
     *
     * @param memory what {@link #remember} of earlier runs said
     */
    default F observe(Instant now, Memory memory) {
        return observe(now);
    }

    /** Decides, from the facts alone: no call, no clock. Same facts, same plan. */
    Plan<A> plan(F facts);

    /**
     * What a person at a terminal wants to see beside the plan, from the facts alone; for most
     * automations the plan says it all.
     */
    default List<FactTable> tables(F facts) {
        return List.of();
    }

    /**
     * Makes one effect, so that doing it twice is doing it once. An effect of many parts stops
     * between two of them when the deadline is near, says {@link Outcome.Underway}, and is taken up
     * again by the next run.
     *
     * @throws CloudException if the effect was not made, or if that is not known
     */
    Applied apply(A action, Deadline deadline);

    /** Puts a run into words, from the run alone. Silence is an empty list. */
    List<Notice> report(Run<F, A> run);

    /**
     * What the next run is to know of this one, all of it, by key; each text has at most 300,000
     * bytes. Kept only by an automation that has recalled its memory.
     */
    default Map<String, String> remember(Run<F, A> run) {
        return Map.of();
    }
}
