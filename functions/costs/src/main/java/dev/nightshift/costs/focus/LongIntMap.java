package dev.nightshift.costs.focus;

import java.util.Arrays;

/** Numbers keys from 0 in the order in which they come. Boxes would cost more than the sums. */
final class LongIntMap {
    private static final int ABSENT = -1;

    private long[] keys = new long[64];
    private int[] slots = emptySlots(128);
    private int size;

    int size() {
        return size;
    }

    long key(int number) {
        return keys[number];
    }

    /** Below 0 if it is not there. */
    int find(long key) {
        int mask = slots.length - 1;
        for (int slot = hash(key) & mask; slots[slot] != ABSENT; slot = (slot + 1) & mask) {
            if (keys[slots[slot]] == key) {
                return slots[slot];
            }
        }
        return ABSENT;
    }

    int number(long key) {
        int found = find(key);
        return found == ABSENT ? add(key) : found;
    }

    private int add(long key) {
        if (2 * (size + 1) > slots.length) {
            slots = emptySlots(2 * slots.length);
            for (int i = 0; i < size; i++) {
                place(i);
            }
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        place(size);
        return size++;
    }

    private void place(int number) {
        int mask = slots.length - 1;
        int slot = hash(keys[number]) & mask;
        while (slots[slot] != ABSENT) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }

    private static int[] emptySlots(int length) {
        var slots = new int[length];
        Arrays.fill(slots, ABSENT);
        return slots;
    }

    private static int hash(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32);
    }
}
