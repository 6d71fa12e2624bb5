package dev.nightshift.rollback.secret;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Secrets that what comes from outside is signed with, read again after a minute: one that leaks is
 * replaced, and the old one must soon count for nothing.
 */
public final class CachedSecrets {
    public static final Duration FRESH = Duration.ofMinutes(1);

    private final UnaryOperator<String> read;
    private final Clock clock;
    private final Map<String, Secret> known = new ConcurrentHashMap<>();

    /**
     * @param read from the name of a secret to its text
     */
    public CachedSecrets(UnaryOperator<String> read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    private record Secret(String text, Instant until) {
        @Override
        public String toString() {
            return "a secret";
        }
    }

    /**
     * @throws CloudException if it cannot be read, or is blank: that would sign anything
     */
    public String text(String name) {
        var now = clock.instant();
        var cached = Optional.ofNullable(known.get(name)).filter(it -> now.isBefore(it.until()));
        if (cached.isPresent()) {
            return cached.get().text();
        }
        var text = read.apply(name).strip();
        if (text.isEmpty()) {
            throw new CloudException(Kind.REJECTED, "the secret " + name + " is blank");
        }
        known.put(name, new Secret(text, now.plus(FRESH)));
        return text;
    }
}
