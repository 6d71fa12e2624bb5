package dev.nightshift.local.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Text in columns. On a terminal the widest columns are wrapped until it fits. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, UnaryOperator<String>> paints = new HashMap<>();
    private final Set<Integer> right = new HashSet<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    Table row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(
                    "%d cells under %d headings".formatted(cells.length, head.size()));
        }
        rows.add(Arrays.stream(cells).map(Table::oneLine).toList());
        return this;
    }

    /**
     * @param column from 0
     * @param paint puts what colours it around the text of a cell; it takes no room
     */
    Table paint(int column, UnaryOperator<String> paint) {
        paints.put(column, paint);
        return this;
    }

    /**
     * So that digits stand under each other.
     *
     * @param column from 0
     */
    Table toTheRight(int column) {
        right.add(column);
        return this;
    }

    /** Columns that the table takes if nothing is wrapped. */
    int naturalWidth() {
        return Arrays.stream(widths(OptionalInt.empty())).sum() + GAP.length() * (head.size() - 1);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * @param room columns of the terminal; empty for no limit
     * @param heading what to make of the line with the headings
     */
    String render(OptionalInt room, UnaryOperator<String> heading) {
        var widths = widths(room);
        var text = new StringBuilder();
        text.append(heading.apply(line(head, widths, Map.of()))).append('\n');
        for (var row : rows) {
            var wrapped =
                    IntStream.range(0, row.size())
                            .mapToObj(i -> wrap(row.get(i), widths[i]))
                            .toList();
            var height = wrapped.stream().mapToInt(List::size).max().orElse(1);
            for (var i = 0; i < height; i++) {
                var at = i;
                var cells =
                        wrapped.stream()
                                .map(lines -> at < lines.size() ? lines.get(at) : "")
                                .toList();
                text.append(line(cells, widths, paints)).append('\n');
            }
        }
        return text.toString();
    }

    private int[] widths(OptionalInt room) {
        var widths =
                IntStream.range(0, head.size())
                        .map(
                                i ->
                                        Math.max(
                                                length(head.get(i)),
                                                rows.stream()
                                                        .mapToInt(row -> length(row.get(i)))
                                                        .max()
                                                        .orElse(0)))
                        .toArray();
        if (room.isPresent()) {
            var space = room.getAsInt() - GAP.length() * (widths.length - 1);
            while (Arrays.stream(widths).sum() > space) {
                var widest =
                        IntStream.range(0, widths.length)
                                .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                                .orElse(0);
                if (widths[widest] <= NARROWEST) {
                    break; // narrower than that helps nobody
                }
                widths[widest]--;
            }
        }
        return widths;
    }

    private String line(
            List<String> cells, int[] widths, Map<Integer, UnaryOperator<String>> paints) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var padding = " ".repeat(Math.max(0, widths[i] - length(cell)));
            line.append(right.contains(i) ? padding : "");
            line.append(
                    cell.isEmpty()
                            ? cell
                            : paints.getOrDefault(i, UnaryOperator.identity()).apply(cell));
            if (i < cells.size() - 1) {
                line.append(right.contains(i) ? "" : padding).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    /** At spaces where there are some, else in the middle of the word. */
    private static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (length(rest) > width) {
            var end = rest.offsetByCodePoints(0, width);
            var space = rest.lastIndexOf(' ', end);
            var cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A cell never breaks the table or speaks to the terminal, whatever a resource is called. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
