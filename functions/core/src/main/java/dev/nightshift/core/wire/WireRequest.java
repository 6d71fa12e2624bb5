package dev.nightshift.core.wire;

import java.net.URI;
import java.util.Optional;

/** A request that is ready to be sent. */
public interface WireRequest {
    /** Of which scheme, host and port count. */
    URI url();

    String method();

    /**
     * Request line, headers and the empty line at the end; asked for anew for each attempt, as a
     * signature does not last.
     */
    byte[] head();

    Optional<WireBody> body();

    /** Between two bytes of the answer. */
    int patienceMillis();

    /** Whether to send it again if nobody knows what came of it. */
    boolean repeatable();

    /** What an answer that is no success says. */
    WireRefusal refusal(WireAnswer answer, byte[] document, int length);
}
