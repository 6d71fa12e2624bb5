package dev.nightshift.certificates.grade;

import static dev.nightshift.certificates.grade.CertificateTrust.SignatureHash.MD2;
import static dev.nightshift.certificates.grade.CertificateTrust.SignatureHash.MD5;
import static dev.nightshift.certificates.grade.CertificateTrust.SignatureHash.SHA_1;
import static dev.nightshift.certificates.grade.CertificateTrust.SignatureHash.UNKNOWN;

/** What the guide says of certificates and their keys. */
record CertificateRules(CertificateTrust certificate, Findings findings) {
    private static final String TRUST = "Certificate inspection: T if it is not trusted";

    void apply() {
        trust();
        findings.cap(
                certificate.nameMatches().not(),
                Letter.M,
                "the certificate is for another name",
                "whether the certificate is for this name is not known",
                "Certificate inspection: M if the name does not match");
        findings.cap(
                certificate.chainComplete().not(),
                Letter.B,
                "the server does not send the whole chain",
                "whether the server sends the whole chain is not known",
                "2009i: cap at B if the chain is incomplete");
        signature();
        key();
    }

    private void trust() {
        findings.cap(
                certificate.trusted().not(),
                Letter.T,
                certificate.selfSigned()
                        ? "the certificate is signed by itself"
                        : "the certificate does not lead to a trusted root",
                "whether the certificate is trusted is not known",
                TRUST);
        findings.cap(
                certificate.inForce().not(),
                Letter.T,
                "the certificate has expired, or does not hold yet",
                "whether the certificate is in force is not known",
                TRUST);
        findings.cap(
                certificate.revoked(),
                Letter.T,
                "the certificate is revoked",
                "whether the certificate is revoked is not known",
                TRUST);
    }

    private void signature() {
        var hash = certificate.signatureHash();
        if (hash == UNKNOWN) {
            findings.open(
                    Letter.T,
                    "what the certificate's signature rests on is not known",
                    "Certificate inspection: insecure signatures");
        } else if (hash == MD2 || hash == MD5) {
            findings.cap(
                    Letter.F,
                    "the certificate is signed with " + hash,
                    "2009e: signatures with MD2 or MD5 are insecure");
        } else if (hash == SHA_1) {
            findings.cap(
                    Letter.T,
                    "the certificate is signed with SHA-1",
                    "Changes of 2017: SHA-1 is no longer trusted");
        }
    }

    private void key() {
        var strength = KeyStrength.of(certificate.keyAlgorithm(), certificate.keyBits());
        if (strength.isEmpty()) {
            findings.open(
                    Letter.F,
                    "how strong the certificate's key is is not known",
                    "2009e: keys under 1024 bits are insecure");
            return;
        }
        var found =
                "the certificate's key: "
                        + certificate.keyAlgorithm()
                        + certificate.keyBits().map(bits -> " with " + bits + " bits").orElse("");
        if (strength.get() < 1024) {
            findings.cap(Letter.F, found, "2009e: keys under 1024 bits are insecure");
        } else if (strength.get() < 2048) {
            findings.cap(Letter.B, found, "2009e: cap at B with keys under 2048 bits");
        }
    }
}
