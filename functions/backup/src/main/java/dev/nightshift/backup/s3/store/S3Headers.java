package dev.nightshift.backup.s3.store;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Reads an object's {@link Head} out of the headers of an answer. */
final class S3Headers {
    static final String META = "x-amz-meta-";

    private static final String CHECKSUM = "x-amz-checksum-";
    private static final Set<String> KEPT =
            Set.of(
                    "content-type",
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "expires",
                    "x-amz-website-redirect-location");
    private static final List<String> ALGORITHMS =
            List.of("crc64nvme", "sha256", "crc32c", "crc32", "sha1");
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private S3Headers() {}

    /**
     * @param headers by name in small letters
     */
    static Head head(Map<String, String> headers) {
        var properties = new TreeMap<String, String>();
        headers.forEach(
                (name, value) -> {
                    if (KEPT.contains(name) || name.startsWith(META)) {
                        properties.put(name, value);
                    }
                });
        // how some writers sent it, not what it is
        properties.remove("content-encoding", "aws-chunked");
        UnaryOperator<String> text = name -> headers.getOrDefault(name, "");
        return new Head(
                number(text.apply("content-length")),
                time(text.apply("last-modified")),
                unquoted(text.apply("etag")),
                text.apply("x-amz-version-id"),
                checksum(headers),
                headers.getOrDefault("x-amz-storage-class", "STANDARD"),
                properties,
                Math.toIntExact(number(headers.getOrDefault("x-amz-tagging-count", "0"))));
    }

    private static String checksum(Map<String, String> headers) {
        for (var algorithm : ALGORITHMS) {
            var value = headers.get(CHECKSUM + algorithm);
            if (value != null) {
                return algorithm.toUpperCase(Locale.ROOT) + ":" + value;
            }
        }
        return "";
    }

    static String unquoted(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CloudException(
                    Kind.UNREACHABLE, "S3 answered with «" + text + "» for a number", e);
        }
    }

    /** The one form of date that HTTP answers have: {@code Sun, 22 Nov 2026 03:00:00 GMT}. */
    static Instant time(String text) {
        try {
            return LocalDateTime.of(
                            Integer.parseInt(text, 12, 16, 10),
                            MONTHS.indexOf(text.substring(8, 11)) + 1,
                            Integer.parseInt(text, 5, 7, 10),
                            Integer.parseInt(text, 17, 19, 10),
                            Integer.parseInt(text, 20, 22, 10),
                            Integer.parseInt(text, 23, 25, 10))
                    .toInstant(ZoneOffset.UTC);
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException e) {
            throw new CloudException(
                    Kind.UNREACHABLE, "S3 answered with «" + text + "» for a date", e);
        }
    }
}
