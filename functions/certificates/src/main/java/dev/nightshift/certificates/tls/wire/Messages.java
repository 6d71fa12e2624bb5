package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import java.util.Arrays;

/**
 * Handshake messages out of records: one may be spread over many, and one record may hold several.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4">RFC 8446, section 4</a>
 */
public final class Messages {
    public static final int HELLO_REQUEST = 0;
    public static final int CLIENT_HELLO = 1;
    public static final int SERVER_HELLO = 2;
    public static final int NEW_SESSION_TICKET = 4;
    public static final int ENCRYPTED_EXTENSIONS = 8;
    public static final int CERTIFICATE = 11;
    public static final int SERVER_KEY_EXCHANGE = 12;
    public static final int CERTIFICATE_REQUEST = 13;
    public static final int SERVER_HELLO_DONE = 14;
    public static final int CERTIFICATE_VERIFY = 15;
    public static final int CLIENT_KEY_EXCHANGE = 16;
    public static final int FINISHED = 20;
    public static final int CERTIFICATE_STATUS = 22;

    /** In place of a first ClientHello in the transcript, RFC 8446, section 4.4.1. */
    public static final int MESSAGE_HASH = 254;

    private static final int HEADER_BYTES = 4;
    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_MESSAGES = 32;

    private final Records records;
    private byte[] pending = new byte[0];
    private int from;
    private int count;

    public Messages(Records records) {
        this.records = records;
    }

    /**
     * @param whole with its header, as it goes into the transcript
     */
    public record Message(int type, Bytes whole) {
        public byte[] body() {
            return Arrays.copyOfRange(whole.array(), HEADER_BYTES, whole.size());
        }

        public Cursor cursor(String what) throws TlsException {
            return Cursor.over(body(), what);
        }
    }

    public Message next() throws TlsException {
        count++;
        if (count > MAX_MESSAGES) {
            throw TlsException.malformed("the handshake has no end: " + count + " messages");
        }
        want(HEADER_BYTES);
        int length =
                (pending[from + 1] & 0xff) << 16
                        | (pending[from + 2] & 0xff) << 8
                        | (pending[from + 3] & 0xff);
        if (length > MAX_BYTES) {
            throw TlsException.malformed("a message of " + length + " bytes is too large");
        }
        want(HEADER_BYTES + length);
        var whole = Arrays.copyOfRange(pending, from, from + HEADER_BYTES + length);
        from += whole.length;
        return new Message(whole[0] & 0xff, Bytes.of(whole));
    }

    /**
     * @throws TlsException if it is another one
     */
    public Message next(int type, String what) throws TlsException {
        var message = next();
        if (message.type() != type) {
            throw TlsException.malformed("message " + message.type() + " came in place of " + what);
        }
        return message;
    }

    /** Whether a message has begun that was encrypted under the keys before. */
    public boolean hasRest() {
        return from < pending.length;
    }

    private void want(int bytes) throws TlsException {
        while (pending.length - from < bytes) {
            var more = records.nextHandshake().array();
            var joined = Arrays.copyOfRange(pending, from, pending.length + more.length);
            System.arraycopy(more, 0, joined, pending.length - from, more.length);
            pending = joined;
            from = 0;
        }
    }
}
