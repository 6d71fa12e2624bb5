package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.grade.CertificateTrust;
import dev.nightshift.certificates.grade.CertificateTrust.KeyAlgorithm;
import dev.nightshift.certificates.grade.CertificateTrust.SignatureHash;
import java.util.Optional;

/** The certificates of the matrix, each with one thing about it. */
enum Kind {
    RSA_512("RSA", 512),
    RSA_1024("RSA", 1024),
    RSA_2048("RSA", 2048),
    RSA_3072("RSA", 3072),
    RSA_4096("RSA", 4096),
    P_256("EC", 256),
    P_384("EC", 384),
    P_521("EC", 521),
    ED25519("Ed25519", 255),
    ED448("Ed448", 448),
    SELF_SIGNED("RSA", 2048),
    UNTRUSTED_ROOT("RSA", 2048),
    EXPIRED("RSA", 2048),
    NOT_YET_VALID("RSA", 2048),
    OTHER_NAME("RSA", 2048),
    NO_INTERMEDIATE("RSA", 2048),
    SHA_1("RSA", 2048),
    MD5("RSA", 2048);

    private final String key;
    private final int bits;

    Kind(String key, int bits) {
        this.key = key;
        this.bits = bits;
    }

    /** The algorithm by the JDK's name. */
    String key() {
        return key;
    }

    int bits() {
        return bits;
    }

    String signature() {
        return switch (this) {
            case SHA_1 -> "SHA1withRSA";
            case MD5 -> "MD5withRSA";
            default -> "SHA256withRSA";
        };
    }

    /** What the suites call whoever has such a key: RSA or ECDSA. */
    String authentication() {
        return key.equals("RSA") ? "RSA" : "ECDSA";
    }

    /** What is true of it, by the way that it was made. */
    CertificateTrust trust() {
        return new CertificateTrust(
                Answer.of(this != SELF_SIGNED && this != UNTRUSTED_ROOT),
                this == SELF_SIGNED,
                Answer.of(this != NO_INTERMEDIATE),
                Answer.of(this != OTHER_NAME),
                Answer.of(this != EXPIRED && this != NOT_YET_VALID),
                // it names nobody who could be asked
                Answer.NO,
                switch (key) {
                    case "RSA" -> KeyAlgorithm.RSA;
                    case "EC" -> KeyAlgorithm.EC;
                    default -> KeyAlgorithm.EDDSA;
                },
                Optional.of(bits),
                switch (this) {
                    case SHA_1 -> SignatureHash.SHA_1;
                    case MD5 -> SignatureHash.MD5;
                    default -> SignatureHash.STRONG;
                });
    }
}
