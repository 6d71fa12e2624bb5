package dev.nightshift.core.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Sends requests until they are answered, three times at most, with growing random pauses. */
public final class WireCalls {
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_NANOS = 100_000_000L;
    static final int LARGEST_DOCUMENT_BYTES = 16 << 20;

    /** A document that was read to its end. */
    public static final class Document {
        private final WireAnswer answer;
        private final byte[] bytes;
        private final int length;

        Document(WireAnswer answer, byte[] bytes, int length) {
            this.answer = answer;
            this.bytes = bytes;
            this.length = length;
        }

        public WireAnswer answer() {
            return answer;
        }

        /** Not copied; {@link #length} of them count. */
        public byte[] bytes() {
            return bytes;
        }

        public int length() {
            return length;
        }
    }

    /** Makes a result of an answer of status 200. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Document document) throws IOException;
    }

    private final WirePool pool;

    public WireCalls(WirePool pool) {
        this.pool = pool;
    }

    /**
     * @throws WireRefusal if the answer was no
     * @throws IOException if it said nothing, or nothing that could be read
     */
    public <T> T call(WireRequest request, Reader<T> reader) throws IOException {
        return retried(
                request,
                () -> {
                    var sent = send(request);
                    var connection = sent.connection();
                    boolean whole = false;
                    try {
                        var document = document(sent.answer());
                        whole = true;
                        pool.give(sent.url(), connection);
                        return reader.read(document);
                    } finally {
                        if (!whole) {
                            connection.close();
                        }
                    }
                });
    }

    /** The content, as it comes in; to be closed. */
    public InputStream open(WireRequest request) throws IOException {
        return retried(
                request,
                () -> {
                    var sent = send(request);
                    return new Content(sent, pool);
                });
    }

    interface Attempt<T> {
        T run() throws IOException;
    }

    static <T> T retried(WireRequest request, Attempt<T> attempt) throws IOException {
        for (int done = 1; ; done++) {
            try {
                return attempt.run();
            } catch (WireRefusal e) {
                if (done == ATTEMPTS || !e.isPassing()) {
                    throw e;
                }
            } catch (IOException e) {
                if (done == ATTEMPTS || !request.repeatable()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(
                    ThreadLocalRandom.current().nextLong(PAUSE_NANOS << (2 * done - 1)));
        }
    }

    private record Sent(URI url, WireConnection connection, WireAnswer answer) {}

    /** One attempt, and one more if a kept connection turns out to be closed. */
    private Sent send(WireRequest request) throws IOException {
        var head = request.head();
        // what must not be sent twice goes over a connection that nobody has closed meanwhile
        var connection =
                request.repeatable()
                        ? pool.take(request.url())
                        : WireConnection.open(request.url());
        try {
            return sent(request, head, connection);
        } catch (IOException e) {
            if (!connection.isUsed() || connection.isHeard()) {
                throw e;
            }
            return sent(request, head, WireConnection.open(request.url()));
        }
    }

    private Sent sent(WireRequest request, byte[] head, WireConnection connection)
            throws IOException {
        boolean well = false;
        try {
            var answer =
                    connection.send(
                            head, request.body(), request.method(), request.patienceMillis());
            if (answer.status() / 100 != 2) {
                var document = document(answer);
                pool.give(request.url(), connection);
                well = true;
                throw request.refusal(answer, document.bytes(), document.length());
            }
            well = true;
            return new Sent(request.url(), connection, answer);
        } finally {
            if (!well) {
                connection.close();
            }
        }
    }

    private static Document document(WireAnswer answer) throws IOException {
        var length = answer.header("content-length");
        int expected =
                length.length() > 0 && length.length() < 9 ? Integer.parseInt(length) : 8_192;
        var bytes = new byte[Math.min(expected + 1, LARGEST_DOCUMENT_BYTES)];
        int count = 0;
        while (true) {
            int more = answer.body().read(bytes, count, bytes.length - count);
            if (more < 0) {
                return new Document(answer, bytes, count);
            }
            count += more;
            if (count == bytes.length) {
                if (count >= LARGEST_DOCUMENT_BYTES) {
                    throw new IOException("an answer of more than " + count + " bytes");
                }
                bytes = Arrays.copyOf(bytes, Math.min(2 * count, LARGEST_DOCUMENT_BYTES));
            }
        }
    }

    /** Gives its connection back when it was read to its end. */
    private static final class Content extends InputStream {
        private final Sent sent;
        private final WirePool pool;
        private boolean done;

        Content(Sent sent, WirePool pool) {
            this.sent = sent;
            this.pool = pool;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (done) {
                return -1;
            }
            int count = sent.answer().body().read(into, offset, length);
            if (count < 0) {
                done = true;
                pool.give(sent.url(), sent.connection());
            }
            return count;
        }

        @Override
        public void close() {
            if (!done) {
                done = true;
                sent.connection().close();
            }
        }
    }
}
