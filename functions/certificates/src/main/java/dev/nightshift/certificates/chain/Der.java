package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.util.Optional;

/**
 * Reads DER, as much of it as certificates need, one item after the other. Whatever the bytes are,
 * it reads within them or throws {@link MalformedDerException}.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">ITU-T X.690</a>
 */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int LENGTH_IN_BYTES = 0x80;
    private static final int MAX_LENGTH_BYTES = 4;
    private static final int HIGH_TAG = 0x1f;

    private final byte[] source;
    private final int end;
    private int at;

    Der(byte[] source, int start, int end) {
        this.source = source;
        this.at = start;
        this.end = end;
    }

    static Der of(Bytes bytes) {
        return of(bytes.array());
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** The one item that the bytes are; nothing may follow it. */
    static DerItem only(byte[] bytes, int tag, String what) throws MalformedDerException {
        var der = of(bytes);
        var item = der.next(tag, what);
        der.finish(what);
        return item;
    }

    /** The tag of the implicit context-specific item of that number. */
    static int context(int number) {
        return 0x80 | number;
    }

    /** The same, with items inside. */
    static int contextOf(int number) {
        return 0xa0 | number;
    }

    boolean more() {
        return at < end;
    }

    DerItem next(int tag, String what) throws MalformedDerException {
        var item = next(what);
        if (item.tag() != tag) {
            throw new MalformedDerException(
                    "%s has tag 0x%02x, not 0x%02x".formatted(what, item.tag(), tag));
        }
        return item;
    }

    /** The next item if it has that tag. */
    Optional<DerItem> optional(int tag, String what) throws MalformedDerException {
        return more() && (source[at] & 0xff) == tag ? Optional.of(next(what)) : Optional.empty();
    }

    DerItem next(String what) throws MalformedDerException {
        int start = at;
        int tag = octet(what);
        if ((tag & HIGH_TAG) == HIGH_TAG) {
            throw new MalformedDerException(what + " has a tag of many bytes");
        }
        int length = length(what);
        if (length > end - at) {
            throw new MalformedDerException(
                    "%s says %d bytes and has %d".formatted(what, length, end - at));
        }
        int content = at;
        at += length;
        return new DerItem(source, start, content, at);
    }

    private int length(String what) throws MalformedDerException {
        int first = octet(what);
        if (first < LENGTH_IN_BYTES) {
            return first;
        }
        int count = first & ~LENGTH_IN_BYTES;
        if (count == 0 || count > MAX_LENGTH_BYTES) {
            throw new MalformedDerException(what + " has a length that DER does not have");
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << Byte.SIZE) | octet(what);
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private int octet(String what) throws MalformedDerException {
        if (at >= end) {
            throw new MalformedDerException(what + " ends too early");
        }
        return source[at++] & 0xff;
    }

    void finish(String what) throws MalformedDerException {
        if (more()) {
            throw new MalformedDerException("%s has %d bytes too many".formatted(what, end - at));
        }
    }
}
