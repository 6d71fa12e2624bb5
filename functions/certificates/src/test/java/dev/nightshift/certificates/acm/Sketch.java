package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.AwsCertificate.Eligibility;
import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Proof;
import dev.nightshift.certificates.acm.AwsCertificate.Renewal;
import dev.nightshift.certificates.acm.AwsCertificate.RenewalStatus;
import dev.nightshift.certificates.acm.AwsCertificate.Status;
import dev.nightshift.certificates.acm.AwsCertificate.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate of ACM for the tables: issued by Amazon, in use, proved by DNS, all well. */
final class Sketch {
    static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    static final ValidationRecord RECORD =
            new ValidationRecord("_a.shop.example.org", "CNAME", "_v.acm-validations.aws");

    private String region = "us-east-1";
    private AwsCertificate.Type type = AwsCertificate.Type.AMAZON_ISSUED;
    private Status status = Status.ISSUED;
    private Optional<Instant> from = Optional.of(NOW.minus(Duration.ofDays(20)));
    private Optional<Instant> to = Optional.of(NOW.plus(Duration.ofDays(178)));
    private List<String> inUseBy = List.of("arn:aws:elb:lb");
    private boolean exported;
    private Eligibility eligibility = Eligibility.ELIGIBLE;
    private Optional<Renewal> renewal = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Method method = Method.DNS;
    private Proof proof = Proof.SUCCESS;
    private List<String> names = List.of("shop.example.org");

    Sketch in(String where) {
        region = where;
        return this;
    }

    Sketch of(AwsCertificate.Type what) {
        type = what;
        return this;
    }

    Sketch is(Status what) {
        status = what;
        return this;
    }

    /** So much is left of so long a life. */
    Sketch lives(Duration lifetime, Duration left) {
        to = Optional.of(NOW.plus(left));
        from = Optional.of(NOW.plus(left).minus(lifetime));
        return this;
    }

    Sketch dateless() {
        from = Optional.empty();
        to = Optional.empty();
        return this;
    }

    /** ACM renews nothing that nothing uses. */
    Sketch unused() {
        inUseBy = List.of();
        eligibility = Eligibility.INELIGIBLE;
        return this;
    }

    /** It serves where ACM cannot see it. */
    Sketch exported() {
        inUseBy = List.of();
        exported = true;
        return this;
    }

    Sketch eligible(Eligibility what) {
        eligibility = what;
        return this;
    }

    Sketch renewal(RenewalStatus what, String... reason) {
        renewal =
                Optional.of(
                        new Renewal(
                                what,
                                reason.length == 0 ? Optional.empty() : Optional.of(reason[0]),
                                Optional.of(NOW),
                                validations(
                                        what == RenewalStatus.PENDING_VALIDATION
                                                ? Proof.PENDING
                                                : Proof.SUCCESS)));
        return this;
    }

    Sketch failedBy(String reason) {
        failure = Optional.of(reason);
        return this;
    }

    Sketch provedBy(Method how, Proof far) {
        method = how;
        proof = far;
        return this;
    }

    Sketch named(String... what) {
        names = List.of(what);
        return this;
    }

    private List<Validation> validations(Proof far) {
        return type != AwsCertificate.Type.AMAZON_ISSUED
                ? List.of()
                : List.of(
                        new Validation(
                                names.getFirst(),
                                method,
                                far,
                                method == Method.DNS ? Optional.of(RECORD) : Optional.empty()));
    }

    AwsCertificate done() {
        return new AwsCertificate(
                region,
                arn(region),
                names.getFirst(),
                names,
                type,
                status,
                "EC_prime256v1",
                from,
                to,
                type == AwsCertificate.Type.IMPORTED ? from : Optional.empty(),
                inUseBy,
                exported,
                eligibility,
                renewal,
                failure,
                validations(proof),
                Optional.empty());
    }

    static String arn(String region) {
        return "arn:aws:acm:" + region + ":111122223333:certificate/1";
    }
}
