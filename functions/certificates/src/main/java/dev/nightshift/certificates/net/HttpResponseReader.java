package dev.nightshift.certificates.net;

import dev.nightshift.certificates.net.Fetcher.Header;
import dev.nightshift.certificates.net.Fetcher.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads one answer. What two readers could understand differently is refused rather than guessed:
 * two lengths, a length beside chunks, chunk sizes that are no plain numbers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length">RFC 9112, 6.3</a>
 */
final class HttpResponseReader {
    private static final int LONGEST_LINE_BYTES = 16 << 10;
    private static final int LONGEST_HEADERS_BYTES = 64 << 10;
    private static final int MOST_HEADERS = 256;
    private static final int MOST_INTERIM_ANSWERS = 8;
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,12})[ \\t]*(?:;.*)?");

    private final HttpInput in;
    private final int mostBodyBytes;

    HttpResponseReader(InputStream in, int mostBodyBytes) {
        this.in = new HttpInput(in);
        this.mostBodyBytes = mostBodyBytes;
    }

    /**
     * @param method of the request: an answer to HEAD has no body whatever its headers say
     * @throws EOFException if the answer ends too early
     * @throws ProtocolException if it is no HTTP, or too much of it
     */
    Response read(String method) throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM_ANSWERS; interim++) {
            var line = in.line(LONGEST_LINE_BYTES);
            var match = STATUS_LINE.matcher(line);
            if (!match.matches()) {
                throw new ProtocolException("no HTTP/1 answer but " + shown(line));
            }
            int status = Integer.parseInt(match.group(2));
            var headers = headers();
            if (status == 101) {
                throw new ProtocolException("another protocol, which nobody asked for");
            }
            if (status >= 200) {
                var old = match.group(1).equals("0");
                return response(method, status, headers, old);
            }
        }
        throw new ProtocolException(
                "more than " + MOST_INTERIM_ANSWERS + " interim answers and no other");
    }

    private List<Header> headers() throws IOException {
        var headers = new ArrayList<Header>();
        int left = LONGEST_HEADERS_BYTES;
        for (var line = in.line(left); !line.isEmpty(); line = in.line(left)) {
            left -= line.length();
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                fold(headers, line);
                continue;
            }
            int colon = line.indexOf(':');
            var name = line.substring(0, Math.max(0, colon));
            if (!NAME.matcher(name).matches()) {
                throw new ProtocolException("no header but " + shown(line));
            }
            if (headers.size() == MOST_HEADERS) {
                throw new ProtocolException("more than " + MOST_HEADERS + " headers");
            }
            headers.add(new Header(name, trimmed(line.substring(colon + 1))));
        }
        return headers;
    }

    /** A line that goes on with the value of the one before (RFC 9112, 5.2). */
    private static void fold(List<Header> headers, String line) throws ProtocolException {
        if (headers.isEmpty()) {
            throw new ProtocolException("a header that begins with nothing but " + shown(line));
        }
        var before = headers.removeLast();
        headers.add(new Header(before.name(), trimmed(before.value() + " " + trimmed(line))));
    }

    private Response response(String method, int status, List<Header> headers, boolean old)
            throws IOException {
        var bare = new Response(status, headers, Bytes.NONE, true);
        var codings = listed(bare, "Transfer-Encoding");
        var lengths = listed(bare, "Content-Length").stream().distinct().toList();
        if (lengths.size() > 1) {
            throw new ProtocolException("lengths that differ: " + shown(lengths.toString()));
        }
        if (!codings.isEmpty() && (old || !lengths.isEmpty())) {
            throw new ProtocolException("chunks where there should be none: a length, or HTTP/1.0");
        }
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return bare;
        }
        if (!codings.isEmpty()) {
            if (!codings.equals(List.of("chunked"))) {
                throw new ProtocolException("an unknown coding: " + shown(codings.toString()));
            }
            return chunked(bare);
        }
        return lengths.isEmpty() ? untilClose(bare) : counted(bare, lengths.getFirst());
    }

    private Response untilClose(Response bare) throws IOException {
        var body = new ByteArrayOutputStream();
        in.copy(body, mostBodyBytes);
        return with(bare, body, in.isAtEnd());
    }

    private Response counted(Response bare, String text) throws IOException {
        if (!LENGTH.matcher(text).matches()) {
            throw new ProtocolException("no length: " + shown(text));
        }
        long length = Long.parseLong(text);
        var body = new ByteArrayOutputStream();
        exactly(body, Math.min(length, mostBodyBytes));
        return with(bare, body, length <= mostBodyBytes);
    }

    private Response chunked(Response bare) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var line = in.line(LONGEST_LINE_BYTES);
            var match = CHUNK.matcher(line);
            if (!match.matches()) {
                throw new ProtocolException("no size of a chunk: " + shown(line));
            }
            long size = Long.parseLong(match.group(1), 16);
            if (size == 0) {
                headers();
                return with(bare, body, true);
            }
            int room = mostBodyBytes - body.size();
            if (size > room) {
                exactly(body, room);
                return with(bare, body, false);
            }
            exactly(body, size);
            if (!in.line(LONGEST_LINE_BYTES).isEmpty()) {
                throw new ProtocolException("a chunk that is longer than its size");
            }
        }
    }

    private void exactly(ByteArrayOutputStream body, long count) throws IOException {
        long came = in.copy(body, count);
        if (came < count) {
            throw new EOFException("the body ends after " + body.size() + " bytes, too early");
        }
    }

    private static Response with(Response bare, ByteArrayOutputStream body, boolean whole) {
        return new Response(bare.status(), bare.headers(), Bytes.of(body.toByteArray()), whole);
    }

    /** The members of a list that may be spread over several headers, in small letters. */
    private static List<String> listed(Response answer, String name) {
        return answer.all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(member -> trimmed(member).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** So much of what a stranger sent as can be shown. */
    private static String shown(String text) {
        var printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return "\""
                + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable)
                + "\"";
    }
}
