package dev.nightshift.backup.s3.manifest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Walks over lines as {@link LineBuffer} writes them, and makes text only of the fields that it is
 * asked for. What it says holds until the next line.
 */
public final class LineCursor implements Closeable {
    public static final int KEY = 1;
    public static final int SIZE = 2;
    public static final int LAST_MODIFIED = 3;
    public static final int VAULT_VERSION = 4;
    public static final int STORAGE_CLASS = 5;
    public static final int ETAG = 6;
    public static final int VERSION = 7;
    public static final int CHECKSUM = 8;
    public static final int DIGEST = 9;
    private static final int VAULT_KEY = 10;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    // where each field begins; one more than fields, as if a tab followed the last
    private final int[] starts = new int[VAULT_KEY + 2];
    private int fields;
    private int line;
    private int next;
    private int limit;
    private String key = "";

    public LineCursor(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end
     * @throws IOException also if what is there is not such a line
     */
    public boolean next() throws IOException {
        line = next;
        int at = line;
        fields = 0;
        starts[0] = line;
        while (true) {
            for (; at < limit; at++) {
                byte b = buffer[at];
                if (b == '\t') {
                    mark(at);
                } else if (b == '\n') {
                    mark(at);
                    next = at + 1;
                    if (fields <= DIGEST || starts[1] - line != 2) {
                        throw new IOException("a line has " + fields + " fields");
                    }
                    key = text(KEY);
                    return true;
                }
            }
            int moved = line;
            if (!fill()) {
                if (line == limit) {
                    return false;
                }
                throw new IOException("the last line is cut short");
            }
            for (int i = 0; i <= fields; i++) {
                starts[i] -= moved;
            }
            at -= moved;
        }
    }

    private void mark(int at) throws IOException {
        if (++fields > VAULT_KEY + 1) {
            throw new IOException("a line has more than " + VAULT_KEY + " fields");
        }
        starts[fields] = at + 1;
    }

    /** Moves the begun line to the front, and reads on. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, line, buffer, 0, limit - line);
        limit -= line;
        next = 0;
        line = 0;
        if (limit == buffer.length) {
            throw new IOException("a line is longer than " + buffer.length + " bytes");
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            return false;
        }
        limit += read;
        return true;
    }

    /** The first letter. */
    public byte letter() {
        return buffer[line];
    }

    public String key() {
        return key;
    }

    public long number(int field) {
        int at = starts[field];
        int end = starts[field + 1] - 1;
        boolean negative = buffer[at] == '-' && end - at > 1;
        long value = 0;
        for (int i = negative ? at + 1 : at; i < end; i++) {
            value = 10 * value + buffer[i] - '0';
        }
        return negative ? -value : value;
    }

    public String text(int field) {
        int from = starts[field];
        int to = starts[field + 1] - 1;
        if (to - from == 1 && buffer[from] == '-') {
            return "";
        }
        for (int i = from; i < to; i++) {
            if (buffer[i] == '%') {
                return unescaped(from, to);
            }
        }
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    private String unescaped(int from, int to) {
        var plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '%' && i + 2 < to) {
                int high = Character.digit(buffer[i + 1], 16);
                plain[length++] = (byte) (high << 4 | Character.digit(buffer[i + 2], 16));
                i += 2;
            } else {
                plain[length++] = buffer[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether a field says this, without making text of it. */
    public boolean is(int field, String text) {
        int from = starts[field];
        int length = starts[field + 1] - 1 - from;
        if (length != text.length() || length < 2) {
            return text(field).equals(text);
        }
        for (int i = 0; i < length; i++) {
            byte b = buffer[from + i];
            if (b != text.charAt(i)) {
                // an escape, or more than one byte for a letter
                return (b == '%' || b < 0) && text(field).equals(text);
            }
        }
        return true;
    }

    public boolean isEmpty(int field) {
        int from = starts[field];
        return starts[field + 1] - 1 - from == 1 && buffer[from] == '-';
    }

    public Instant lastModified() {
        return Instant.ofEpochSecond(number(LAST_MODIFIED));
    }

    /**
     * @param plainPrefix where copies are whose place is not in their line
     * @throws IllegalArgumentException if the letter is none of a manifest
     */
    public ManifestLine line(String plainPrefix) {
        return new ManifestLine(
                key,
                number(SIZE),
                lastModified(),
                text(ETAG),
                text(VERSION),
                text(STORAGE_CLASS),
                text(CHECKSUM),
                text(DIGEST),
                vaultKey(plainPrefix),
                text(VAULT_VERSION),
                state() == LineState.DELETED);
    }

    public String vaultKey(String plainPrefix) {
        return fields > VAULT_KEY ? text(VAULT_KEY) : plainPrefix + key;
    }

    public boolean hasUsualPlace() {
        return fields <= VAULT_KEY;
    }

    public LineState state() {
        return LineState.of(letter());
    }

    /** The line as it is written, without its end. */
    public byte[] raw() {
        return Arrays.copyOfRange(buffer, line, next - 1);
    }

    /** Spreads keys evenly; the same for the same key, for ever. */
    public int spread() {
        int hash = 0x811C9DC5;
        for (int i = starts[KEY]; i < starts[KEY + 1] - 1; i++) {
            hash = (hash ^ buffer[i]) * 0x01000193;
        }
        hash ^= hash >>> 16;
        hash *= 0x7FEB352D;
        hash ^= hash >>> 15;
        return hash & Integer.MAX_VALUE;
    }

    void writeTo(PartWriter writer, LineState state) {
        writer.add(state, key, number(SIZE), buffer, line, next - 1 - line);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
