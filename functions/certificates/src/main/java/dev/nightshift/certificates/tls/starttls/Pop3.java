package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;

/**
 * POP3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2595#section-4">RFC 2595, section 4</a>
 */
final class Pop3 {
    private static final String OK = "+OK";

    private Pop3() {}

    static void begin(Link link) throws TlsException {
        var lines = new Lines(link);
        expectOk(lines.hear(), "a new connection");
        lines.say("CAPA");
        // a server without CAPA (RFC 2449) may know STLS all the same
        if (lines.hear().startsWith(OK) && !offers(lines)) {
            throw Dialogues.refused("the server does not offer STLS");
        }
        lines.say("STLS");
        expectOk(lines.hear(), "STLS");
    }

    private static boolean offers(Lines lines) throws TlsException {
        boolean offers = false;
        for (var line = lines.hear(); !line.equals("."); line = lines.hear()) {
            offers |= line.equalsIgnoreCase("STLS");
        }
        return offers;
    }

    private static void expectOk(String line, String to) throws TlsException {
        if (!line.startsWith(OK)) {
            throw Dialogues.refused("to " + to + " the server said: " + Lines.quote(line));
        }
    }
}
