package dev.nightshift.rollback.release;

import java.time.Instant;
import java.util.Optional;

/**
 * One going back, from the decision to its end. What it went back from is bad for good: nothing
 * returns to it by itself.
 *
 * @param incident names what it answers: one bad release of one target; there is one rollback for
 *     each at most
 * @param from the revision that was taken back
 * @param to the revision that was gone back to
 * @param because in words
 * @param at when it was begun
 * @param endedAt when it was seen to have helped, or given up
 */
public record Rollback(
        String incident,
        String from,
        String to,
        String because,
        Instant at,
        Phase phase,
        Optional<Instant> endedAt) {
    /** The same, further on. */
    public Rollback in(Phase next, Instant now) {
        return new Rollback(
                incident, from, to, because, at, next, next.isEnd() ? Optional.of(now) : endedAt);
    }

    /** How far it has come. */
    public enum Phase {
        /** Decided and written down; the call may have been made or not. */
        BEGUN,
        /** The target has taken the call. */
        MADE,
        /** The alarms are OK and the checks pass on the revision gone back to. */
        VERIFIED,
        /** It did not help, or did not arrive, in time: a person was called. */
        ESCALATED;

        public boolean isEnd() {
            return this == VERIFIED || this == ESCALATED;
        }
    }
}
