package dev.nightshift.costs.page;

import java.util.Arrays;
import java.util.List;

/** A picture of few colours, drawn dot by dot; what lies outside is cut off. */
final class Canvas {
    /** Every tone at its number. */
    static final List<Tone> PALETTE = List.of(Tone.values());

    private final int width;
    private final int height;
    private final byte[] dots;

    /** The colours of the page by day. */
    enum Tone {
        PAPER(0, 0xffffff),
        INK(1, 0x1d2430),
        SOFT(2, 0x5b6575),
        LINE(3, 0xe3e0d8),
        WARN(4, 0xa86400),
        S1(5, 0x33508c),
        S2(6, 0xd98a2b),
        S3(7, 0x2f8f83),
        S4(8, 0x8d5bb5),
        S5(9, 0xc4504f),
        S6(10, 0x6f9a37),
        S7(11, 0x4aa3d8),
        S8(12, 0xc76b9c),
        S9(13, 0xaeb4bf);

        private static final List<Tone> SERIES = List.of(S1, S2, S3, S4, S5, S6, S7, S8, S9);

        /** In a palette. */
        private final byte number;

        /** Red, green and blue, a byte each. */
        final int rgb;

        Tone(int number, int rgb) {
            this.number = (byte) number;
            this.rgb = rgb;
        }

        /**
         * @param number from 1 to 9
         */
        static Tone series(int number) {
            return SERIES.get(number - 1);
        }
    }

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.dots = new byte[width * height];
        Arrays.fill(dots, Tone.PAPER.number);
    }

    /** Numbers in the palette, one for each dot. */
    byte[] row(int y) {
        return Arrays.copyOfRange(dots, y * width, (y + 1) * width);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Tone at(int x, int y) {
        return PALETTE.get(dots[y * width + x]);
    }

    private void set(int x, int y, Tone tone) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            dots[y * width + x] = tone.number;
        }
    }

    /** Up to the second corner, which does not belong to it. */
    void fill(int x1, int y1, int x2, int y2, Tone tone) {
        for (int y = y1; y < y2; y++) {
            for (int x = x1; x < x2; x++) {
                set(x, y, tone);
            }
        }
    }

    /** Slanted lines over what is there. */
    void hatch(int x1, int y1, int x2, int y2, Tone tone) {
        for (int y = y1; y < y2; y++) {
            for (int x = x1; x < x2; x++) {
                if (Math.floorMod(x + y, 6) < 3) {
                    set(x, y, tone);
                }
            }
        }
    }

    /** A dashed frame. */
    void frame(int x1, int y1, int x2, int y2, Tone tone) {
        for (int y = y1; y < y2; y++) {
            for (int x = x1; x < x2; x++) {
                boolean edge = x == x1 || x == x2 - 1 || y == y1 || y == y2 - 1;
                if (edge && Math.floorMod(x + y, 4) < 2) {
                    set(x, y, tone);
                }
            }
        }
    }

    /** An upright line of dashes. */
    void dashes(int x, int y1, int y2, Tone tone) {
        for (int y = y1; y < y2; y++) {
            if (Math.floorMod(y, 8) < 3) {
                set(x, y, tone);
            }
        }
    }

    /**
     * @param x of the left end
     * @param y of the top of a capital
     * @param size of a dot of a letter
     */
    void text(int x, int y, int size, String text, Tone tone) {
        for (var dot : PixelFont.dots(PixelFont.plain(text))) {
            int left = x + dot.x() * size;
            int top = y + dot.y() * size;
            fill(left, top, left + size, top + size, tone);
        }
    }

    static int widthOf(String text, int size) {
        return PixelFont.width(PixelFont.plain(text)) * size;
    }

    /** As much of a text as fits, with three dots for the rest. */
    static String fitted(String text, int size, int most) {
        var plain = PixelFont.plain(text);
        if (PixelFont.width(plain) * size <= most) {
            return plain;
        }
        int end = plain.length();
        while (end > 0 && PixelFont.width(plain.substring(0, end) + "...") * size > most) {
            end--;
        }
        return plain.substring(0, end).stripTrailing() + "...";
    }
}
