package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.Octets;
import dev.nightshift.certificates.tls.wire.TlsException;

/**
 * PostgreSQL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL,
 *     Message Formats, SSLRequest</a>
 */
final class Postgresql {
    private static final int LENGTH = 8;
    private static final int SSL_REQUEST_HIGH = 1234;
    private static final int SSL_REQUEST_LOW = 5679;

    private Postgresql() {}

    static void begin(Link link) throws TlsException {
        link.write(
                new Octets()
                        .u16(0)
                        .u16(LENGTH)
                        .u16(SSL_REQUEST_HIGH)
                        .u16(SSL_REQUEST_LOW)
                        .toBytes());
        int answer = link.read();
        switch (answer) {
            case 'S' -> {}
            case 'N' -> throw Dialogues.refused("the server has TLS turned off");
            case 'E' -> throw Dialogues.refused("the server answered with an error");
            default -> throw Dialogues.refused("what answers is not PostgreSQL");
        }
    }
}
