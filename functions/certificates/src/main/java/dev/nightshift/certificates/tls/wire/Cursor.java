package dev.nightshift.certificates.tls.wire;

import java.util.Arrays;

/** Reads what a stranger wrote: every length is checked against what is really there. */
public final class Cursor {
    private final byte[] bytes;
    private final int end;
    private final String what;
    private int at;

    private Cursor(byte[] bytes, int from, int end, String what) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.what = what;
    }

    /**
     * @param what for the words of an error, such as {@code ServerHello}
     */
    public static Cursor over(byte[] bytes, String what) {
        return new Cursor(bytes, 0, bytes.length, what);
    }

    public int left() {
        return end - at;
    }

    public boolean isAtEnd() {
        return at == end;
    }

    public int position() {
        return at;
    }

    public int u8() throws TlsException {
        need(1);
        return bytes[at++] & 0xff;
    }

    public int u16() throws TlsException {
        return u8() << 8 | u8();
    }

    public int u24() throws TlsException {
        return u16() << 8 | u8();
    }

    public byte[] bytes(int count) throws TlsException {
        need(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    /** The part that a length of one byte announces. */
    public Cursor part8() throws TlsException {
        return part(u8());
    }

    public Cursor part16() throws TlsException {
        return part(u16());
    }

    public Cursor part24() throws TlsException {
        return part(u24());
    }

    public byte[] rest() {
        var rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** What was read between two positions. */
    public byte[] between(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /**
     * @throws TlsException if something follows
     */
    public void expectEnd() throws TlsException {
        if (at != end) {
            throw TlsException.malformed(what + " is longer than what it says it holds");
        }
    }

    private Cursor part(int length) throws TlsException {
        need(length);
        at += length;
        return new Cursor(bytes, at - length, at, what);
    }

    private void need(int count) throws TlsException {
        if (count > end - at) {
            throw TlsException.malformed(what + " is shorter than it says");
        }
    }
}
