package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certificate in words and numbers.
 *
 * @param position as served, from 0; empty if it was not served but is a root, or was fetched
 * @param label short, for sentences: the common name, or the first alternative name
 * @param serial in hexadecimal
 * @param names the alternative names, as text
 * @param key such as {@code RSA 2048} or {@code EC secp256r1}
 * @param keyBits 0 if not known
 * @param signatureAlgorithm such as {@code SHA256withRSA}
 * @param fingerprint SHA-256 of the certificate, in hexadecimal
 * @param keyHash SHA-256 of its SubjectPublicKeyInfo, in hexadecimal
 * @param ca whether it says it is of a CA
 * @param selfIssued whether subject and issuer are one
 * @param ocspUrls as written by whoever made the certificate: not vetted
 * @param mustStaple whether it asks for a stapled OCSP response
 * @param timestamps how many signed certificate timestamps it carries
 */
public record CertificateSummary(
        Optional<Integer> position,
        String label,
        String subject,
        String issuer,
        String serial,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        String key,
        int keyBits,
        String signatureAlgorithm,
        String fingerprint,
        String keyHash,
        boolean ca,
        boolean selfIssued,
        List<String> ocspUrls,
        List<String> crlUrls,
        List<String> caIssuerUrls,
        boolean mustStaple,
        int timestamps,
        Bytes der) {
    public CertificateSummary {
        names = List.copyOf(names);
        ocspUrls = List.copyOf(ocspUrls);
        crlUrls = List.copyOf(crlUrls);
        caIssuerUrls = List.copyOf(caIssuerUrls);
    }

    static CertificateSummary of(ParsedCertificate certificate, Optional<Integer> position) {
        var extensions = certificate.extensions();
        return new CertificateSummary(
                position,
                certificate.label(),
                certificate.subject().text(),
                certificate.issuer().text(),
                certificate.serial().toString(16),
                extensions.names().orElse(List.of()).stream().map(GeneralName::text).toList(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.key().text(),
                certificate.key().bits(),
                certificate.algorithm().name(),
                certificate.fingerprint(),
                certificate.keyHash(),
                extensions.isCa(),
                certificate.isSelfIssued(),
                extensions.ocsp(),
                extensions.crls(),
                extensions.caIssuers(),
                extensions.mustStaple(),
                extensions.timestamps(),
                certificate.der());
    }
}
