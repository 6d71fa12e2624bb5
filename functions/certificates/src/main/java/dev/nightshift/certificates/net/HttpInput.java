package dev.nightshift.certificates.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Reads lines and counted bytes of an answer, never more than it is allowed. */
final class HttpInput {
    private static final int BUFFER_BYTES = 8 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;

    HttpInput(InputStream in) {
        this.in = in;
    }

    /**
     * A line without its end, which is CR LF or LF alone (RFC 9112, 2.2).
     *
     * @throws ProtocolException if it is longer than allowed or holds what no line may
     */
    String line(int mostBytes) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int next = read();
            switch (next) {
                case -1 -> throw new EOFException("the answer ends in the middle of its headers");
                case '\n' -> {
                    return line.toString(StandardCharsets.ISO_8859_1);
                }
                case '\r' -> {
                    if (read() != '\n') {
                        throw new ProtocolException("a carriage return in the middle of a line");
                    }
                    return line.toString(StandardCharsets.ISO_8859_1);
                }
                case 0 -> throw new ProtocolException("a byte of zero among the headers");
                default -> line.write(next);
            }
            if (line.size() > mostBytes) {
                throw new ProtocolException(
                        "headers are too long: a line, or all of them, have no end in sight");
            }
        }
    }

    /**
     * Adds up to so many bytes.
     *
     * @return how many came; fewer only at the end of the stream
     */
    long copy(ByteArrayOutputStream into, long count) throws IOException {
        long copied = 0;
        while (copied < count) {
            if (from == to && !fill()) {
                return copied;
            }
            int some = (int) Math.min(to - from, count - copied);
            into.write(buffer, from, some);
            from += some;
            copied += some;
        }
        return copied;
    }

    boolean isAtEnd() throws IOException {
        return from == to && !fill();
    }

    private int read() throws IOException {
        return from == to && !fill() ? -1 : buffer[from++] & 0xff;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }
}
