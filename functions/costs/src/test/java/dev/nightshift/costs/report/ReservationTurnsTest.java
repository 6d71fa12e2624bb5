package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.summary.Estate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservationTurnsTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 11);

    @Test
    void each_month_asks_about_what_the_month_before_said_and_about_all_in_their_turn() {
        for (int billed = 0; billed <= ReservationTurns.SERVICES.size(); billed++) {
            var services = Set.copyOf(ReservationTurns.SERVICES.subList(0, billed));
            for (int most = 1; most <= 4; most++) {
                var said = new HashMap<String, YearMonth>();
                var asked = new HashSet<String>();
                for (int i = 0; i < 24; i++) {
                    var month = MONTH.plusMonths(i);
                    var turns = ReservationTurns.of(services, month, most);
                    assertThat(turns.asked())
                            .hasSize(Math.min(billed, most))
                            .doesNotHaveDuplicates();
                    asked.addAll(turns.asked());
                    said.forEach(
                            (service, then) ->
                                    assertThat(turns.asked().contains(service))
                                            .as("%s in %s, said %s", service, month, then)
                                            .isEqualTo(then.equals(month)));
                    said.clear();
                    said.putAll(turns.waiting());
                    var all = new HashSet<>(turns.asked());
                    all.addAll(turns.waiting().keySet());
                    assertThat(all).isEqualTo(services);
                }
                assertThat(asked).isEqualTo(services);
            }
        }
    }

    @Test
    void what_cost_nothing_in_the_month_is_not_asked_about() {
        var estate = new Estate("USD");
        estate.known(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 11, 20));
        estate.use(LocalDate.of(2026, 9, 30), "Amazon Redshift", "5");
        estate.use(LocalDate.of(2026, 10, 1), "Amazon ElastiCache", "5");

        assertThat(ReservationTurns.billed(List.of(estate.data()), YearMonth.of(2026, 10)))
                .containsExactly("Amazon ElastiCache");
    }

    @Test
    void where_costs_are_not_known_they_are_not_taken_for_nothing() {
        assertThat(ReservationTurns.billed(List.of(), MONTH))
                .containsExactlyInAnyOrderElementsOf(ReservationTurns.SERVICES);
        assertThat(ReservationTurns.of(Set.of(), MONTH, 1).waiting()).isEqualTo(Map.of());
    }
}
