package dev.nightshift.costs.focus;

import java.nio.charset.StandardCharsets;

/** One charge, used again for the next. A text that is absent is empty. */
final class Row {
    private static final byte[] NOTHING = new byte[0];

    final Decimal billed = new Decimal();
    final Decimal effective = new Decimal();

    /** Counted from 1970-01-01, UTC, as are the others. */
    int day;

    int periodFirst;

    /** The first day that is no longer in the billing period. */
    int periodEnd;

    final byte[][] sources;
    final int[] from;
    final int[] length;

    Row(Wanted wanted) {
        sources = new byte[wanted.texts()][];
        from = new int[wanted.texts()];
        length = new int[wanted.texts()];
        for (int i = 0; i < sources.length; i++) {
            clear(i);
        }
    }

    void text(int text, byte[] source, int start, int size) {
        sources[text] = source;
        from[text] = start;
        length[text] = size;
    }

    void text(int text, byte[] source) {
        text(text, source, 0, source.length);
    }

    String text(int text) {
        return new String(sources[text], from[text], length[text], StandardCharsets.UTF_8);
    }

    void clear(int text) {
        text(text, NOTHING, 0, 0);
    }
}
