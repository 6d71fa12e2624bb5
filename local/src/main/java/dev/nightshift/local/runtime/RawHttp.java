package dev.nightshift.local.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads HTTP/1.1 requests off a kept-alive connection: as much of RFC 9112 as a Lambda runtime
 * sends (lengths, chunks, {@code Expect: 100-continue}).
 */
final class RawHttp {
    private static final int LONGEST_LINE = 16 * 1024;

    private RawHttp() {}

    /** Header names are in lower case; the body is text, as all of the Runtime API is. */
    record Request(String method, String path, Map<String, String> headers, String body) {
        Optional<String> header(String lowerCaseName) {
            return Optional.ofNullable(headers.get(lowerCaseName));
        }
    }

    /** The next request, or empty when the peer has closed the connection between two. */
    static Optional<Request> read(InputStream in, OutputStream out) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var words = start.get().split(" ", -1);
        if (words.length != 3) {
            throw new IOException("not an HTTP request line: " + start.get());
        }
        var headers = new HashMap<String, String>();
        for (var line = required(in); !line.isEmpty(); line = required(in)) {
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not an HTTP header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        }
        return Optional.of(
                new Request(words[0], words[1], headers, new String(body(in, headers), UTF_8)));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var whole = new ByteArrayOutputStream();
            for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
                whole.writeBytes(exactly(in, size));
                required(in);
            }
            while (!required(in).isEmpty()) {
                // trailers say nothing that is needed here
            }
            return whole.toByteArray();
        }
        var length = headers.getOrDefault("content-length", "0");
        return exactly(in, Integer.parseInt(length));
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(required(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a request");
        }
        return bytes;
    }

    private static String required(InputStream in) throws IOException {
        return line(in).orElseThrow(
                        () -> new EOFException("the connection ended within a request"));
    }

    private static Optional<String> line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return bytes.size() == 0 ? Optional.empty() : Optional.of(text(bytes));
            }
            if (bytes.size() == LONGEST_LINE) {
                throw new IOException("an HTTP line of more than " + LONGEST_LINE + " bytes");
            }
            bytes.write(next);
        }
        return Optional.of(text(bytes));
    }

    private static String text(ByteArrayOutputStream bytes) {
        var line = bytes.toString(ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
