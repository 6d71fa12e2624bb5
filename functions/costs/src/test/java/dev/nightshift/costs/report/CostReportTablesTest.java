package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.costs.summary.Estate;
import dev.nightshift.costs.summary.Shop;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostReportTablesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private final FakeCosts costs = new FakeCosts(new Faults());
    private final CostReportAutomation automation =
            new CostReportAutomation(Given.settings(), costs);

    private List<FactTable> tables() {
        return automation.tables(automation.observe(NOW));
    }

    private static List<String> row(FactTable table, String what) {
        return table.rows().stream()
                .filter(row -> row.getFirst().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void how_costs_stand_what_changed_and_budgets() {
        costs.data.add(Shop.data("USD"));

        var tables = tables();

        assertThat(tables)
                .extracting(FactTable::title)
                .containsExactly(
                        "Costs in USD",
                        "Changed most, month to date, USD",
                        "Budgets of 2026-11, USD");
        var standing = tables.getFirst();
        assertThat(row(standing, "month to date"))
                .startsWith("month to date", "3,036.12")
                .last()
                .asString()
                .contains("2026-11-01 to 2026-11-21", "2026-11-17", "may still grow");
        assertThat(row(standing, "last full month").getLast()).startsWith("2026-10-01");
        assertThat(row(standing, "expected").getLast()).contains("80 %", "median");
        assertThat(tables.get(1).rows().getFirst().getFirst())
                .isEqualTo("Amazon Elastic Compute Cloud");
        assertThat(row(tables.get(2), "data team").getLast()).startsWith("on 2026-11-");
    }

    @Test
    void what_is_not_known_says_so() {
        costs.data.add(new Estate("USD").use(LocalDate.of(2026, 11, 3), "RDS", "1").data());

        var tables = tables();

        assertThat(row(tables.getFirst(), "last full month"))
                .containsSubsequence("not known", "not known", "-", "-");
        assertThat(row(tables.getFirst(), "expected").get(1)).isEqualTo("not known");
        assertThat(row(tables.getLast(), "all of it"))
                .contains("not known")
                .last()
                .asString()
                .startsWith("not known: ");
    }

    @Test
    void of_each_currency_there_are_tables() {
        costs.data.add(Shop.data("USD"));
        costs.data.add(Shop.data("EUR"));

        assertThat(tables()).extracting(FactTable::title).contains("Costs in USD", "Costs in EUR");
    }
}
