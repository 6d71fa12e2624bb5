package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.net.Inet6Address;

/**
 * SMTP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3207">RFC 3207</a>
 */
final class Smtp {
    private Smtp() {}

    static void begin(Link link) throws TlsException {
        var lines = new Lines(link);
        lines.reply("220", "a new connection");
        // RFC 5321, section 4.1.3: who has no name says its address
        var local = link.socket().getLocalAddress();
        lines.say(
                "EHLO ["
                        + (local instanceof Inet6Address ? "IPv6:" : "")
                        + local.getHostAddress().replaceFirst("%.*", "")
                        + "]");
        if (lines.reply("250", "EHLO").stream()
                .noneMatch(line -> Lines.hasWord(line, "STARTTLS"))) {
            throw Dialogues.refused("the server does not offer STARTTLS");
        }
        lines.say("STARTTLS");
        lines.reply("220", "STARTTLS");
    }
}
