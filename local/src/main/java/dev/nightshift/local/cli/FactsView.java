package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.nightshift.core.automation.FactTable;
import java.util.List;

/** What an automation shows of its facts, above its plan. */
record FactsView(List<FactTable> tables) {
    FactsView {
        tables = List.copyOf(tables);
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }

    static Table table(FactTable facts) {
        var table =
                new Table(
                        facts.columns().stream()
                                .map(FactTable.Column::name)
                                .toArray(String[]::new));
        for (int column = 0; column < facts.columns().size(); column++) {
            if (facts.columns().get(column).number()) {
                table.toTheRight(column);
            }
        }
        facts.rows().forEach(row -> table.row(row.toArray(String[]::new)));
        return table;
    }

    /** The form is kept from release to release; fields may be added. */
    void into(ArrayNode array) {
        for (var facts : tables) {
            var node = array.addObject().put("title", facts.title());
            facts.columns().stream()
                    .map(FactTable.Column::name)
                    .forEach(node.putArray("columns")::add);
            var rows = node.putArray("rows");
            facts.rows().forEach(row -> row.forEach(rows.addArray()::add));
        }
    }
}
