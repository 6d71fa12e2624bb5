package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.util.Locale;

/**
 * IMAP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051#section-6.2.1">RFC 9051, section 6.2.1</a>
 */
final class Imap {
    private Imap() {}

    static void begin(Link link) throws TlsException {
        var lines = new Lines(link);
        var greeting = lines.hear();
        if (!greeting.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw Dialogues.refused("the server greets with: " + Lines.quote(greeting));
        }
        if (!answer(lines, "a1", "CAPABILITY")) {
            throw Dialogues.refused("the server does not offer STARTTLS");
        }
        answer(lines, "a2", "STARTTLS");
    }

    /** Whether a line on the way to OK named STARTTLS among the capabilities. */
    private static boolean answer(Lines lines, String tag, String command) throws TlsException {
        lines.say(tag + " " + command);
        boolean named = false;
        while (true) {
            var line = lines.hear();
            var upper = line.toUpperCase(Locale.ROOT);
            if (upper.startsWith(tag.toUpperCase(Locale.ROOT) + " ")) {
                if (!upper.startsWith("OK", tag.length() + 1)) {
                    throw Dialogues.refused(
                            "to " + command + " the server said: " + Lines.quote(line));
                }
                return named || Lines.hasWord(line, "STARTTLS");
            }
            if (!line.startsWith("* ")) {
                throw Dialogues.refused("to " + command + " the server said: " + Lines.quote(line));
            }
            named |= upper.startsWith("* CAPABILITY") && Lines.hasWord(line, "STARTTLS");
        }
    }
}
