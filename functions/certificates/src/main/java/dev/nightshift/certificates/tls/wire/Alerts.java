package dev.nightshift.certificates.tls.wire;

import java.util.Map;

/**
 * Alerts by their names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-6">RFC 8446, section 6</a>
 */
public final class Alerts {
    public static final int CLOSE_NOTIFY = 0;
    public static final int HANDSHAKE_FAILURE = 40;
    public static final int PROTOCOL_VERSION = 70;
    public static final int INAPPROPRIATE_FALLBACK = 86;
    public static final int NO_RENEGOTIATION = 100;
    public static final int UNRECOGNIZED_NAME = 112;

    static final int WARNING = 1;
    static final int FATAL = 2;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(CLOSE_NOTIFY, "close_notify"),
                    Map.entry(10, "unexpected_message"),
                    Map.entry(20, "bad_record_mac"),
                    Map.entry(21, "decryption_failed"),
                    Map.entry(22, "record_overflow"),
                    Map.entry(30, "decompression_failure"),
                    Map.entry(HANDSHAKE_FAILURE, "handshake_failure"),
                    Map.entry(41, "no_certificate"),
                    Map.entry(42, "bad_certificate"),
                    Map.entry(43, "unsupported_certificate"),
                    Map.entry(46, "certificate_unknown"),
                    Map.entry(47, "illegal_parameter"),
                    Map.entry(48, "unknown_ca"),
                    Map.entry(49, "access_denied"),
                    Map.entry(50, "decode_error"),
                    Map.entry(51, "decrypt_error"),
                    Map.entry(60, "export_restriction"),
                    Map.entry(PROTOCOL_VERSION, "protocol_version"),
                    Map.entry(71, "insufficient_security"),
                    Map.entry(80, "internal_error"),
                    Map.entry(INAPPROPRIATE_FALLBACK, "inappropriate_fallback"),
                    Map.entry(90, "user_canceled"),
                    Map.entry(NO_RENEGOTIATION, "no_renegotiation"),
                    Map.entry(109, "missing_extension"),
                    Map.entry(110, "unsupported_extension"),
                    Map.entry(UNRECOGNIZED_NAME, "unrecognized_name"),
                    Map.entry(116, "certificate_required"),
                    Map.entry(120, "no_application_protocol"));

    private Alerts() {}

    /** Such as {@code handshake_failure (40)}. */
    public static String name(int description) {
        return NAMES.getOrDefault(description, "unknown") + " (" + description + ")";
    }
}
