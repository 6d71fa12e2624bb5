package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;

/**
 * FTP. Its FEAT is optional, so AUTH itself is the question.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4217#section-4">RFC 4217, section 4</a>
 */
final class Ftp {
    private Ftp() {}

    static void begin(Link link) throws TlsException {
        var lines = new Lines(link);
        lines.reply("220", "a new connection");
        lines.say("AUTH TLS");
        lines.reply("234", "AUTH TLS");
    }
}
