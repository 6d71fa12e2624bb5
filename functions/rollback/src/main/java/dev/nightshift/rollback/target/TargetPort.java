package dev.nightshift.rollback.target;

/** One release target. */
public interface TargetPort {
    /**
     * What is released now, and what it could go back to. Changes nothing.
     *
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read
     */
    Standing observe();

    /**
     * Asks all that can be asked before going back: is the former revision still there, active and
     * whole, and is nothing else under way. Changes nothing.
     *
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read
     */
    Preflight preflight(String from, String to);

    /** The same, of what has been observed just now: what is released is not asked again. */
    default Preflight preflight(Standing seen, String from, String to) {
        return preflight(from, to);
    }

    /**
     * Begins to go back, or finds that it has begun or has been done; returns without waiting. Does
     * nothing if something else than {@code from} or {@code to} is released meanwhile, or if
     * something is under way that it has not begun.
     *
     * @param token the same on every attempt of one rollback; for APIs that take one
     * @throws dev.nightshift.core.automation.CloudException if it was not begun, or that is not
     *     known
     */
    Step rollBack(String from, String to, String token);

    /** The same, on what has been observed just now; some targets need not be asked again. */
    default Step rollBack(Standing seen, String from, String to, String token) {
        return rollBack(from, to, token);
    }

    /** Whether it has arrived. Changes nothing. */
    default Progress verify(String to) {
        return observe().progress(to);
    }

    /** What can come of the attempt to go back. */
    sealed interface Step {
        /** Begun now, or done. */
        record Begun(String detail) implements Step {}

        /** A part is done; the rest takes another call with the same token, at the next tick. */
        record Unfinished(String detail) implements Step {}

        /** It was so already, or had been begun before. */
        record AlreadySo(String detail) implements Step {}

        /** Not touched. */
        record Refused(String why) implements Step {}
    }

    /** How far a rollback has come. */
    sealed interface Progress {
        record Arrived() implements Progress {}

        record Underway(String detail) implements Progress {}

        /** Another revision than the wanted one is released. */
        record Elsewhere(String current) implements Progress {}
    }
}
