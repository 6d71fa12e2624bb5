package dev.nightshift.certificates.chain;

import java.util.Optional;

/**
 * One thing that is wrong, or worth knowing, about a chain.
 *
 * @param position of the certificate as served, from 0; empty if it is about none of them, or about
 *     one that was not served
 * @param words what it is, for people: which certificate, what about it, what follows
 */
public record Fault(FaultKind kind, Optional<Integer> position, String words) {
    static Fault at(int position, FaultKind kind, String words) {
        return new Fault(kind, Optional.of(position), words);
    }

    static Fault of(FaultKind kind, String words) {
        return new Fault(kind, Optional.empty(), words);
    }

    public Severity severity() {
        return kind.severity();
    }
}
