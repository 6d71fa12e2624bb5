package org.xerial.snappy;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Unpacks Snappy for the Parquet reader, which asks for it by this name. The library that has the
 * name carries native code for a dozen platforms and unpacks it to disk at the first call; a
 * function needs neither.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">Snappy
 *     compressed format description</a>
 */
public final class Snappy {
    private static final String CUT = "Snappy data is damaged or cut short";

    private Snappy() {}

    /**
     * @param packed from its position to its limit; its position stays
     * @param unpacked from its position on; its limit is set to the end of the data
     * @return how many bytes were unpacked
     * @throws IOException if it is not as the format says, or there is not enough room
     */
    public static int uncompress(ByteBuffer packed, ByteBuffer unpacked) throws IOException {
        var source = new byte[packed.remaining()];
        packed.get(packed.position(), source);
        var target = uncompress(source);
        if (target.length > unpacked.remaining()) {
            throw new IOException("Snappy data is longer than it should be");
        }
        unpacked.put(unpacked.position(), target);
        unpacked.limit(unpacked.position() + target.length);
        return target.length;
    }

    private static byte[] uncompress(byte[] source) throws IOException {
        int at = 0;
        int length = 0;
        int shift = 0;
        byte part;
        do {
            if (at == source.length || shift > 28) {
                throw new IOException(CUT);
            }
            part = source[at++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0);
        // three bytes make 64 at most
        if (length < 0 || length / 64 > source.length) {
            throw new IOException(CUT);
        }
        var target = new byte[length];
        try {
            if (unpack(source, at, target) != length) {
                throw new IOException(CUT);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(CUT, e);
        }
        return target;
    }

    private static int unpack(byte[] source, int from, byte[] target) throws IOException {
        int at = from;
        int written = 0;
        while (at < source.length) {
            int tag = source[at++] & 0xff;
            int kind = tag & 3;
            if (kind == 0) {
                int count = (tag >>> 2) + 1;
                if (count > 60) {
                    int bytes = count - 60;
                    count = number(source, at, bytes) + 1;
                    at += bytes;
                }
                System.arraycopy(source, at, target, written, count);
                at += count;
                written += count;
                continue;
            }
            int count = kind == 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
            int offset =
                    switch (kind) {
                        case 1 -> ((tag >>> 5) << 8) + (source[at] & 0xff);
                        case 2 -> number(source, at, 2);
                        default -> number(source, at, 4);
                    };
            at += kind == 3 ? 4 : kind;
            if (offset <= 0 || offset > written) {
                throw new IOException(CUT);
            }
            copy(target, written, offset, count);
            written += count;
        }
        return written;
    }

    /** What is copied may reach into the copy, and then repeats. */
    private static void copy(byte[] target, int to, int offset, int count) {
        if (offset >= count) {
            System.arraycopy(target, to - offset, target, to, count);
            return;
        }
        for (int i = to; i < to + count; i++) {
            target[i] = target[i - offset];
        }
    }

    private static int number(byte[] source, int from, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (source[from + i] & 0xff) << (8 * i);
        }
        return number;
    }
}
