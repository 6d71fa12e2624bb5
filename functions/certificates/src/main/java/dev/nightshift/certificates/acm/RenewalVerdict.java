package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Renewal;
import dev.nightshift.certificates.acm.AwsCertificate.RenewalStatus;
import dev.nightshift.certificates.acm.CertificateVerdict.Stage;
import dev.nightshift.certificates.acm.Finding.Fault;
import java.util.List;

/** Whether ACM will renew a certificate that it renews by itself if all is well. */
final class RenewalVerdict {
    private final AwsCertificate certificate;
    private final AwsFacts facts;
    private final CertificateNotes notes;

    RenewalVerdict(AwsCertificate certificate, AwsFacts facts, CertificateNotes notes) {
        this.certificate = certificate;
        this.facts = facts;
        this.notes = notes;
    }

    void of(Stage stage) {
        if (!notes.isUsed()) {
            notes.add(
                    stage.level(),
                    Fault.EXPIRING,
                    stage.expiry() + "; nothing uses it, so ACM does not renew it",
                    "put it to use");
        } else {
            switch (certificate.eligibility()) {
                case ELIGIBLE -> renewal(stage);
                case INELIGIBLE -> ineligible(stage);
                case UNKNOWN -> {
                    notes.wonder("ACM does not say whether it will renew it; " + stage.expiry());
                    renewal(stage);
                }
            }
        }
        records(stage);
    }

    private void ineligible(Stage stage) {
        if (certificate.exported() && certificate.inUseBy().isEmpty()) {
            notes.say(
                    ineligible(stage.begun(), stage.level()),
                    Fault.INELIGIBLE,
                    stage.expiry() + "; it was exported, but not since ACM renewed it last",
                    "export it again: ACM renews only what was exported since it was last renewed");
            return;
        }
        notes.add(
                ineligible(stage.begun(), stage.level()),
                Fault.INELIGIBLE,
                stage.expiry() + "; it is in use, but ACM says it is not eligible for renewal",
                certificate.type() == AwsCertificate.Type.PRIVATE
                        ? "whoever runs the private CA lets acm.amazonaws.com renew from it, or"
                                + " issues a new one"
                        : notes.replace("request a new one"));
    }

    /** Worth a note from the start, and a warning once others are renewed. */
    private static Level ineligible(boolean begun, Level byLife) {
        return Level.heavier(begun ? Level.WARNING : Level.NOTE, byLife);
    }

    private void renewal(Stage stage) {
        switch (certificate.renewal().map(Renewal::status).orElse(RenewalStatus.SUCCESS)) {
            case FAILED -> {
                var reason = certificate.renewal().flatMap(Renewal::reason);
                notes.add(
                        Level.heavier(Level.WARNING, stage.level()),
                        Fault.RENEWAL_FAILED,
                        "%s; its renewal failed: %s"
                                .formatted(stage.expiry(), Reasons.words(reason)),
                        Reasons.todo(reason) + ", or " + notes.replace("request a new one"));
            }
            case PENDING_VALIDATION -> {
                var proofs =
                        new Proofs(
                                certificate.renewal().map(Renewal::validations).orElse(List.of()),
                                facts);
                notes.add(
                        Level.heavier(Level.WARNING, stage.level()),
                        Fault.RENEWAL_PENDING_VALIDATION,
                        "%s; its renewal waits for proof of %s"
                                .formatted(stage.expiry(), Phrases.few(proofs.open())),
                        proofs.todo());
            }
            case PENDING_AUTO_RENEWAL, SUCCESS -> overdue(stage);
            case UNKNOWN -> {
                notes.wonder(
                        "its renewal has a status that this version does not know; "
                                + stage.expiry());
                overdue(stage);
            }
        }
    }

    private void overdue(Stage stage) {
        if (stage.due()) {
            notes.add(
                    Level.heavier(Level.WARNING, stage.level()),
                    Fault.RENEWAL_OVERDUE,
                    stage.expiry() + "; ACM should have renewed it by now",
                    "look at its renewal status in ACM's console, region %s, and ask AWS support"
                            .formatted(certificate.region()));
        } else if (stage.begun() && isProvedByMail()) {
            notes.add(
                    Level.NOTE,
                    Fault.RENEWAL_PENDING_VALIDATION,
                    stage.expiry() + "; ACM asks by mail before it renews it",
                    Proofs.BY_MAIL);
        }
    }

    private boolean isProvedByMail() {
        return certificate.validations().stream().anyMatch(one -> one.method() == Method.EMAIL);
    }

    /** Missing today, it makes a renewal fail that may be months away. */
    private void records(Stage stage) {
        var proofs = new Proofs(certificate.validations(), certificate.records(), facts);
        if (!proofs.broken().isEmpty()) {
            notes.add(
                    Level.heavier(Level.WARNING, stage.level()),
                    Fault.VALIDATION_RECORD,
                    "%s; ACM cannot renew it while DNS has %s"
                            .formatted(stage.expiry(), String.join(", and ", proofs.broken())),
                    String.join("; ", proofs.restore()));
        }
        if (!proofs.unknown().isEmpty()) {
            notes.say(
                    Level.UNKNOWN,
                    Fault.VALIDATION_RECORD,
                    "it is not known whether DNS has its validation record: "
                            + String.join("; ", proofs.unknown()),
                    "see that name servers and Route 53 can be asked");
        }
    }
}
