package dev.nightshift.costs.focus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream of CSV into blocks of whole records, for several threads to scan. Where a record
 * ends is told by counting quotes: a line break behind an odd number of them is inside a field.
 */
final class CsvBlocks {
    /** Scanners look at eight bytes at once, and so behind the end. */
    static final int SLACK = 2 * Long.BYTES;

    static final int BLOCK_BYTES = 1 << 20;

    /** No record of a cost export is nearly as long; one that is has a quote too many. */
    static final int LONGEST_BYTES = 16 << 20;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BREAKS = 0x0a0a0a0a0a0a0a0aL;

    private final InputStream stream;
    private byte[] rest = new byte[0];
    private int[] lines = new int[64];
    private int count;
    private boolean ended;

    /** Whole records, the last of which ends with a line break, and then some slack. */
    static final class Block {
        private byte[] bytes = new byte[BLOCK_BYTES + SLACK];
        private int end;
        private int index;

        byte[] bytes() {
            return bytes;
        }

        int end() {
            return end;
        }

        /** Which one of the file's it is, from 0. */
        int index() {
            return index;
        }
    }

    CsvBlocks(InputStream stream) {
        this.stream = stream;
    }

    /** Whether the stream has come to its end. */
    synchronized boolean ended() {
        return ended;
    }

    /** How many line breaks there are in the blocks before one. */
    synchronized long linesBefore(int index) {
        return Arrays.stream(lines, 0, index).asLongStream().sum();
    }

    /**
     * @return false if there is no more
     */
    synchronized boolean next(Block block) throws IOException {
        if (ended) {
            return false;
        }
        int filled = rest.length;
        if (block.bytes.length < filled + BLOCK_BYTES + SLACK) {
            block.bytes = new byte[filled + BLOCK_BYTES + SLACK];
        }
        System.arraycopy(rest, 0, block.bytes, 0, filled);
        int counted = 0;
        long marks = 0;
        int boundary = 0;
        int behind = 0;
        while (boundary == 0) {
            filled = fill(block.bytes, filled);
            ended = filled < block.bytes.length - SLACK;
            marks += count(block.bytes, counted, filled);
            counted = filled;
            if (ended || filled > LONGEST_BYTES) {
                // the scanner finds the quote that has no other
                ended = true;
                boundary = filled;
                break;
            }
            boolean inside = (marks & 1) != 0;
            behind = 0;
            for (int i = filled - 1; i >= 0 && boundary == 0; i--) {
                if (block.bytes[i] == '"') {
                    inside = !inside;
                } else if (block.bytes[i] == '\n') {
                    if (inside) {
                        behind++;
                    } else {
                        boundary = i + 1;
                    }
                }
            }
            if (boundary == 0) {
                block.bytes = Arrays.copyOf(block.bytes, 2 * block.bytes.length);
            }
        }
        rest = Arrays.copyOfRange(block.bytes, boundary, filled);
        if (boundary > 0 && block.bytes[boundary - 1] != '\n') {
            block.bytes[boundary++] = '\n';
        }
        block.end = boundary;
        block.index = count;
        remember((int) (marks >>> Integer.SIZE) - behind);
        return boundary > 0;
    }

    private void remember(int breaks) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count++] = breaks;
    }

    private int fill(byte[] bytes, int from) throws IOException {
        int filled = from;
        while (filled < bytes.length - SLACK) {
            int read = stream.read(bytes, filled, bytes.length - SLACK - filled);
            if (read < 0) {
                break;
            }
            filled += read;
        }
        return filled;
    }

    /** Line breaks in the upper half, quotes in the lower. */
    private static long count(byte[] bytes, int from, int to) {
        int quotes = 0;
        int breaks = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            quotes += Long.bitCount(zeros(word ^ QUOTES));
            breaks += Long.bitCount(zeros(word ^ BREAKS));
        }
        for (; i < to; i++) {
            quotes += bytes[i] == '"' ? 1 : 0;
            breaks += bytes[i] == '\n' ? 1 : 0;
        }
        return ((long) breaks << Integer.SIZE) + quotes;
    }

    /** One bit for each byte that is zero. */
    private static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }
}
