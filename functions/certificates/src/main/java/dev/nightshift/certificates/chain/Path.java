package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import java.util.List;
import java.util.Optional;

/**
 * A way from the server's certificate upwards.
 *
 * @param links the server's own first
 * @param end how it ends
 */
record Path(List<Link> links, End end) {
    Path {
        links = List.copyOf(links);
    }

    /** How a path ends. */
    enum End {
        /** In a root that is believed. */
        ROOT,
        /** In a certificate that signed itself and is not believed. */
        SELF_SIGNED,
        /** In one whose issuer is nowhere to be found. */
        NO_ISSUER
    }

    /**
     * One certificate on a path.
     *
     * @param position as served; empty if it was not
     * @param anchored whether it is believed by itself
     * @param signed whether the next one's key signed it; unknown also for the last, where nobody
     *     asks
     */
    record Link(
            ParsedCertificate certificate,
            Optional<Integer> position,
            boolean anchored,
            Answer signed) {
        Link signed(Answer answer) {
            return new Link(certificate, position, anchored, answer);
        }
    }

    Link leaf() {
        return links.getFirst();
    }

    Link last() {
        return links.getLast();
    }
}
