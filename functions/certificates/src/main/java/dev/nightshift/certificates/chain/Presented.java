package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.Handshake;
import java.util.List;

/**
 * What a server showed.
 *
 * @param chain DER of each certificate, in the order served
 * @param stapled whether an OCSP response came with it
 * @param fetched DER of certificates that were got elsewhere, such as from the URL that a
 *     certificate gives for its issuer; they may complete a path, but never for all clients
 */
public record Presented(List<Bytes> chain, boolean stapled, List<Bytes> fetched) {
    public Presented {
        chain = List.copyOf(chain);
        fetched = List.copyOf(fetched);
    }

    public static Presented of(Handshake.Served served) {
        return new Presented(served.chain(), served.stapled().isPresent(), List.of());
    }

    /** With certificates that were got elsewhere. */
    public Presented with(List<Bytes> more) {
        return new Presented(chain, stapled, more);
    }
}
