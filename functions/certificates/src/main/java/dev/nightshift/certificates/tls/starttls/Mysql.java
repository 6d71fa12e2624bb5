package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Cursor;
import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.Octets;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.nio.charset.StandardCharsets;

/**
 * MySQL and MariaDB, whose numbers have their low byte first.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html">
 *     MySQL, Connection Phase</a>
 */
final class Mysql {
    private static final int PROTOCOL = 10;
    private static final int ERROR = 0xff;
    private static final int MAX_GREETING_BYTES = 4096;
    private static final int THREAD_ID_AND_SALT_BYTES = 4 + 8 + 1;

    /** CLIENT_SSL, in the lower half of the capabilities. */
    private static final int SSL = 0x0800;

    /** CLIENT_PROTOCOL_41, CLIENT_SSL and CLIENT_SECURE_CONNECTION; CLIENT_PLUGIN_AUTH. */
    private static final int OURS_LOW = 0x0200 | SSL | 0x8000;

    private static final int OURS_HIGH = 0x0008;
    private static final int UTF8MB4 = 45;
    private static final int FILLER_BYTES = 23;
    private static final int REQUEST_BYTES = 32;

    private Mysql() {}

    static void begin(Link link) throws TlsException {
        int length = link.read() | link.read() << 8 | link.read() << 16;
        int sequence = link.read();
        if (sequence != 0 || length == 0 || length > MAX_GREETING_BYTES) {
            throw Dialogues.refused("what answers is not MySQL");
        }
        var greeting = link.read(length);
        int protocol = greeting[0] & 0xff;
        if (protocol == ERROR) {
            throw Dialogues.refused(
                    "the server greets with an error: "
                            + Lines.quote(
                                    new String(
                                            greeting,
                                            Math.min(3, length),
                                            Math.max(0, length - 3),
                                            StandardCharsets.ISO_8859_1)));
        }
        if (protocol != PROTOCOL) {
            throw Dialogues.refused("protocol " + protocol + " of MySQL is not known");
        }
        if ((capabilities(greeting) & SSL) == 0) {
            throw Dialogues.refused("the server does not offer TLS");
        }
        link.write(request());
    }

    private static int capabilities(byte[] greeting) throws TlsException {
        var in = Cursor.over(greeting, "MySQL's greeting");
        in.u8();
        while (in.u8() != 0) {
            // the name of the version, which nobody needs
        }
        in.bytes(THREAD_ID_AND_SALT_BYTES);
        return in.u8() | in.u8() << 8;
    }

    private static byte[] request() {
        return new Octets()
                .raw((byte) REQUEST_BYTES, (byte) 0, (byte) 0, (byte) 1)
                .raw((byte) OURS_LOW, (byte) (OURS_LOW >> 8), (byte) OURS_HIGH, (byte) 0)
                // the largest packet: 16 MB
                .raw((byte) 0, (byte) 0, (byte) 0, (byte) 1)
                .u8(UTF8MB4)
                .raw(new byte[FILLER_BYTES])
                .toBytes();
    }
}
