package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Bodies of answers, unpacked where a server packs without being asked. */
final class Bodies {
    /** A few packed kilobytes can hold gigabytes. */
    private static final int MOST_BYTES = 4 << 20;

    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Bodies() {}

    /**
     * @param whole whether these are all of them
     */
    record Decoded(Bytes bytes, boolean whole) {}

    /**
     * @throws IOException if it is packed in a way that cannot be undone
     */
    static Content content(Response response, String url) throws IOException {
        var type = response.first("Content-Type").orElse("");
        var mime = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mime.isEmpty() && !HTML.contains(mime)) {
            return Content.other(Locations.shown(mime));
        }
        var decoded = decoded(response, MOST_BYTES);
        return Content.html(HtmlReader.read(decoded.bytes(), charset(type), url, decoded.whole()));
    }

    static Decoded decoded(Response response, int most) throws IOException {
        var coding =
                response.first("Content-Encoding")
                        .orElse("identity")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        var bytes = response.body().array();
        return switch (coding) {
            case "", "identity" -> new Decoded(response.body(), response.whole());
            case "gzip", "x-gzip" ->
                    unpacked(new GZIPInputStream(new ByteArrayInputStream(bytes)), response, most);
            case "deflate" ->
                    unpacked(
                            new InflaterInputStream(new ByteArrayInputStream(bytes)),
                            response,
                            most);
            default -> throw new IOException("packed as " + Locations.shown(coding));
        };
    }

    private static Decoded unpacked(InputStream stream, Response response, int most)
            throws IOException {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[8 << 10];
        try (stream) {
            while (out.size() < most) {
                int count = stream.read(buffer, 0, Math.min(buffer.length, most - out.size()));
                if (count < 0) {
                    return new Decoded(Bytes.of(out.toByteArray()), response.whole());
                }
                out.write(buffer, 0, count);
            }
        } catch (EOFException cut) {
            if (response.whole()) {
                throw cut;
            }
        }
        return new Decoded(Bytes.of(out.toByteArray()), false);
    }

    private static Optional<String> charset(String type) {
        var match = CHARSET.matcher(type);
        return match.find() && isKnown(match.group(1))
                ? Optional.of(match.group(1))
                : Optional.empty();
    }

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException no) {
            return false;
        }
    }
}
