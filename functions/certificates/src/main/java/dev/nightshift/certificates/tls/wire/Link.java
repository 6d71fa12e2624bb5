package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.tls.Handshake.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A connection that ends by a deadline, however slowly the other side drips. What is sent fits the
 * kernel's buffer many times over, so that only reading can wait.
 */
public final class Link implements AutoCloseable {
    private static final int BUFFER_BYTES = 4096;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Deadline deadline;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private boolean spoken;

    public Link(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.deadline = deadline;
    }

    public Socket socket() {
        return socket;
    }

    public void write(byte[] bytes) throws TlsException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException cut) {
            throw gone("the connection was cut: " + cut.getMessage());
        }
        // from here on, what came before is no answer
        spoken = false;
    }

    /** Whether something has come that nobody read yet. */
    public boolean hasUnread() throws TlsException {
        try {
            return from < to || in.available() > 0;
        } catch (IOException cut) {
            throw gone("the connection was cut: " + cut.getMessage());
        }
    }

    public int read() throws TlsException {
        if (from == to) {
            fill();
        }
        return buffer[from++] & 0xff;
    }

    public byte[] read(int count) throws TlsException {
        var bytes = new byte[count];
        int have = 0;
        while (have < count) {
            if (from == to) {
                fill();
            }
            int take = Math.min(count - have, to - from);
            System.arraycopy(buffer, from, bytes, have, take);
            from += take;
            have += take;
        }
        return bytes;
    }

    /**
     * A line without its end.
     *
     * @throws TlsException also if it is longer than {@code most} bytes
     */
    public String readLine(int most) throws TlsException {
        var line = new Octets();
        for (int next = read(); next != '\n'; next = read()) {
            if (line.size() == most) {
                throw new TlsException(
                        Trouble.NO_STARTTLS, "a line of more than " + most + " bytes came");
            }
            line.u8(next);
        }
        var text = new String(line.toBytes(), StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing was promised to the other side; what was learnt stands
        }
    }

    private void fill() throws TlsException {
        int got;
        try {
            long millis = deadline.left().toMillis();
            if (millis == 0) {
                throw late();
            }
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
            got = in.read(buffer);
        } catch (SocketTimeoutException late) {
            throw late();
        } catch (TlsException late) {
            throw late;
        } catch (IOException cut) {
            throw gone("the connection was cut: " + cut.getMessage());
        }
        if (got < 0) {
            throw gone("the server closed the connection");
        }
        from = 0;
        to = got;
        spoken = true;
    }

    private TlsException late() {
        return new TlsException(
                Trouble.TIMED_OUT,
                spoken ? "the answer was not whole in time" : "no answer came in time");
    }

    private TlsException gone(String why) {
        return spoken
                ? TlsException.malformed(why + " in the middle of its answer")
                : TlsException.wordless(why + " without an answer");
    }
}
