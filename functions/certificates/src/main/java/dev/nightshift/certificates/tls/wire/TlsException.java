package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.tls.Handshake.Trouble;
import java.io.IOException;
import java.util.OptionalInt;

/** A conversation that came to nothing, and why. */
public final class TlsException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int NO_ALERT = -1;

    private final Trouble trouble;
    private final int alert;
    private final boolean wordless;

    private TlsException(Trouble trouble, String why, int alert, boolean wordless) {
        super(why);
        this.trouble = trouble;
        this.alert = alert;
        this.wordless = wordless;
    }

    public TlsException(Trouble trouble, String why) {
        this(trouble, why, NO_ALERT, false);
    }

    /** TLS, but broken. */
    public static TlsException malformed(String why) {
        return new TlsException(Trouble.MALFORMED, why);
    }

    /** The server ended it by an alert. */
    public static TlsException alert(int description) {
        return new TlsException(
                Trouble.ALERT,
                "the server answered with the alert " + Alerts.name(description),
                description,
                false);
    }

    /** The server hung up before it said anything. */
    public static TlsException wordless(String why) {
        return new TlsException(Trouble.UNREACHABLE, why, NO_ALERT, true);
    }

    public Trouble trouble() {
        return trouble;
    }

    /** What the fatal alert said, if it was one. */
    public OptionalInt alert() {
        return alert == NO_ALERT ? OptionalInt.empty() : OptionalInt.of(alert);
    }

    /** Whether the server hung up without a word, as many do on what they do not speak. */
    public boolean isWordless() {
        return wordless;
    }

    /** In words, for a person. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
