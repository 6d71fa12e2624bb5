package dev.nightshift.core.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 connection. One request at a time; its answer must be read to its end before the
 * next. All input is bounded: a server that sends without end is cut off.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class WireConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int LONGEST_HEADERS_BYTES = 64 << 10;
    private static final int MOST_INTERIM_ANSWERS = 8;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private boolean used;
    private boolean answering;
    private boolean heard;
    private boolean reusable = true;

    private WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * @param endpoint of which scheme, host and port count
     */
    static WireConnection open(URI endpoint) throws IOException {
        boolean tls = endpoint.getScheme().equals("https");
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
        var host = endpoint.getHost();
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return new WireConnection(tls ? secured(socket, host, port) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket socket, String host, int port) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        // the host goes into SNI; the socket belongs to the layer above from here on
        var secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(CONNECT_MILLIS);
        secured.startHandshake();
        return secured;
    }

    /** Whether it has carried a request before: the server may have closed it meanwhile. */
    boolean isUsed() {
        return used;
    }

    /** Whether the last answer was read to its end and another request may follow. */
    boolean isReusable() {
        return reusable && !answering;
    }

    /** Whether the last request got at least the beginning of an answer. */
    boolean isHeard() {
        return heard;
    }

    /**
     * Sends a request and reads the answer's headers.
     *
     * @param headers with the request line and the empty line at the end
     * @param patienceMillis between two bytes of the answer
     */
    WireAnswer send(byte[] headers, Optional<WireBody> content, String method, int patienceMillis)
            throws IOException {
        socket.setSoTimeout(patienceMillis);
        answering = true;
        heard = false;
        out.write(headers);
        if (content.isPresent()) {
            var body = content.get();
            try (var source = body.stream()) {
                long sent = source.transferTo(out);
                if (sent != body.lengthBytes()) {
                    throw new IOException(
                            "%d bytes to send, not %d".formatted(sent, body.lengthBytes()));
                }
            }
        }
        out.flush();
        var answer = answer(method);
        used = true;
        return answer;
    }

    private WireAnswer answer(String method) throws IOException {
        for (int i = 0; i < MOST_INTERIM_ANSWERS; i++) {
            int status = status();
            var headers = headers();
            if (status >= 200) {
                return new WireAnswer(status, headers, body(method, status, headers));
            }
        }
        throw new IOException("nothing but interim answers");
    }

    private int status() throws IOException {
        var line = line(LONGEST_HEADERS_BYTES);
        heard = true;
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new IOException("not HTTP: " + line.substring(0, Math.min(line.length(), 40)));
        }
        if (line.startsWith("HTTP/1.0")) {
            reusable = false;
        }
        try {
            return Integer.parseInt(line, 9, 12, 10);
        } catch (NumberFormatException e) {
            throw new IOException("no status in: " + line, e);
        }
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        int left = LONGEST_HEADERS_BYTES;
        for (var line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length() + 2;
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException(
                        "not a header: " + line.substring(0, Math.min(40, line.length())));
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        if (headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close")) {
            reusable = false;
        }
        return headers;
    }

    private InputStream body(String method, int status, Map<String, String> headers)
            throws IOException {
        if (method.equals("HEAD") || status == 204 || status == 304) {
            answering = false;
            return InputStream.nullInputStream();
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return new Chunks();
        }
        var length = headers.get("content-length");
        if (length == null) {
            reusable = false;
            return new Rest();
        }
        try {
            return new Counted(Long.parseLong(length));
        } catch (NumberFormatException e) {
            throw new IOException("a content length of " + length, e);
        }
    }

    /** A line without its end, in ISO-8859-1 as headers are; at most so many bytes. */
    private String line(int most) throws IOException {
        var line = new StringBuilder();
        while (true) {
            fill();
            int start = from;
            while (from < to && buffer[from] != '\n') {
                from++;
            }
            line.append(new String(buffer, start, from - start, StandardCharsets.ISO_8859_1));
            if (line.length() > most) {
                throw new IOException("more than " + LONGEST_HEADERS_BYTES + " bytes of headers");
            }
            if (from < to) {
                from++;
                int end = line.length() - 1;
                if (end >= 0 && line.charAt(end) == '\r') {
                    line.setLength(end);
                }
                return line.toString();
            }
        }
    }

    /** At least one byte in the buffer. */
    private void fill() throws IOException {
        if (from == to) {
            int count = in.read(buffer, 0, buffer.length);
            if (count < 0) {
                throw new EOFException("the connection ended early");
            }
            from = 0;
            to = count;
        }
    }

    private int take(byte[] into, int offset, int most) throws IOException {
        if (from == to && most >= buffer.length) {
            int count = in.read(into, offset, most);
            if (count < 0) {
                throw new EOFException("the connection ended early");
            }
            return count;
        }
        fill();
        int count = Math.min(most, to - from);
        System.arraycopy(buffer, from, into, offset, count);
        from += count;
        return count;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
            reusable = false;
        }
    }

    /** A body that reads single bytes through its own buffer of one. */
    private abstract static class Content extends InputStream {
        private final byte[] one = new byte[1];

        @Override
        public abstract int read(byte[] into, int offset, int length) throws IOException;

        @Override
        public int read() throws IOException {
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xff;
        }
    }

    private final class Counted extends Content {
        private long left;

        Counted(long length) {
            left = length;
            answering = length > 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = take(into, offset, (int) Math.min(length, left));
            left -= count;
            answering = left > 0;
            return count;
        }
    }

    private final class Chunks extends Content {
        private long left;
        private boolean begun;
        private boolean ended;

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int count = take(into, offset, (int) Math.min(length, left));
            left -= count;
            return count;
        }

        private void next() throws IOException {
            if (begun && !line(2).isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
            begun = true;
            var size = line(LONGEST_HEADERS_BYTES);
            int end = size.indexOf(';');
            try {
                left = Long.parseLong((end < 0 ? size : size.substring(0, end)).strip(), 16);
            } catch (NumberFormatException e) {
                throw new IOException("no size of a chunk", e);
            }
            if (left < 0) {
                throw new IOException("no size of a chunk: " + size);
            }
            if (left == 0) {
                // trailers tell nothing that is needed here
                headers();
                ended = true;
                answering = false;
            }
        }
    }

    private final class Rest extends Content {
        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (from == to) {
                return in.read(into, offset, length);
            }
            return take(into, offset, length);
        }
    }
}
