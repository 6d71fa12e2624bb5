package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import java.time.Duration;
import java.time.Instant;

/** The usual thresholds: a third, a sixth and a twelfth of the lifetime. */
final class Thirds {
    private Thirds() {}

    static Level of(Instant notBefore, Instant notAfter, Instant now) {
        var lifetime = Duration.between(notBefore, notAfter);
        var left = Duration.between(now, notAfter);
        if (left.multipliedBy(12).compareTo(lifetime) < 0) {
            return Level.CRITICAL;
        }
        if (left.multipliedBy(6).compareTo(lifetime) < 0) {
            return Level.WARNING;
        }
        return left.multipliedBy(3).compareTo(lifetime) < 0 ? Level.NOTE : Level.OK;
    }
}
