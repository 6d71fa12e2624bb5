package dev.nightshift.certificates.tls;

import java.util.Arrays;
import java.util.Optional;

/** The versions of SSL and TLS, oldest first. */
public enum ProtocolVersion {
    SSL_2(0x0002, "SSL 2.0"),
    SSL_3(0x0300, "SSL 3.0"),
    TLS_1_0(0x0301, "TLS 1.0"),
    TLS_1_1(0x0302, "TLS 1.1"),
    TLS_1_2(0x0303, "TLS 1.2"),
    TLS_1_3(0x0304, "TLS 1.3");

    private final int code;
    private final String text;

    ProtocolVersion(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** As on the wire. */
    public int code() {
        return code;
    }

    public static Optional<ProtocolVersion> of(int code) {
        return Arrays.stream(values()).filter(version -> version.code == code).findFirst();
    }

    /** As people write it, such as {@code TLS 1.2}. */
    @Override
    public String toString() {
        return text;
    }
}
