package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which certificate OCSP is asked about.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.1.1">RFC 6960, 4.1.1</a>
 */
record OcspQuestion(Bytes issuerName, Bytes issuerKey, BigInteger serial) {
    /** SHA-1, the one hash that every responder answers to (RFC 5019); nothing rests on it. */
    private static final byte[] SHA1 = HexFormat.of().parseHex("300906052b0e03021a0500");

    static OcspQuestion about(ParsedCertificate certificate, ParsedCertificate issuer) {
        return new OcspQuestion(
                certificate.issuer().encoded(), issuer.key().content(), certificate.serial());
    }

    /** A whole OCSPRequest, unsigned and without a nonce, so that caches can answer it. */
    Bytes request() {
        var certId =
                DerWriter.sequence(
                        SHA1,
                        DerWriter.item(Der.OCTET_STRING, digest("SHA-1", issuerName)),
                        DerWriter.item(Der.OCTET_STRING, digest("SHA-1", issuerKey)),
                        DerWriter.item(Der.INTEGER, serial.toByteArray()));
        var list = DerWriter.sequence(DerWriter.sequence(certId));
        return Bytes.of(DerWriter.sequence(DerWriter.sequence(list)));
    }

    /** Whether a CertID, hashed in whatever known way, means this certificate. */
    boolean isMeantBy(DerItem certId) throws MalformedDerException {
        var parts = certId.inside();
        var algorithm =
                parts.next(Der.SEQUENCE, "the hash of a certificate's identifier")
                        .inside()
                        .next(Der.OID, "a hash")
                        .oid("a hash");
        var name = Bytes.of(parts.next(Der.OCTET_STRING, "the hash of a name").content());
        var key = Bytes.of(parts.next(Der.OCTET_STRING, "the hash of a key").content());
        var number = parts.next(Der.INTEGER, "a serial number").integer("a serial number");
        return number.equals(serial)
                && hash(algorithm)
                        .filter(hash -> name.equals(Bytes.of(digest(hash, issuerName))))
                        .filter(hash -> key.equals(Bytes.of(digest(hash, issuerKey))))
                        .isPresent();
    }

    private static Optional<String> hash(String oid) {
        return switch (oid) {
            case "1.3.14.3.2.26" -> Optional.of("SHA-1");
            case "2.16.840.1.101.3.4.2.1" -> Optional.of("SHA-256");
            case "2.16.840.1.101.3.4.2.2" -> Optional.of("SHA-384");
            case "2.16.840.1.101.3.4.2.3" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }

    private static byte[] digest(String hash, Bytes bytes) {
        try {
            return MessageDigest.getInstance(hash).digest(bytes.array());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + hash, missing);
        }
    }
}
