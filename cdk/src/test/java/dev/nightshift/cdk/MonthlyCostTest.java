package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonthlyCostTest {
    @Test
    void is_the_sum_of_what_there_is() {
        var cost =
                new MonthlyCost(
                        List.of(
                                new MonthlyCost.Line("alarms", 8, "0.10"),
                                new MonthlyCost.Line("key", 1, "1.00"),
                                new MonthlyCost.Line("calls", 1460, "0.0000002")));

        assertThat(cost).hasToString("USD 1.80 (key 1.00, alarms 0.80)");
    }

    @Test
    void two_automations_every_half_hour_cost_less_than_fourteen_dollars() {
        var cost = MonthlyCost.of(Sample.blueprint(), 8);

        assertThat(cost.usd())
                .isBetween(new java.math.BigDecimal("11.00"), new java.math.BigDecimal("14.00"));
        assertThat(cost.toString())
                .contains("metrics 4.50", "dashboard 3.00", "alarms 0.80", "budgets 1.83");
    }
}
