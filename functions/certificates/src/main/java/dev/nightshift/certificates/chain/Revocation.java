package dev.nightshift.certificates.chain;

import java.time.Instant;
import java.util.Optional;

/** Whether a certificate was taken back before its time. */
public sealed interface Revocation {
    /** Who said so. */
    enum Via {
        STAPLED_OCSP,
        OCSP,
        CRL
    }

    /**
     * Its issuer says that it is not revoked.
     *
     * @param as of when
     * @param until when the next word is due; empty if none was promised
     */
    record Good(Via via, Instant as, Optional<Instant> until) implements Revocation {}

    /**
     * Its issuer says that it is.
     *
     * @param since when
     * @param reason such as {@code keyCompromise}; empty if none was given
     */
    record Revoked(Via via, Instant since, Optional<String> reason) implements Revocation {}

    /** It could not be found out. Never taken for good. */
    record Unknown(String why) implements Revocation {}

    /** Its issuer offers no way to find out, as is usual for certificates that live for days. */
    record NotOffered() implements Revocation {}

    /** RFC 5280, section 5.3.1. */
    static String reason(int code) {
        return switch (code) {
            case 0 -> "unspecified";
            case 1 -> "keyCompromise";
            case 2 -> "cACompromise";
            case 3 -> "affiliationChanged";
            case 4 -> "superseded";
            case 5 -> "cessationOfOperation";
            case 6 -> "certificateHold";
            case 8 -> "removeFromCRL";
            case 9 -> "privilegeWithdrawn";
            case 10 -> "aACompromise";
            default -> "reason " + code;
        };
    }
}
