package dev.nightshift.certificates.acm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A certificate of ACM, in one region.
 *
 * @param domain the first of its names; empty if an imported one has none
 * @param names all of them, the domain among them; a wildcard as {@code *.example.org}
 * @param keyAlgorithm as ACM spells it, such as {@code EC_prime256v1}
 * @param notBefore empty until it is issued, as is {@code notAfter}
 * @param importedAt when it was last imported
 * @param inUseBy ARNs of what serves it in AWS
 * @param exported whether it ever was, to serve where ACM cannot see it
 * @param renewal empty as long as ACM never tried
 * @param failure why a request failed, as ACM spells it
 * @param validations how each name was or is to be proved
 * @param managedBy the service that renews it in its own way, such as {@code CLOUDFRONT}
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html">
 *     CertificateDetail</a>
 */
public record AwsCertificate(
        String region,
        String arn,
        String domain,
        List<String> names,
        Type type,
        Status status,
        String keyAlgorithm,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Optional<Instant> importedAt,
        List<String> inUseBy,
        boolean exported,
        Eligibility eligibility,
        Optional<Renewal> renewal,
        Optional<String> failure,
        List<Validation> validations,
        Optional<String> managedBy) {
    public AwsCertificate {
        names = List.copyOf(names);
        inUseBy = List.copyOf(inUseBy);
        validations = List.copyOf(validations);
    }

    /** Where it came from. */
    public enum Type {
        AMAZON_ISSUED,
        IMPORTED,
        /** From a private CA of AWS. */
        PRIVATE,
        /** One that this version does not know. */
        UNKNOWN
    }

    /** How far it is. */
    public enum Status {
        PENDING_VALIDATION,
        ISSUED,
        INACTIVE,
        EXPIRED,
        VALIDATION_TIMED_OUT,
        REVOKED,
        FAILED,
        /** One that this version does not know. */
        UNKNOWN
    }

    /** Whether ACM means to renew it. */
    public enum Eligibility {
        ELIGIBLE,
        INELIGIBLE,
        /** ACM does not say, or says what this version does not know. */
        UNKNOWN
    }

    /** How the last managed renewal stands. */
    public enum RenewalStatus {
        PENDING_AUTO_RENEWAL,
        PENDING_VALIDATION,
        SUCCESS,
        FAILED,
        /** One that this version does not know. */
        UNKNOWN
    }

    /** How it is proved that a name is one's own. */
    public enum Method {
        DNS,
        EMAIL,
        HTTP,
        /** ACM does not say, or says what this version does not know. */
        UNKNOWN
    }

    /** How far the proof of a name is. */
    public enum Proof {
        PENDING,
        SUCCESS,
        FAILED,
        /** ACM does not say, or says what this version does not know. */
        UNKNOWN
    }

    /**
     * @param reason as ACM spells it, such as {@code CAA_ERROR}
     * @param validations of the names anew
     */
    public record Renewal(
            RenewalStatus status,
            Optional<String> reason,
            Optional<Instant> updatedAt,
            List<Validation> validations) {
        public Renewal {
            validations = List.copyOf(validations);
        }
    }

    /**
     * The proof of one name.
     *
     * @param record that ACM looks for in DNS; empty if it proves the name in another way
     */
    public record Validation(
            String domain, Method method, Proof proof, Optional<ValidationRecord> record) {}

    /** Each record that ACM looks for in DNS, once. */
    public List<ValidationRecord> records() {
        return Stream.concat(
                        validations.stream(),
                        renewal.stream().flatMap(last -> last.validations().stream()))
                .flatMap(validation -> validation.record().stream())
                .distinct()
                .toList();
    }

    /**
     * Whether anything depends on it, as far as can be told: ACM means to renew only what is used
     * or exported.
     */
    public boolean isUsed() {
        return !inUseBy.isEmpty() || exported || eligibility == Eligibility.ELIGIBLE;
    }
}
