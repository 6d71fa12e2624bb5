package dev.nightshift.certificates.tls.wire;

import java.util.Arrays;
import java.util.function.Consumer;

/** Writes numbers in network order, and lengths before what they count. */
public final class Octets {
    private byte[] bytes = new byte[512];
    private int size;

    public Octets u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Octets u16(int value) {
        return u8(value >> 8).u8(value);
    }

    public Octets u24(int value) {
        return u8(value >> 16).u16(value);
    }

    public Octets raw(byte... more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    public Octets part8(Consumer<Octets> content) {
        return part(1, content);
    }

    public Octets part16(Consumer<Octets> content) {
        return part(2, content);
    }

    public Octets part24(Consumer<Octets> content) {
        return part(3, content);
    }

    public int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private Octets part(int width, Consumer<Octets> content) {
        int start = size;
        raw(new byte[width]);
        content.accept(this);
        int length = size - start - width;
        if (length >>> (width * Byte.SIZE) != 0) {
            throw new IllegalArgumentException(length + " bytes need a longer length");
        }
        for (int i = 0; i < width; i++) {
            bytes[start + i] = (byte) (length >> ((width - 1 - i) * Byte.SIZE));
        }
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
