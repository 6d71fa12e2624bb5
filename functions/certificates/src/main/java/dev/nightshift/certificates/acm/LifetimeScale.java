package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import java.time.Instant;

/** How bad it is that so much of a lifetime has passed, if nobody renews. */
@FunctionalInterface
public interface LifetimeScale {
    /**
     * @param now within the lifetime
     * @return anything but {@link Level#UNKNOWN}
     */
    Level of(Instant notBefore, Instant notAfter, Instant now);
}
