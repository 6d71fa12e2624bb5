package dev.nightshift.certificates.domain;

import java.time.Duration;

/**
 * How long before the end of a registration somebody is told; at or below.
 *
 * @param note to know of it
 * @param warn to do it
 * @param critical to do it now
 */
public record DomainLimits(Duration note, Duration warn, Duration critical) {
    public static final DomainLimits USUAL =
            new DomainLimits(Duration.ofDays(60), Duration.ofDays(30), Duration.ofDays(7));

    public DomainLimits {
        if (critical.isNegative() || warn.compareTo(critical) < 0 || note.compareTo(warn) < 0) {
            throw new IllegalArgumentException(
                    "the limits of expiry have to fall: note, warn, critical");
        }
    }
}
