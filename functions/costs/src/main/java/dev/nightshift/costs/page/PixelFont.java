package dev.nightshift.costs.page;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Letters as dots, drawn for Nightshift: a function has no fonts, and Java's own need a library
 * that Lambda does not have. Seven dots stand on the line, two may hang below it.
 */
final class PixelFont {
    /** From the top of a capital to the lowest dot. */
    static final int HEIGHT = 9;

    /** Of a capital. */
    static final int CAPITAL = 7;

    private static final int SPACE = 3;
    private static final int BETWEEN = 1;
    private static final char UNKNOWN = '?';

    /** A letter, then its rows from the top; rows that are missing are empty. */
    private static final String LETTERS =
            """
            ! # # # # # . #
            " #.# #.#
            # .#.#. .#.#. ##### .#.#. ##### .#.#. .#.#.
            $ ..#.. .#### #.#.. .###. ..#.# ####. ..#..
            % ##..# ##..# ...#. ..#.. .#... #..## #..##
            & .##.. #..#. #..#. .##.. #.#.# #..#. .##.#
            ' # #
            ( .# #. #. #. #. #. .#
            ) #. .# .# .# .# .# #.
            * ..... ..#.. #.#.# .###. #.#.# ..#..
            + ..... ..#.. ..#.. ##### ..#.. ..#..
            , .. .. .. .. .. .# .# #.
            - ... ... ... ###
            . . . . . . . #
            / ...# ...# ..#. ..#. .#.. #... #...
            0 .###. #...# #..## #.#.# ##..# #...# .###.
            1 .#. ##. .#. .#. .#. .#. ###
            2 .###. #...# ....# ...#. ..#.. .#... #####
            3 .###. #...# ....# ..##. ....# #...# .###.
            4 ...#. ..##. .#.#. #..#. ##### ...#. ...#.
            5 ##### #.... ####. ....# ....# #...# .###.
            6 .###. #.... #.... ####. #...# #...# .###.
            7 ##### ....# ...#. ...#. ..#.. ..#.. ..#..
            8 .###. #...# #...# .###. #...# #...# .###.
            9 .###. #...# #...# .#### ....# ....# .###.
            : . . # . . . #
            ; .. .. .# .. .. .# .# #.
            < ..... ...## .##.. #.... .##.. ...##
            = .... .... #### .... ####
            > ..... ##... ..##. ....# ..##. ##...
            ? .###. #...# ....# ...#. ..#.. ..... ..#..
            @ .###. #...# #.### #.#.# #.### #.... .###.
            A .###. #...# #...# ##### #...# #...# #...#
            B ####. #...# #...# ####. #...# #...# ####.
            C .###. #...# #.... #.... #.... #...# .###.
            D ####. #...# #...# #...# #...# #...# ####.
            E ##### #.... #.... ####. #.... #.... #####
            F ##### #.... #.... ####. #.... #.... #....
            G .###. #...# #.... #.### #...# #...# .###.
            H #...# #...# #...# ##### #...# #...# #...#
            I ### .#. .#. .#. .#. .#. ###
            J ..## ...# ...# ...# ...# #..# .##.
            K #...# #..#. #.#.. ##... #.#.. #..#. #...#
            L #.... #.... #.... #.... #.... #.... #####
            M #...# ##.## #.#.# #.#.# #...# #...# #...#
            N #...# ##..# ##..# #.#.# #..## #..## #...#
            O .###. #...# #...# #...# #...# #...# .###.
            P ####. #...# #...# ####. #.... #.... #....
            Q .###. #...# #...# #...# #.#.# #..#. .##.#
            R ####. #...# #...# ####. #.#.. #..#. #...#
            S .###. #...# #.... .###. ....# #...# .###.
            T ##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..
            U #...# #...# #...# #...# #...# #...# .###.
            V #...# #...# #...# #...# .#.#. .#.#. ..#..
            W #...# #...# #...# #.#.# #.#.# ##.## #...#
            X #...# #...# .#.#. ..#.. .#.#. #...# #...#
            Y #...# #...# .#.#. ..#.. ..#.. ..#.. ..#..
            Z ##### ....# ...#. ..#.. .#... #.... #####
            [ ## #. #. #. #. #. ##
            \\ #... #... .#.. ..#. ..#. ...# ...#
            ] ## .# .# .# .# .# ##
            ^ .#. #.#
            _ .... .... .... .... .... .... .... ####
            ` #. .#
            a .... .... .##. ...# .### #..# .###
            b #... #... ###. #..# #..# #..# ###.
            c .... .... .### #... #... #... .###
            d ...# ...# .### #..# #..# #..# .###
            e .... .... .##. #..# #### #... .###
            f .## #.. ### #.. #.. #.. #..
            g .... .... .### #..# #..# #..# .### ...# ###.
            h #... #... ###. #..# #..# #..# #..#
            i # . # # # # #
            j .# .. .# .# .# .# .# .# #.
            k #... #... #..# #.#. ##.. #.#. #..#
            l #. #. #. #. #. #. .#
            m ..... ..... ##.#. #.#.# #.#.# #.#.# #.#.#
            n .... .... ###. #..# #..# #..# #..#
            o .... .... .##. #..# #..# #..# .##.
            p .... .... ###. #..# #..# #..# ###. #... #...
            q .... .... .### #..# #..# #..# .### ...# ...#
            r ... ... #.# ##. #.. #.. #..
            s .... .... .### #... .##. ...# ###.
            t #.. #.. ### #.. #.. #.. .##
            u .... .... #..# #..# #..# #..# .###
            v ..... ..... #...# #...# .#.#. .#.#. ..#..
            w ..... ..... #...# #.#.# #.#.# #.#.# .#.#.
            x .... .... #..# #..# .##. #..# #..#
            y .... .... #..# #..# #..# #..# .### ...# ###.
            z .... .... #### ...# .##. #... ####
            { ..# .#. .#. #.. .#. .#. ..#
            | # # # # # # #
            } #.. .#. .#. ..# .#. .#. #..
            ~ ..... ..... .#... #.#.# ...#.
            """;

    private static final Map<Integer, Letter> BY_POINT =
            LETTERS.lines()
                    .map(Letter::read)
                    .collect(Collectors.toUnmodifiableMap(Letter::point, Function.identity()));

    private PixelFont() {}

    /** Where a dot is, from the upper left corner. */
    record Dot(int x, int y) {}

    private record Letter(int point, int width, List<Dot> dots) {
        static Letter read(String line) {
            var rows = line.substring(2).split(" ", -1);
            return new Letter(
                    line.codePointAt(0),
                    rows[0].length(),
                    IntStream.range(0, rows.length)
                            .boxed()
                            .flatMap(
                                    y ->
                                            IntStream.range(0, rows[y].length())
                                                    .filter(x -> rows[y].charAt(x) == '#')
                                                    .mapToObj(x -> new Dot(x, y)))
                            .toList());
        }
    }

    /** Accents are left out, and what has no letter here is a question mark. */
    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .map(point -> Character.isWhitespace(point) ? ' ' : point)
                .map(point -> point == ' ' || BY_POINT.containsKey(point) ? point : UNKNOWN)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** In dots. */
    static int width(String plain) {
        int width = plain.chars().map(point -> advance(point)).sum();
        return Math.max(0, width - BETWEEN);
    }

    /** The dots of a text that stands at x. */
    static List<Dot> dots(String plain) {
        var dots = new ArrayList<Dot>();
        int x = 0;
        for (int point : plain.chars().toArray()) {
            var letter = BY_POINT.get(point);
            if (letter != null) {
                for (var dot : letter.dots()) {
                    dots.add(new Dot(x + dot.x(), dot.y()));
                }
            }
            x += advance(point);
        }
        return dots;
    }

    private static int advance(int point) {
        var letter = BY_POINT.get(point);
        return (letter == null ? SPACE : letter.width()) + BETWEEN;
    }
}
