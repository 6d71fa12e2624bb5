package dev.nightshift.core.automation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long a run may still go on. */
@FunctionalInterface
public interface Deadline {
    /** Kept back for the ledger, the notices and the answer. */
    Duration RESERVE = Duration.ofSeconds(10);

    /** Time until the process is cut off; zero once it is over. */
    Duration remaining();

    /** Whether to stop beginning effects. */
    default boolean isNear() {
        return remaining().compareTo(RESERVE) < 0;
    }

    static Deadline at(Instant end, Clock clock) {
        return () -> {
            var left = Duration.between(clock.instant(), end);
            return left.isNegative() ? Duration.ZERO : left;
        };
    }
}
