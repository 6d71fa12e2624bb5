package dev.nightshift.costs.focus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the fields of one record after the other, without copying them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvScanner {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int record;
    private int fields;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private boolean[] doubled = new boolean[64];

    private byte[] source = bytes;
    private int start;
    private int length;

    void begin(CsvBlocks.Block block) {
        bytes = block.bytes();
        end = block.end();
        at = 0;
    }

    /** How many fields the record has. */
    int fields() {
        return fields;
    }

    /** Whether the record is an empty line. */
    boolean blank() {
        return fields == 1 && from[0] == to[0] && bytes[from[0]] != '"';
    }

    /** How many lines of the block are before the record. */
    int linesBefore() {
        int lines = 0;
        for (int i = 0; i < record; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /**
     * @return false if the block has no more
     * @throws BadValueException if quotes are not as they have to be
     */
    boolean next() {
        if (at >= end) {
            return false;
        }
        record = at;
        int field = 0;
        boolean more = true;
        while (more) {
            if (field == from.length) {
                from = Arrays.copyOf(from, 2 * field);
                to = Arrays.copyOf(to, 2 * field);
                doubled = Arrays.copyOf(doubled, 2 * field);
            }
            more = bytes[at] == '"' ? quoted(field) : plain(field);
            field++;
        }
        fields = field;
        return true;
    }

    /** Points {@link #source}, {@link #start} and {@link #length} at a field's text. */
    void select(int field) {
        int size = to[field] - from[field];
        if (doubled[field]) {
            unquote(from[field], size);
        } else if (RowTexts.absent(bytes, from[field], size)) {
            length = 0;
        } else {
            source = bytes;
            start = from[field];
            length = size;
        }
    }

    byte[] source() {
        return source;
    }

    int start() {
        return start;
    }

    /** 0 if there is no value. */
    int length() {
        return length;
    }

    String text() {
        return new String(source, start, length, StandardCharsets.UTF_8);
    }

    /** For amounts, which are never in need of {@link #select}. */
    boolean number(int field, Decimal into) {
        return into.parse(bytes, from[field], to[field]);
    }

    private boolean plain(int field) {
        int i = at;
        byte c = bytes[i];
        while (c != ',' && c != '\n') {
            if (c == '"') {
                throw new BadValueException(
                        "there is a quote inside field "
                                + (field + 1)
                                + ", which does not begin with one; put the field in quotes and"
                                + " double those inside");
            }
            c = bytes[++i];
        }
        from[field] = at;
        to[field] = c == '\n' && i > at && bytes[i - 1] == '\r' ? i - 1 : i;
        doubled[field] = false;
        at = i + 1;
        return c == ',';
    }

    private boolean quoted(int field) {
        int i = at + 1;
        from[field] = i;
        boolean twice = false;
        while (true) {
            i = quote(i);
            if (i >= end) {
                throw new BadValueException(
                        "the quote that begins field "
                                + (field + 1)
                                + " is never closed; the file is cut short or not CSV: have it"
                                + " exported again");
            }
            if (bytes[i + 1] != '"') {
                break;
            }
            twice = true;
            i += 2;
        }
        to[field] = i;
        doubled[field] = twice;
        i++;
        if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
            i++;
        }
        if (bytes[i] != ',' && bytes[i] != '\n') {
            throw new BadValueException(
                    "there is text behind the quote that closes field "
                            + (field + 1)
                            + "; double the quotes inside the field");
        }
        at = i + 1;
        return bytes[i] == ',';
    }

    /** The first quote from here on; what is behind the end is up to the caller. */
    private int quote(int first) {
        int i = first;
        while (i < end) {
            long word = (long) LONGS.get(bytes, i) ^ QUOTES;
            long found = (word - ONES) & ~word & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        return i;
    }

    private void unquote(int first, int size) {
        var text = new byte[size];
        int count = 0;
        for (int i = first; i < first + size; i++) {
            text[count++] = bytes[i];
            if (bytes[i] == '"') {
                i++;
            }
        }
        source = text;
        start = 0;
        length = count;
    }
}
