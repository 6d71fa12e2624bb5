package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.Finding.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is wrong with one certificate of ACM. */
final class CertificateVerdict {
    private final AwsCertificate certificate;
    private final AwsFacts facts;
    private final AcmTerms terms;
    private final LifetimeScale scale;
    private final CertificateNotes notes;

    private CertificateVerdict(
            AwsCertificate certificate, AwsFacts facts, AcmTerms terms, LifetimeScale scale) {
        this.certificate = certificate;
        this.facts = facts;
        this.terms = terms;
        this.scale = scale;
        this.notes = new CertificateNotes(certificate, facts);
    }

    static List<Finding> of(
            AwsCertificate certificate, AwsFacts facts, AcmTerms terms, LifetimeScale scale) {
        var verdict = new CertificateVerdict(certificate, facts, terms, scale);
        verdict.judge();
        return verdict.notes.findings();
    }

    /**
     * Where in its lifetime a certificate is.
     *
     * @param level by what is left of it
     * @param begun whether ACM is about to renew it by now
     * @param due whether ACM should have done so
     * @param expiry in words
     */
    record Stage(Level level, boolean begun, boolean due, String expiry) {}

    private void judge() {
        switch (certificate.status()) {
            case PENDING_VALIDATION -> awaited();
            case ISSUED -> issued();
            case INACTIVE ->
                    notes.add(
                            Level.WARNING,
                            Fault.INACTIVE,
                            "ACM has made it inactive",
                            notes.replace("request a new one"));
            case EXPIRED -> expired();
            case VALIDATION_TIMED_OUT ->
                    notes.say(
                            Level.WARNING,
                            Fault.VALIDATION_TIMED_OUT,
                            "was never issued: its names were not proved within 72 hours",
                            "request it anew and make its validation records, or delete it");
            case REVOKED ->
                    notes.add(
                            Level.CRITICAL,
                            Fault.REVOKED,
                            "is revoked",
                            notes.replace("request a new one"));
            case FAILED ->
                    notes.say(
                            Level.WARNING,
                            Fault.REQUEST_FAILED,
                            "was never issued: " + Reasons.words(certificate.failure()),
                            Reasons.todo(certificate.failure()) + ", then request it anew");
            case UNKNOWN -> notes.wonder("has a status that this version does not know");
        }
    }

    /** Not there yet: somebody wants it, though nothing can use it. */
    private void awaited() {
        var proofs = new Proofs(certificate.validations(), facts);
        notes.say(
                Level.WARNING,
                Fault.PENDING_VALIDATION,
                "is not issued: ACM waits for proof of %s, and gives up 72 hours after the request"
                        .formatted(Phrases.few(proofs.open())),
                proofs.todo());
    }

    private void expired() {
        notes.add(
                Level.CRITICAL,
                Fault.EXPIRED,
                certificate
                        .notAfter()
                        .map(when -> Phrases.expiry(when, facts.at()))
                        .orElse("has expired"),
                switch (certificate.type()) {
                    case IMPORTED -> reimport();
                    case AMAZON_ISSUED, PRIVATE ->
                            notes.replace("ACM renews nothing that has expired: request a new one");
                    case UNKNOWN -> notes.replace("get a new one");
                });
    }

    private void issued() {
        if (certificate.notBefore().isEmpty() || certificate.notAfter().isEmpty()) {
            notes.wonder("is issued, but ACM does not say from when to when it is valid");
            return;
        }
        var from = certificate.notBefore().get();
        var to = certificate.notAfter().get();
        if (!facts.at().isBefore(to)) {
            expired();
        } else if (facts.at().isBefore(from)) {
            notes.add(
                    Level.CRITICAL,
                    Fault.NOT_YET_VALID,
                    "is not valid before " + Phrases.day(from),
                    "whoever imported it imports one that is valid now");
        } else {
            valid(stage(from, to));
        }
    }

    private Stage stage(Instant from, Instant to) {
        var lifetime = Duration.between(from, to);
        var left = Duration.between(facts.at(), to);
        return new Stage(
                scale.of(from, to, facts.at()),
                left.compareTo(terms.begins(lifetime)) < 0,
                left.compareTo(terms.due(lifetime)) < 0,
                Phrases.expiry(to, facts.at()));
    }

    private void valid(Stage stage) {
        switch (certificate.type()) {
            case IMPORTED ->
                    notes.add(
                            stage.level(),
                            Fault.EXPIRING,
                            stage.expiry() + "; it was imported, so AWS never renews it",
                            reimport());
            case UNKNOWN -> {
                notes.wonder("is of a type that this version does not know; " + stage.expiry());
                notes.add(stage.level(), Fault.EXPIRING, stage.expiry(), "find out who renews it");
            }
            case AMAZON_ISSUED, PRIVATE -> new RenewalVerdict(certificate, facts, notes).of(stage);
        }
    }

    private String reimport() {
        return ("whoever issued it issues a new one; import it over %s, and all that uses it takes"
                        + " the new one")
                .formatted(certificate.arn());
    }
}
