package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.Answer;
import java.util.Optional;

/**
 * What is known of the certificate that a server shows. With several (RSA and ECDSA), that of the
 * one that stands worst.
 *
 * @param trusted whether it leads to a root that is trusted, names and dates aside
 * @param selfSigned whether it has signed itself
 * @param chainComplete whether the server sends all that is needed to get to the root
 * @param nameMatches whether it is for the name that was asked for
 * @param inForce whether today lies between its dates
 * @param revoked whether its issuer has taken it back; no, if it names nobody who could be asked
 * @param keyAlgorithm of its key
 * @param keyBits size of its key: the modulus, or the field of the curve; empty if not known
 * @param signatureHash what its signature rests on
 */
public record CertificateTrust(
        Answer trusted,
        boolean selfSigned,
        Answer chainComplete,
        Answer nameMatches,
        Answer inForce,
        Answer revoked,
        KeyAlgorithm keyAlgorithm,
        Optional<Integer> keyBits,
        SignatureHash signatureHash) {
    public enum KeyAlgorithm {
        RSA,
        DSA,
        EC,
        /** Ed25519 and Ed448. */
        EDDSA,
        UNKNOWN
    }

    public enum SignatureHash {
        MD2,
        MD5,
        SHA_1,
        /** SHA-2, SHA-3, and what EdDSA brings along. */
        STRONG,
        UNKNOWN
    }
}
