package dev.nightshift.core.automation;

import java.time.Instant;

/**
 * What woke an automation. Two deliveries of one trigger have the same key; what to do is never
 * read from it.
 *
 * @param key the dedupe key
 * @param at when the trigger was due, or happened
 */
public record Trigger(Kind kind, String key, Instant at) {
    /** Where it came from. */
    public enum Kind {
        /** An EventBridge schedule; the key is the scheduled time, the same on every attempt. */
        SCHEDULE,
        /** An event or alarm; the key is its id. */
        EVENT,
        /** A person at a terminal; never deduplicated. */
        MANUAL
    }

    public static Trigger schedule(Instant scheduledTime) {
        return new Trigger(Kind.SCHEDULE, scheduledTime.toString(), scheduledTime);
    }

    public static Trigger event(String id, Instant at) {
        return new Trigger(Kind.EVENT, id, at);
    }

    public static Trigger manual(Instant at) {
        return new Trigger(Kind.MANUAL, at.toString(), at);
    }
}
