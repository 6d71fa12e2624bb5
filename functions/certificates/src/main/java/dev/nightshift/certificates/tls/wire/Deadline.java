package dev.nightshift.certificates.tls.wire;

import java.time.Duration;

/** The moment after which nobody waits any longer, on the clock that is never set. */
public record Deadline(long nanos) {
    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** Zero when it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    public boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }

    public Deadline orSooner(Duration patience) {
        var other = in(patience);
        return other.nanos - nanos < 0 ? other : this;
    }
}
