package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is wrong, or not known, and who does what about it.
 *
 * @param key of what it is about, the same in every run: its ARN, or what could not be read
 * @param name by which people know it
 * @param what is wrong
 * @param todo who does what
 * @param expires when it stops working, if it is about a certificate
 */
public record Finding(
        Level level,
        Fault fault,
        String key,
        String name,
        String what,
        String todo,
        Optional<Instant> expires) {
    /** What can be wrong. */
    public enum Fault {
        EXPIRED,
        EXPIRING,
        NOT_YET_VALID,
        REVOKED,
        INACTIVE,
        /** A request for a new certificate waits for proof of its names. */
        PENDING_VALIDATION,
        /** It waited too long. */
        VALIDATION_TIMED_OUT,
        /** ACM could not issue it. */
        REQUEST_FAILED,
        RENEWAL_FAILED,
        /** A renewal waits for proof of its names. */
        RENEWAL_PENDING_VALIDATION,
        /** ACM should have renewed it by now. */
        RENEWAL_OVERDUE,
        /** In use, and ACM will not renew it. */
        INELIGIBLE,
        /** A record that the next renewal needs is not in DNS. */
        VALIDATION_RECORD,
        /** CloudFront names a certificate of another region than it can use. */
        WRONG_REGION,
        /** CloudFront names a certificate that is not there. */
        NO_SUCH_CERTIFICATE,
        /** A distribution answers to a name that its certificate is not for. */
        ALIAS_NOT_COVERED,
        /** TLS older than 1.2 is allowed (RFC 8996). */
        OLD_PROTOCOL,
        /** AWS says something that this version does not know, or does not say it. */
        NOT_UNDERSTOOD,
        UNREAD
    }
}
