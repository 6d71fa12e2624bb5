package dev.nightshift.certificates.web;

import java.util.List;
import java.util.Optional;

/**
 * Where a request led, one redirect after the other.
 *
 * @param hops the answers that came, at least one if it {@link End#ANSWERED}
 * @param words how it ended, for people
 * @param headers of the last answer
 */
public record Trail(List<Hop> hops, End end, String words, Headers headers) {
    public Trail {
        hops = List.copyOf(hops);
    }

    /** How it ended. */
    public enum End {
        /** With an answer that leads nowhere else. */
        ANSWERED,
        /** Where it had been before. */
        LOOP,
        /** Not yet, after as many redirects as a browser of good will follows. */
        TOO_LONG,
        /** With a redirect to something that is no web address. */
        NOWHERE,
        /** With an address that may not be connected to. */
        REFUSED,
        /** Nobody listens there. */
        NOBODY_LISTENS,
        /** No whole answer came: it is not known what there is. */
        SILENT
    }

    public boolean isAnswered() {
        return end == End.ANSWERED;
    }

    /** The answer that it ended with, or the last one before it broke off. */
    public Optional<Hop> last() {
        return hops.isEmpty() ? Optional.empty() : Optional.of(hops.getLast());
    }

    /** Whether every certificate on the way was accepted. */
    public boolean isVerified() {
        return hops.stream().allMatch(Hop::verified);
    }

    /** The first step from HTTPS back to HTTP, where anybody on the way can read and change it. */
    public Optional<String> downgrade() {
        for (int i = 1; i < hops.size(); i++) {
            if (hops.get(i - 1).secure() && !hops.get(i).secure()) {
                return Optional.of(hops.get(i - 1).url() + " leads back to " + hops.get(i).url());
            }
        }
        return Optional.empty();
    }
}
