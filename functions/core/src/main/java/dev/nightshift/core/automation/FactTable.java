package dev.nightshift.core.automation;

import java.util.List;

/**
 * Something of the facts for people to read: text in rows and columns.
 *
 * @param rows each with a cell for every column; what is not known says so
 */
public record FactTable(String title, List<Column> columns, List<List<String>> rows) {
    public FactTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "%d cells under %d columns of %s"
                                .formatted(row.size(), columns.size(), title));
            }
        }
    }

    /**
     * A column.
     *
     * @param number whether its cells are compared digit by digit
     */
    public record Column(String name, boolean number) {
        public static Column words(String name) {
            return new Column(name, false);
        }

        public static Column number(String name) {
            return new Column(name, true);
        }
    }
}
