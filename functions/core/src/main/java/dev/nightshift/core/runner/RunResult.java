package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Run;
import java.time.Instant;

/** What came of a trigger. */
public sealed interface RunResult<F, A extends Action> {
    /** The automation ran; its steps say how well. */
    record Ran<F, A extends Action>(Run<F, A> run) implements RunResult<F, A> {}

    /** This trigger has been seen to already. */
    record Duplicate<F, A extends Action>(String triggerKey, Instant firstSeen)
            implements RunResult<F, A> {}

    /** Another run of the same automation is under way, or died and its lease runs until then. */
    record Busy<F, A extends Action>(Instant until) implements RunResult<F, A> {}
}
