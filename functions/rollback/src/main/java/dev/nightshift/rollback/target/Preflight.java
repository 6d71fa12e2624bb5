package dev.nightshift.rollback.target;

/** Whether a target could go back now. */
public sealed interface Preflight {
    /**
     * Nothing is in the way.
     *
     * @param detail what was looked at, in words
     */
    record Ready(String detail) implements Preflight {}

    /** It cannot, and why. */
    record Obstacle(String why) implements Preflight {}
}
