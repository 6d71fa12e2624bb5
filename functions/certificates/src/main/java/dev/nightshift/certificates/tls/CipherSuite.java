package dev.nightshift.certificates.tls;

/**
 * A cipher suite of IANA's registry.
 *
 * @param code as on the wire; three bytes for SSL 2
 * @param name IANA's, such as {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
 * @param keyExchange how the keys are agreed on
 * @param authentication how the server shows who it is
 * @param encryption such as {@code AES_128_GCM}
 * @param strengthBits of the cipher against a known attack; 112 for 3DES, 40 for export, 0 for none
 */
public record CipherSuite(
        int code,
        String name,
        KeyExchange keyExchange,
        Authentication authentication,
        String encryption,
        int strengthBits) {
    public enum KeyExchange {
        RSA,
        DH,
        DHE,
        ECDH,
        ECDHE,
        PSK,
        /** GOST, SRP, Kerberos and other rarities. */
        OTHER,
        /** TLS 1.3: negotiated apart from the suite, always with forward secrecy. */
        TLS_1_3,
        NONE
    }

    public enum Authentication {
        RSA,
        DSS,
        ECDSA,
        PSK,
        OTHER,
        /** TLS 1.3: negotiated apart from the suite. */
        TLS_1_3,
        /** Nobody: anonymous. */
        NONE
    }

    public boolean isForwardSecret() {
        return keyExchange == KeyExchange.DHE
                || keyExchange == KeyExchange.ECDHE
                || keyExchange == KeyExchange.TLS_1_3;
    }

    /** Whether it encrypts and authenticates in one (GCM, CCM, ChaCha20-Poly1305). */
    public boolean isAead() {
        return encryption.contains("GCM")
                || encryption.contains("CCM")
                || encryption.contains("POLY1305");
    }

    public boolean isExport() {
        return name.contains("EXPORT");
    }

    @Override
    public String toString() {
        return name;
    }
}
