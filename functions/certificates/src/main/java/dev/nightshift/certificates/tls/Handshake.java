package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.Bytes;
import java.util.List;
import java.util.Optional;

/** What came of one handshake. */
public sealed interface Handshake {
    /**
     * The server answered and showed certificates.
     *
     * @param chain DER of each certificate as it was served, in that order; at least one
     * @param cipherSuite its code
     * @param stapled the OCSP response that came with it
     * @param keyProven whether the server has shown that it holds the key of the first certificate
     */
    record Served(
            ProtocolVersion version,
            int cipherSuite,
            List<Bytes> chain,
            Optional<Bytes> stapled,
            boolean keyProven)
            implements Handshake {
        public Served {
            chain = List.copyOf(chain);
        }
    }

    /** There was no certificate to see. */
    record Failed(Trouble trouble, String why) implements Handshake {}

    /** Why not, as far as a person would act on it differently. */
    enum Trouble {
        /** Nobody listens. */
        REFUSED,
        /** No route, no network, or the connection was cut. */
        UNREACHABLE,
        /** No whole answer within the time allowed. */
        TIMED_OUT,
        /**
         * The server speaks, but not the protocol that STARTTLS was to be said in, or has no TLS.
         */
        NO_STARTTLS,
        /** What came is not TLS. */
        NOT_TLS,
        /** The server ended it with an alert; it has nothing in common with what was offered. */
        ALERT,
        /** TLS, but broken: truncated, contradictory, or larger than anything sensible. */
        MALFORMED
    }
}
