package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import dev.nightshift.certificates.acm.Finding.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found about one certificate of ACM. */
final class CertificateNotes {
    private final AwsCertificate certificate;
    private final boolean used;
    private final List<Finding> findings = new ArrayList<>();

    CertificateNotes(AwsCertificate certificate, AwsFacts facts) {
        this.certificate = certificate;
        var shown = new Viewer.OfAcm(certificate.arn());
        this.used =
                certificate.isUsed()
                        || facts.distributions().stream()
                                .anyMatch(one -> one.certificate().equals(shown));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean isUsed() {
        return used;
    }

    /** What nothing uses troubles nobody, and {@link Level#OK} is not worth a word. */
    void add(Level level, Fault fault, String what, String todo) {
        if (level == Level.OK) {
            return;
        }
        if (!used) {
            say(Level.NOTE, fault, what, todo + "; or delete it, as nothing uses it");
        } else if (certificate.exported()) {
            say(
                    level,
                    fault,
                    what,
                    todo + "; it was exported: whoever did so exports the renewed one again");
        } else {
            say(level, fault, what, todo);
        }
    }

    /** Whether or not anything uses it. */
    void say(Level level, Fault fault, String what, String todo) {
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

    /** AWS says something new, or nothing at all. */
    void wonder(String what) {
        say(
                Level.UNKNOWN,
                Fault.NOT_UNDERSTOOD,
                what,
                "look at it in ACM's console, region " + certificate.region());
    }

    /** Another one has to take its place wherever it is used. */
    String replace(String first) {
        return certificate.inUseBy().isEmpty()
                ? first
                : "%s and put it in place of this one at %s"
                        .formatted(first, Phrases.few(certificate.inUseBy()));
    }
}
