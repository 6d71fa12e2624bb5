package dev.nightshift.costs.focus;

import static dev.nightshift.costs.focus.Tables.HEADER;
import static dev.nightshift.costs.focus.Tables.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.CostData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Instant DURING = Instant.parse("2024-09-06T12:00:00Z");

    @Test
    void days_before_the_newest_charge_are_known_and_the_last_two_may_grow() {
        var data =
                read(
                        DURING,
                        "2024-08-30",
                        "2024-09-30",
                        charge("2024-09-02", "1", "USD", "EC2"),
                        charge("2024-09-06T11:00:00Z", "2", "USD", "EC2"));
        assertThat(data.known().first()).isEqualTo(LocalDate.of(2024, 9, 1));
        assertThat(data.known().last()).isEqualTo(LocalDate.of(2024, 9, 6));
        assertThat(data.known()).hasSize(6);
        assertThat(data.total(LocalDate.of(2024, 9, 3)).orElseThrow().billed())
                .isEqualByComparingTo("0");
        assertThat(data.total(LocalDate.of(2024, 9, 7))).isEmpty();
        assertThat(data.total(LocalDate.of(2024, 8, 31))).isEmpty();
        assertThat(data.provisionalFrom()).contains(LocalDate.of(2024, 9, 5));
    }

    @Test
    void a_period_settles_five_days_after_its_end() {
        var rows =
                new String[] {
                    charge("2024-09-02", "1", "USD", "EC2"), charge("2024-09-30", "2", "USD", "EC2")
                };
        assertThat(
                        read(
                                        Instant.parse("2024-10-06T00:00:00Z"),
                                        "2024-09-01",
                                        "2024-09-30",
                                        rows)
                                .provisionalFrom())
                .contains(LocalDate.of(2024, 9, 29));
        assertThat(
                        read(
                                        Instant.parse("2024-10-06T00:00:01Z"),
                                        "2024-09-01",
                                        "2024-09-30",
                                        rows)
                                .provisionalFrom())
                .isEmpty();
    }

    @Test
    void a_charge_of_a_month_that_no_export_covers_is_left_out_and_said() {
        var data =
                read(
                        DURING,
                        "2024-08-01",
                        "2024-09-30",
                        charge("2024-08-31", "1.25", "USD", "EC2"),
                        charge("2024-09-02", "2", "USD", "EC2"));
        assertThat(data.known()).hasSize(2);
        assertThat(data.table(Questions.BY_SERVICE).orElseThrow().days()).hasSize(2);
        assertThat(data.origins())
                .contains(
                        "left out: 1.25 USD of charges from 2024-08-31 to 2024-08-31, whose billing periods no export covers");
    }

    @Test
    void a_month_between_two_that_are_covered_stays_unknown() {
        var august =
                "1,1,USD,2024-08-01T00:00:00Z,2024-09-01T00:00:00Z,2024-08-02T00:00:00Z,AWS,1,EC2";
        var october =
                "1,1,USD,2024-10-01T00:00:00Z,2024-11-01T00:00:00Z,2024-10-02T00:00:00Z,AWS,1,EC2";
        var data = read(DURING, "2024-08-01", "2024-10-31", august, october);
        assertThat(data.known()).hasSize(33);
        assertThat(data.missing(LocalDate.of(2024, 8, 1), LocalDate.of(2024, 10, 2)))
                .hasSize(30)
                .contains(LocalDate.of(2024, 9, 1), LocalDate.of(2024, 9, 30));
    }

    @Test
    void one_known_day_may_grow() {
        var data =
                read(DURING, "2024-09-01", "2024-09-30", charge("2024-09-01", "1", "USD", "EC2"));
        assertThat(data.provisionalFrom()).contains(LocalDate.of(2024, 9, 1));
    }

    @Test
    void nothing_is_known_of_days_outside_the_question() {
        var data =
                read(DURING, "2024-09-03", "2024-09-04", charge("2024-09-06", "1", "USD", "EC2"));
        assertThat(data.known()).hasSize(2);
        assertThat(data.totals()).hasSize(2);
    }

    private static CostData read(Instant now, String first, String last, String... rows) {
        return FocusSource.of(
                        new Tables().with("a.csv", HEADER + "\n" + String.join("\n", rows)), now)
                .read(Questions.days(first, last, Set.of()))
                .getFirst();
    }
}
