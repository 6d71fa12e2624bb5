package dev.nightshift.costs.focus;

import java.io.InputStream;
import java.util.Objects;

/**
 * A file read part by part, each a request of its own: one that breaks is asked for again by
 * itself, and a slow reader holds no connection open.
 */
final class PartStream extends InputStream {
    private static final int PART_BYTES = 8 << 20;

    private final Exports exports;
    private final Export export;
    private byte[] part = new byte[0];
    private int at;
    private long next;

    PartStream(Exports exports, Export export) {
        this.exports = exports;
        this.export = export;
    }

    @Override
    public int read() {
        return more() ? part[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, part.length - at);
        System.arraycopy(part, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean more() {
        if (at < part.length) {
            return true;
        }
        if (next >= export.bytes()) {
            return false;
        }
        part = exports.read(export, next, (int) Math.min(PART_BYTES, export.bytes() - next));
        next += part.length;
        at = 0;
        return true;
    }
}
