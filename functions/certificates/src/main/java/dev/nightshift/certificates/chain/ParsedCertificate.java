package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A certificate, read. Nothing in it is believed yet.
 *
 * @param signed the part that the signature is over
 * @param serialBytes how long the serial number is
 * @param innerAlgorithm the algorithm as the signed part names it; has to be the outer one
 * @param fingerprint SHA-256 of the whole, in hexadecimal
 * @param keyHash SHA-256 of the SubjectPublicKeyInfo, in hexadecimal
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, 4.1</a>
 */
record ParsedCertificate(
        Bytes der,
        Bytes signed,
        int version,
        BigInteger serial,
        int serialBytes,
        Bytes innerAlgorithm,
        SignatureAlgorithm algorithm,
        DistinguishedName issuer,
        Instant notBefore,
        Instant notAfter,
        DistinguishedName subject,
        SubjectKey key,
        Bytes signature,
        Extensions extensions,
        String fingerprint,
        String keyHash) {
    private static final int MAX_BYTES = 1 << 20;

    /**
     * @throws MalformedDerException if it is no certificate, or something follows it
     */
    static ParsedCertificate read(Bytes der) throws MalformedDerException {
        if (der.isEmpty()) {
            throw new MalformedDerException("it is empty");
        }
        if (der.size() > MAX_BYTES) {
            throw new MalformedDerException("it has " + der.size() + " bytes");
        }
        var whole = Der.only(der.array(), Der.SEQUENCE, "the certificate").inside();
        var tbs = whole.next(Der.SEQUENCE, "the signed part");
        var algorithm =
                SignatureAlgorithm.read(whole.next(Der.SEQUENCE, "the signature's algorithm"));
        var signature = whole.next(Der.BIT_STRING, "the signature").wholeBits("the signature");
        whole.finish("the certificate");

        var parts = tbs.inside();
        var versionTag = parts.optional(Der.contextOf(0), "the version");
        int version =
                versionTag.isEmpty()
                        ? 1
                        : 1
                                + Math.min(
                                        100,
                                        versionTag
                                                .get()
                                                .inside()
                                                .next(Der.INTEGER, "the version")
                                                .smallInteger("the version"));
        var serial = parts.next(Der.INTEGER, "the serial number");
        var inner = parts.next(Der.SEQUENCE, "the algorithm").encoded();
        var issuer = DistinguishedName.read(parts.next(Der.SEQUENCE, "the issuer"));
        var validity = parts.next(Der.SEQUENCE, "the validity").inside();
        var notBefore = validity.next("the begin of validity").time("the begin of validity");
        var notAfter = validity.next("the end of validity").time("the end of validity");
        validity.finish("the validity");
        var subject = DistinguishedName.read(parts.next(Der.SEQUENCE, "the subject"));
        var key = SubjectKey.read(parts.next(Der.SEQUENCE, "the key"));
        var issuerId = parts.optional(Der.context(1), "the issuer's identifier");
        var subjectId = parts.optional(Der.context(2), "the subject's identifier");
        var extensions = parts.optional(Der.contextOf(3), "the extensions");
        parts.finish("the signed part");
        if ((issuerId.isPresent() || subjectId.isPresent()) && version < 2) {
            throw new MalformedDerException("a version 1 certificate with identifiers");
        }
        return new ParsedCertificate(
                der,
                tbs.encoded(),
                version,
                serial.integer("the serial number"),
                serial.size(),
                inner,
                algorithm,
                issuer,
                notBefore,
                notAfter,
                subject,
                key,
                Bytes.of(signature),
                extensions.isEmpty()
                        ? ExtensionReader.none()
                        : ExtensionReader.read(
                                extensions.get().inside().next(Der.SEQUENCE, "the extensions")),
                sha256(der),
                sha256(key.encoded()));
    }

    private static String sha256(Bytes bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Whether it names itself as its issuer; that it signed itself is another question. */
    boolean isSelfIssued() {
        return subject.key().equals(issuer.key());
    }

    /** Whether both certify one key for one name, so that one can stand for the other. */
    boolean isTwinOf(ParsedCertificate other) {
        return keyHash.equals(other.keyHash) && subject.key().equals(other.subject.key());
    }

    /** Whether the other's key may have signed this, by names alone. */
    boolean mayBeIssuedBy(ParsedCertificate other) {
        return issuer.key().equals(other.subject.key());
    }

    /** Whether the identifiers of keys, where both give one, say the same. */
    boolean identifies(ParsedCertificate other) {
        var wanted = extensions.authorityKeyId();
        var given = other.extensions.subjectKeyId();
        return wanted.isEmpty() || given.isEmpty() || wanted.equals(given);
    }

    /** Short, for sentences. */
    String label() {
        if (!subject.commonNames().isEmpty()) {
            return DistinguishedName.printable(subject.commonNames().getLast());
        }
        var first = extensions.names().stream().flatMap(names -> names.stream()).findFirst();
        return subject.isEmpty()
                ? first.map(GeneralName::text).orElse("a certificate without a name")
                : subject.text();
    }
}
