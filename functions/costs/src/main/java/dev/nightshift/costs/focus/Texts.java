package dev.nightshift.costs.focus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers texts from 0 in the order in which they come, without making a string of a text that it
 * has already. Holds so many and no more, unless it must.
 */
final class Texts {
    /** In place of a number, for what is not here. */
    static final int ABSENT = -1;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int most;
    private byte[][] texts = new byte[16][];
    private int[] hashes = new int[16];
    private int[] slots = emptySlots(32);
    private int size;

    /** A row is often like the one before it. */
    private int last = ABSENT;

    Texts(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    byte[] bytes(int number) {
        return texts[number];
    }

    String text(int number) {
        return new String(texts[number], StandardCharsets.UTF_8);
    }

    /** Its number, a new one if need be; {@link #ABSENT} if it is not here and all are taken. */
    int number(byte[] source, int from, int length) {
        if (last != ABSENT && same(last, source, from, length)) {
            return last;
        }
        int hash = hash(source, from, length);
        int known = find(source, from, length, hash);
        if (known != ABSENT || size >= most) {
            return known;
        }
        return add(Arrays.copyOfRange(source, from, from + length), hash);
    }

    /** Its number, a new one if need be even where all are taken. */
    int force(byte[] source, int from, int length) {
        int number = number(source, from, length);
        return number != ABSENT
                ? number
                : add(Arrays.copyOfRange(source, from, from + length), hash(source, from, length));
    }

    private int find(byte[] source, int from, int length, int hash) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != ABSENT; slot = (slot + 1) & mask) {
            int number = slots[slot];
            if (hashes[number] == hash && same(number, source, from, length)) {
                last = number;
                return number;
            }
        }
        return ABSENT;
    }

    private boolean same(int number, byte[] source, int from, int length) {
        var text = texts[number];
        return text.length == length && Arrays.equals(text, 0, length, source, from, from + length);
    }

    private int add(byte[] text, int hash) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        texts[size] = text;
        hashes[size] = hash;
        size++;
        if (2 * size > slots.length) {
            slots = emptySlots(2 * slots.length);
            for (int i = 0; i < size - 1; i++) {
                place(i);
            }
        }
        place(size - 1);
        last = size - 1;
        return last;
    }

    private void place(int number) {
        int mask = slots.length - 1;
        int slot = hashes[number] & mask;
        while (slots[slot] != ABSENT) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }

    private static int hash(byte[] source, int from, int length) {
        long hash = length;
        int i = from;
        int end = from + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(source, i)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        for (; i < end; i++) {
            hash = (hash ^ source[i]) * 0x100000001b3L;
        }
        hash *= 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 32);
    }

    private static int[] emptySlots(int length) {
        var slots = new int[length];
        Arrays.fill(slots, ABSENT);
        return slots;
    }
}
