package dev.nightshift.rollback.service;

import java.time.Instant;

/**
 * A time in which a service is left alone: a maintenance, a migration, a launch.
 *
 * @param until exclusive
 */
public record Freeze(Instant from, Instant until, String why) {
    /** Whether it holds now. */
    public boolean holds(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
