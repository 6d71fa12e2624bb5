package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Renewal;
import dev.nightshift.certificates.acm.AwsCertificate.RenewalStatus;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import dev.nightshift.certificates.acm.Finding.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one certificate of ACM. */
final class CertificateVerdict {
    private final AwsCertificate certificate;
    private final AwsFacts facts;
    private final AcmTerms terms;
    private final LifetimeScale scale;
    private final boolean used;
    private final List<Finding> findings = new ArrayList<>();

    private CertificateVerdict(
            AwsCertificate certificate, AwsFacts facts, AcmTerms terms, LifetimeScale scale) {
        this.certificate = certificate;
        this.facts = facts;
        this.terms = terms;
        this.scale = scale;
        this.used =
                certificate.isUsed()
                        || facts.distributions().stream()
                                .anyMatch(
                                        one ->
                                                one.certificate()
                                                        .equals(
                                                                new Viewer.OfAcm(
                                                                        certificate.arn())));
    }

    static List<Finding> of(
            AwsCertificate certificate, AwsFacts facts, AcmTerms terms, LifetimeScale scale) {
        var verdict = new CertificateVerdict(certificate, facts, terms, scale);
        verdict.judge();
        return List.copyOf(verdict.findings);
    }

    private void judge() {
        switch (certificate.status()) {
            case PENDING_VALIDATION -> awaited();
            case ISSUED -> issued();
            case INACTIVE ->
                    add(
                            Level.WARNING,
                            Fault.INACTIVE,
                            "ACM has made it inactive",
                            replace("request a new one"));
            case EXPIRED -> expired();
            case VALIDATION_TIMED_OUT ->
                    say(
                            Level.WARNING,
                            Fault.VALIDATION_TIMED_OUT,
                            "was never issued: nobody proved its names within 72 hours",
                            "delete it, or request it anew and make its validation records");
            case REVOKED ->
                    add(Level.CRITICAL, Fault.REVOKED, "is revoked", replace("request a new one"));
            case FAILED ->
                    say(
                            Level.WARNING,
                            Fault.REQUEST_FAILED,
                            "was never issued: " + certificate.failure().orElse("ACM says not why"),
                            "delete it, or mend the reason and request it anew");
            case UNKNOWN ->
                    say(
                            Level.UNKNOWN,
                            Fault.NOT_UNDERSTOOD,
                            "has a status that this version does not know",
                            "look at it in ACM's console, region " + certificate.region());
        }
    }

    /** Not there yet: somebody wants it, whether or not anything can use it. */
    private void awaited() {
        var proofs = new Proofs(certificate.validations(), facts);
        say(
                Level.WARNING,
                Fault.PENDING_VALIDATION,
                "is not issued: ACM waits for proof of "
                        + Phrases.few(proofs.open())
                        + " and gives up 72 hours after the request",
                proofs.todo());
    }

    private void expired() {
        add(
                Level.CRITICAL,
                Fault.EXPIRED,
                certificate
                        .notAfter()
                        .map(when -> Phrases.expiry(when, facts.at()))
                        .orElse("has expired"),
                switch (certificate.type()) {
                    case IMPORTED -> reimport();
                    case AMAZON_ISSUED, PRIVATE ->
                            replace("ACM renews nothing that has expired; request a new one");
                    case UNKNOWN -> replace("get a new one");
                });
    }

    private void issued() {
        if (certificate.notBefore().isEmpty() || certificate.notAfter().isEmpty()) {
            say(
                    Level.UNKNOWN,
                    Fault.NOT_UNDERSTOOD,
                    "is issued, but ACM does not say from when to when it is valid",
                    "look at it in ACM's console, region " + certificate.region());
            return;
        }
        var from = certificate.notBefore().get();
        var to = certificate.notAfter().get();
        if (!facts.at().isBefore(to)) {
            expired();
        } else if (facts.at().isBefore(from)) {
            add(
                    Level.CRITICAL,
                    Fault.NOT_YET_VALID,
                    "is not valid before " + Phrases.day(from),
                    "whoever imported it imports one that is valid now");
        } else {
            valid(new Life(from, to));
        }
    }

    /**
     * Within its lifetime.
     *
     * @param level by what is left of it
     */
    private record Stage(Level level, Duration left, boolean begun, boolean due) {}

    private record Life(Instant from, Instant to) {}

    private void valid(Life life) {
        var lifetime = Duration.between(life.from(), life.to());
        var left = Duration.between(facts.at(), life.to());
        var stage =
                new Stage(
                        scale.of(life.from(), life.to(), facts.at()),
                        left,
                        left.compareTo(terms.begins(lifetime)) < 0,
                        left.compareTo(terms.due(lifetime)) < 0);
        var expiry = Phrases.expiry(life.to(), facts.at());
        switch (certificate.type()) {
            case IMPORTED ->
                    add(
                            stage.level(),
                            Fault.EXPIRING,
                            expiry + "; it was imported, so AWS never renews it",
                            reimport());
            case UNKNOWN ->
                    add(
                            stage.level(),
                            Fault.EXPIRING,
                            expiry + "; of a type that this version does not know",
                            "find out who renews it");
            case AMAZON_ISSUED, PRIVATE -> managed(stage, expiry);
        }
    }

    private void managed(Stage stage, String expiry) {
        if (!used) {
            add(
                    stage.level(),
                    Fault.EXPIRING,
                    expiry + "; nothing uses it, so ACM does not renew it",
                    "");
        } else {
            switch (certificate.eligibility()) {
                case ELIGIBLE -> renewal(stage, expiry);
                case INELIGIBLE -> ineligible(stage, expiry);
                case UNKNOWN -> {
                    say(
                            Level.UNKNOWN,
                            Fault.NOT_UNDERSTOOD,
                            "ACM does not say whether it will renew it; " + expiry,
                            "look at it in ACM's console, region " + certificate.region());
                    renewal(stage, expiry);
                }
            }
        }
        records(stage, expiry);
    }

    private void ineligible(Stage stage, String expiry) {
        add(
                Level.worse(stage.begun() ? Level.WARNING : Level.NOTE, stage.level()),
                Fault.INELIGIBLE,
                expiry + "; it is in use, but ACM says it is not eligible for renewal",
                certificate.type() == AwsCertificate.Type.PRIVATE
                        ? "whoever runs the private CA lets acm.amazonaws.com renew from it, or"
                                + " issues a new one"
                        : replace("request a new one"));
    }

    private void renewal(Stage stage, String expiry) {
        switch (certificate.renewal().map(Renewal::status).orElse(RenewalStatus.SUCCESS)) {
            case FAILED ->
                    add(
                            Level.worse(Level.WARNING, stage.level()),
                            Fault.RENEWAL_FAILED,
                            expiry + "; its renewal failed: " + reason(),
                            "mend the reason; ACM tries again, or " + replace("request a new one"));
            case PENDING_VALIDATION -> {
                var proofs =
                        new Proofs(
                                certificate.renewal().map(Renewal::validations).orElse(List.of()),
                                facts);
                add(
                        Level.worse(Level.WARNING, stage.level()),
                        Fault.RENEWAL_PENDING_VALIDATION,
                        "%s; its renewal waits for proof of %s"
                                .formatted(expiry, Phrases.few(proofs.open())),
                        proofs.todo());
            }
            case PENDING_AUTO_RENEWAL, SUCCESS -> overdue(stage, expiry);
            case UNKNOWN -> {
                say(
                        Level.UNKNOWN,
                        Fault.NOT_UNDERSTOOD,
                        "its renewal has a status that this version does not know; " + expiry,
                        "look at it in ACM's console, region " + certificate.region());
                overdue(stage, expiry);
            }
        }
    }

    private void overdue(Stage stage, String expiry) {
        if (stage.due()) {
            add(
                    Level.worse(Level.WARNING, stage.level()),
                    Fault.RENEWAL_OVERDUE,
                    expiry + "; ACM should have renewed it by now",
                    "look at its renewal status in ACM's console, region %s, and ask AWS support"
                            .formatted(certificate.region()));
        } else if (stage.begun() && isProvedByMail()) {
            add(
                    Level.NOTE,
                    Fault.RENEWAL_PENDING_VALIDATION,
                    expiry + "; ACM asks by mail before it renews it",
                    "whoever reads the domain's mail follows the link of ACM's message");
        }
    }

    private boolean isProvedByMail() {
        return certificate.validations().stream().anyMatch(one -> one.method() == Method.EMAIL);
    }

    private String reason() {
        return certificate.renewal().flatMap(Renewal::reason).orElse("ACM says not why");
    }

    /** Missing today, it makes a renewal fail that may be months away. */
    private void records(Stage stage, String expiry) {
        var proofs = new Proofs(certificate.validations(), certificate.records(), facts);
        if (!proofs.broken().isEmpty()) {
            add(
                    stage.begun() ? Level.worse(Level.WARNING, stage.level()) : Level.WARNING,
                    Fault.VALIDATION_RECORD,
                    "%s; ACM cannot renew it while DNS has %s"
                            .formatted(expiry, String.join(", and ", proofs.broken())),
                    String.join("; ", proofs.restore()));
        }
        if (!proofs.unknown().isEmpty()) {
            say(
                    Level.UNKNOWN,
                    Fault.VALIDATION_RECORD,
                    "it is not known whether its validation record is in DNS: "
                            + String.join("; ", proofs.unknown()),
                    "see that name servers and Route 53 can be asked");
        }
    }

    private String reimport() {
        return used
                ? "whoever issued it issues a new one; import it over %s, and all that uses it takes it"
                        .formatted(certificate.arn())
                : "";
    }

    private String replace(String first) {
        return certificate.inUseBy().isEmpty()
                ? first
                : "%s and put it in place of this one at %s"
                        .formatted(first, Phrases.few(certificate.inUseBy()));
    }

    /** What nothing uses troubles nobody. */
    private void add(Level level, Fault fault, String what, String todo) {
        if (level == Level.NONE) {
            return;
        }
        if (used) {
            say(level, fault, what, certificate.isExported() ? todo + exported() : todo);
        } else {
            say(
                    Level.NOTE,
                    fault,
                    what,
                    todo.isEmpty()
                            ? "delete it, or put it to use"
                            : todo + "; or delete it, as nothing uses it");
        }
    }

    private static String exported() {
        return "; it was exported: whoever did so exports the renewed one again";
    }

    private void say(Level level, Fault fault, String what, String todo) {
        findings.add(
                new Finding(
                        level,
                        fault,
                        certificate.arn(),
                        certificate.domain().isEmpty()
                                ? certificate.arn()
                                : certificate.domain() + " in " + certificate.region(),
                        what,
                        todo,
                        certificate.notAfter()));
    }
}
