package dev.nightshift.certificates.domain.dns;

import java.time.Instant;
import java.util.Optional;

/**
 * How a zone is signed.
 *
 * @param words what is wrong, or not known
 * @param signed of the signatures that were looked at the one that ends first, if all are good
 */
public record Dnssec(State state, String words, Optional<Span> signed) {
    /** How long a signature holds. */
    public record Span(Instant from, Instant until) {}

    /** The heavier, the later. */
    public enum State {
        /** Neither keys nor a DS record. */
        UNSIGNED,
        /** Signed, but the registry does not say so: nobody checks it. */
        NOT_ANCHORED,
        VALID,
        UNKNOWN,
        /** Whoever checks signatures gets no answer. */
        BROKEN
    }

    static Dnssec of(State state, String words) {
        return new Dnssec(state, words, Optional.empty());
    }
}
