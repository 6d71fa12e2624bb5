package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Page;
import dev.nightshift.core.wire.WireAnswer;
import dev.nightshift.core.wire.WireRefusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the answers of S3 that backups see most. Elements it does not know are skipped; a document
 * cut short, or another than expected, is an {@link IOException}; an error in place of an answer is
 * an {@link WireRefusal}, also under status 200.
 */
final class S3Documents {
    /**
     * No chain of the comparators that Java makes: the cache of a process has no classes of these.
     */
    static final Comparator<Listed> BY_KEY_NEWEST_FIRST = S3Documents::byKeyNewestFirst;

    private S3Documents() {}

    private static int byKeyNewestFirst(Listed a, Listed b) {
        int order = KeyOrder.compare(a.key(), b.key());
        if (order == 0) {
            order = Boolean.compare(b.latest(), a.latest());
        }
        return order == 0 ? b.lastModified().compareTo(a.lastModified()) : order;
    }

    /** {@code ListBucketResult} or {@code ListVersionsResult}. */
    static Page<Listed> list(byte[] document, int length, String root) throws IOException {
        var xml = begin(document, length, root);
        var entries = new ArrayList<Listed>(ObjectStore.PAGE);
        boolean encoded = false;
        boolean more = false;
        for (int event = xml.next(); event != S3Xml.END_OF_DOCUMENT; event = xml.next()) {
            if (event == S3Xml.START) {
                switch (xml.name()) {
                    case "Contents" -> entries.add(entry(xml, true, false));
                    case "Version" -> entries.add(entry(xml, false, false));
                    case "DeleteMarker" -> entries.add(entry(xml, false, true));
                    default -> {}
                }
            } else if (xml.depth() == 1) {
                switch (xml.name()) {
                    case "IsTruncated" -> more = xml.text().strip().equals("true");
                    case "EncodingType" -> encoded = xml.text().strip().equals("url");
                    default -> {}
                }
            }
        }
        return new Page<>(ordered(encoded ? decoded(entries) : entries), more);
    }

    /** As S3 sends it; some servers put the markers last. */
    private static List<Listed> ordered(List<Listed> entries) {
        for (int i = 1; i < entries.size(); i++) {
            var before = entries.get(i - 1);
            var entry = entries.get(i);
            int order = KeyOrder.compare(before.key(), entry.key());
            if (order > 0 || (order == 0 && entry.latest())) {
                entries.sort(BY_KEY_NEWEST_FIRST);
                return entries;
            }
        }
        return entries;
    }

    private static Listed entry(S3Xml xml, boolean current, boolean marker) throws IOException {
        var key = "";
        long size = 0;
        var modified = Instant.EPOCH;
        var etag = "";
        var storageClass = marker ? "" : "STANDARD";
        var version = "";
        boolean latest = current;
        int depth = xml.depth();
        for (int event = xml.next(); xml.depth() >= depth; event = xml.next()) {
            if (event != S3Xml.END || xml.depth() != depth) {
                continue;
            }
            switch (xml.name()) {
                case "Key" -> key = xml.text();
                case "Size" -> size = number(xml.text());
                case "LastModified" -> modified = time(xml.text());
                case "ETag" -> etag = S3Headers.unquoted(xml.text());
                case "StorageClass" -> storageClass = known(xml.text(), storageClass);
                case "VersionId" -> version = xml.text();
                case "IsLatest" -> latest = xml.text().equals("true");
                default -> {}
            }
        }
        return new Listed(key, size, modified, etag, storageClass, version, latest, marker);
    }

    /** One string for the many that are equal. */
    private static String known(String text, String usual) {
        return text.equals(usual) ? usual : text;
    }

    private static List<Listed> decoded(List<Listed> entries) {
        entries.replaceAll(
                it -> {
                    var key = S3Encoding.decoded(it.key());
                    return key.equals(it.key())
                            ? it
                            : new Listed(
                                    key,
                                    it.sizeBytes(),
                                    it.lastModified(),
                                    it.etag(),
                                    it.storageClass(),
                                    it.version(),
                                    it.latest(),
                                    it.deleteMarker());
                });
        return entries;
    }

    /**
     * @return the ETag of the copy
     */
    static String copied(byte[] document, int length) throws IOException {
        var fields = fields(begin(document, length, "CopyObjectResult"));
        var etag = S3Headers.unquoted(fields.getOrDefault("ETag", ""));
        if (etag.isEmpty()) {
            throw new IOException("a copy without an ETag");
        }
        return etag;
    }

    static SortedMap<String, String> tags(byte[] document, int length) throws IOException {
        var xml = begin(document, length, "Tagging");
        var tags = new TreeMap<String, String>();
        var key = "";
        var value = "";
        for (int event = xml.next(); event != S3Xml.END_OF_DOCUMENT; event = xml.next()) {
            if (event == S3Xml.END) {
                switch (xml.name()) {
                    case "Key" -> key = xml.text();
                    case "Value" -> value = xml.text();
                    case "Tag" -> {
                        tags.put(key, value);
                        value = "";
                    }
                    default -> {}
                }
            }
        }
        return tags;
    }

    /** What an error says; without a document only its status. */
    static WireRefusal refusal(WireAnswer answer, byte[] document, int length) {
        try {
            var xml = new S3Xml(document, length);
            if (length > 0 && xml.next() == S3Xml.START && xml.name().equals("Error")) {
                return refusal(answer.status(), fields(xml), answer.headers());
            }
        } catch (IOException e) {
            // whatever it was, it was no success
            return new WireRefusal(
                    answer.status(), "", "HTTP " + answer.status(), answer.headers(), e);
        }
        return new WireRefusal(answer.status(), "", "HTTP " + answer.status(), answer.headers());
    }

    private static WireRefusal refusal(
            int status, Map<String, String> fields, Map<String, String> headers) {
        return new WireRefusal(
                status,
                fields.getOrDefault("Code", ""),
                fields.getOrDefault("Message", "HTTP " + status),
                headers);
    }

    private static S3Xml begin(byte[] document, int length, String root) throws IOException {
        var xml = new S3Xml(document, length);
        if (xml.next() != S3Xml.START) {
            throw new IOException("no document");
        }
        if (xml.name().equals("Error")) {
            throw refusal(200, fields(xml), Map.of());
        }
        if (!xml.name().equals(root)) {
            throw new IOException("a " + xml.name() + " instead of a " + root);
        }
        return xml;
    }

    /** Texts of the elements right below the root, to the end of the document. */
    private static Map<String, String> fields(S3Xml xml) throws IOException {
        var fields = new HashMap<String, String>();
        for (int event = xml.next(); event != S3Xml.END_OF_DOCUMENT; event = xml.next()) {
            if (event == S3Xml.END && xml.depth() == 1) {
                fields.put(xml.name(), xml.text());
            }
        }
        return fields;
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException("not a number: " + text, e);
        }
    }

    /** {@code 2026-11-22T03:00:00.000Z}, without the machinery for every other form. */
    static Instant time(String text) throws IOException {
        try {
            if (text.length() == 24 && text.charAt(23) == 'Z' && text.charAt(10) == 'T') {
                long day =
                        LocalDate.of(
                                        Integer.parseInt(text, 0, 4, 10),
                                        Integer.parseInt(text, 5, 7, 10),
                                        Integer.parseInt(text, 8, 10, 10))
                                .toEpochDay();
                int hour = Integer.parseInt(text, 11, 13, 10);
                int minute = Integer.parseInt(text, 14, 16, 10);
                int second = Integer.parseInt(text, 17, 19, 10);
                int millis = Integer.parseInt(text, 20, 23, 10);
                return Instant.ofEpochSecond(
                        day * 86_400 + hour * 3_600L + minute * 60L + second, millis * 1_000_000L);
            }
            return Instant.parse(text.strip());
        } catch (NumberFormatException | DateTimeException e) {
            throw new IOException("not a time: " + text, e);
        }
    }
}
