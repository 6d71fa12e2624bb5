package dev.nightshift.certificates.acm;

import java.time.Duration;

/**
 * When ACM renews. AWS names 60 days before expiry and elsewhere 45; both are cut to the lifetime,
 * so that they still mean something once certificates live for 47 days.
 *
 * @param begins how long before expiry ACM tries for the first time; at most half of the lifetime
 * @param due how long before expiry it should have done so; at most a third of the lifetime
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html">Managed
 *     certificate renewal</a>
 */
public record AcmTerms(Duration begins, Duration due) {
    public static final AcmTerms USUAL = new AcmTerms(Duration.ofDays(60), Duration.ofDays(45));

    public AcmTerms {
        if (due.isNegative() || due.isZero() || begins.compareTo(due) < 0) {
            throw new IllegalArgumentException(
                    "a renewal that begins %s before expiry cannot be due %s before"
                            .formatted(begins, due));
        }
    }

    Duration begins(Duration lifetime) {
        return shorter(begins, lifetime.dividedBy(2));
    }

    Duration due(Duration lifetime) {
        return shorter(due, lifetime.dividedBy(3));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
