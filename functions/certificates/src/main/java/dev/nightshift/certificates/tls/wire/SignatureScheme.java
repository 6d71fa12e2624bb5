package dev.nightshift.certificates.tls.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a server signs, and what Java calls it.
 *
 * @see <a
 *     href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml#tls-signaturescheme">
 *     IANA, TLS SignatureScheme</a>
 */
public enum SignatureScheme {
    ECDSA_SECP256R1_SHA256(0x0403, Key.ECDSA, "SHA256withECDSA"),
    RSA_PSS_RSAE_SHA256(0x0804, Key.RSA, "RSASSA-PSS", "SHA-256", 32),
    RSA_PKCS1_SHA256(0x0401, Key.RSA, "SHA256withRSA"),
    ECDSA_SECP384R1_SHA384(0x0503, Key.ECDSA, "SHA384withECDSA"),
    RSA_PSS_RSAE_SHA384(0x0805, Key.RSA, "RSASSA-PSS", "SHA-384", 48),
    RSA_PKCS1_SHA384(0x0501, Key.RSA, "SHA384withRSA"),
    RSA_PSS_RSAE_SHA512(0x0806, Key.RSA, "RSASSA-PSS", "SHA-512", 64),
    RSA_PKCS1_SHA512(0x0601, Key.RSA, "SHA512withRSA"),
    ECDSA_SECP521R1_SHA512(0x0603, Key.ECDSA, "SHA512withECDSA"),
    ED25519(0x0807, Key.ECDSA, "Ed25519"),
    ED448(0x0808, Key.ECDSA, "Ed448"),
    RSA_PSS_PSS_SHA256(0x0809, Key.RSA, "RSASSA-PSS", "SHA-256", 32),
    RSA_PSS_PSS_SHA384(0x080a, Key.RSA, "RSASSA-PSS", "SHA-384", 48),
    RSA_PSS_PSS_SHA512(0x080b, Key.RSA, "RSASSA-PSS", "SHA-512", 64),
    ECDSA_SHA224(0x0303, Key.ECDSA, "SHA224withECDSA"),
    RSA_PKCS1_SHA224(0x0301, Key.RSA, "SHA224withRSA"),
    ECDSA_SHA1(0x0203, Key.ECDSA, "SHA1withECDSA"),
    RSA_PKCS1_SHA1(0x0201, Key.RSA, "SHA1withRSA"),
    DSA_SHA256(0x0402, Key.DSA, "SHA256withDSA"),
    DSA_SHA384(0x0502, Key.DSA, "SHA384withDSA"),
    DSA_SHA512(0x0602, Key.DSA, "SHA512withDSA"),
    DSA_SHA224(0x0302, Key.DSA, "SHA224withDSA"),
    DSA_SHA1(0x0202, Key.DSA, "SHA1withDSA"),
    RSA_PKCS1_MD5(0x0101, Key.RSA, "MD5withRSA");

    /** Whose signature it is, in the coarse terms in which a server has two certificates. */
    public enum Key {
        RSA,
        /** Edwards curves are asked for together with it. */
        ECDSA,
        DSA
    }

    private final int code;
    private final Key key;
    private final String algorithm;
    private final String digest;
    private final int saltBytes;

    SignatureScheme(int code, Key key, String algorithm) {
        this(code, key, algorithm, "", 0);
    }

    SignatureScheme(int code, Key key, String algorithm, String digest, int saltBytes) {
        this.code = code;
        this.key = key;
        this.algorithm = algorithm;
        this.digest = digest;
        this.saltBytes = saltBytes;
    }

    public int code() {
        return code;
    }

    public Key key() {
        return key;
    }

    public static Optional<SignatureScheme> of(int code) {
        return Arrays.stream(values()).filter(scheme -> scheme.code == code).findFirst();
    }

    public static List<SignatureScheme> of(Key key) {
        return Arrays.stream(values()).filter(scheme -> scheme.key == key).toList();
    }

    String algorithm() {
        return algorithm;
    }

    boolean isPss() {
        return saltBytes > 0;
    }

    String digest() {
        return digest;
    }

    int saltBytes() {
        return saltBytes;
    }
}
