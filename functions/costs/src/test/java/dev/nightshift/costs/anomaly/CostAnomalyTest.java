package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.Faults;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostAnomalyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private final FakeFigures figures =
            new FakeFigures(new Faults(), LocalDate.parse("2026-11-22"));
    private final CostAnomalyAutomation automation =
            new CostAnomalyAutomation(FakeFigures.settings(), () -> figures);

    @Test
    void what_costs_ten_times_as_much_is_told_with_its_cause() {
        var facts = automation.observe(NOW);

        assertThat(facts.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isOpen()).isTrue();
                            assertThat(finding.subject()).contains(FakeFigures.SERVICE);
                            assertThat(finding.excess())
                                    .isBetween(BigDecimal.valueOf(150), BigDecimal.valueOf(200));
                            assertThat(finding.causes().toString()).contains("BoxUsage:m5.large");
                        });
        assertThat(automation.plan(facts).findings()).isNotEmpty();
    }

    @Test
    void what_costs_what_it_did_is_not_told() {
        figures.back = true;

        assertThat(automation.observe(NOW).findings()).isEmpty();
    }

    @Test
    void who_made_it_is_asked_once_and_told() {
        figures.made =
                new Attribution.Made(
                        List.of(new Attribution.Maker("ci-deployer", "RunInstances", 14)), false);

        var facts = automation.observe(NOW);

        assertThat(facts.makers().values())
                .containsExactly("ci-deployer (RunInstances ×14), by CloudTrail");
    }
}
