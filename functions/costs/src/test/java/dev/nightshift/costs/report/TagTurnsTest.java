package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.summary.Budget;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagTurnsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final int DAYS = 90;

    private static CostReportSettings settings(int tags) {
        var given = Given.settings(true);
        var keys = IntStream.range(0, tags).mapToObj(i -> "tag" + i).toList();
        return new CostReportSettings(
                true,
                Optional.of(DayOfWeek.MONDAY),
                true,
                5,
                keys,
                given.minimumChange(),
                keys.stream()
                        .map(
                                key ->
                                        new Budget(
                                                key,
                                                "USD",
                                                BigDecimal.TEN,
                                                new Budget.OfTag(key, "web")))
                        .toList(),
                given.bucket(),
                given.sources());
    }

    /** As a run of each day finds them due. */
    private static List<Edition> due(LocalDate day) {
        var due = new ArrayList<>(List.of(Edition.DAILY));
        if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
            due.add(Edition.WEEKLY);
        }
        if (day.getDayOfMonth() == 6) {
            due.add(Edition.MONTHLY);
        }
        return due;
    }

    @Test
    void each_day_asks_for_what_the_days_before_said_it_would() {
        for (int tags = 1; tags <= 20; tags++) {
            var settings = settings(tags);
            var said = new HashMap<String, LocalDate>();
            for (int i = 0; i < DAYS; i++) {
                var day = FIRST.plusDays(i);
                var asked = Questions.of(settings, due(day), day);
                for (int tag = 0; tag < tags; tag++) {
                    var key = "tag" + tag;
                    boolean isAsked = asked.costs().breakdowns().contains(new Breakdown.ByTag(key));
                    var next = Optional.ofNullable(said.get(key));
                    if (next.isPresent()) {
                        assertThat(isAsked)
                                .as("%s of %d on %s, said %s", key, tags, day, next)
                                .isEqualTo(day.equals(next.get()));
                    }
                    if (isAsked) {
                        said.remove(key);
                    } else {
                        said.put(key, asked.turns().getOrDefault(key, LocalDate.MIN));
                    }
                    assertThat(asked.costs().unpaid().contains(new Breakdown.ByTag(key)))
                            .isNotEqualTo(isAsked);
                }
            }
        }
    }

    @Test
    void no_tag_waits_for_more_than_its_round_and_the_days_of_other_editions() {
        for (int tags = 1; tags <= 20; tags++) {
            var settings = settings(tags);
            var last = new HashMap<String, LocalDate>();
            for (int i = 0; i < DAYS; i++) {
                var day = FIRST.plusDays(i);
                for (var by : Questions.of(settings, due(day), day).costs().breakdowns()) {
                    if (by instanceof Breakdown.ByTag(var key)) {
                        last.put(key, day);
                    }
                }
                int round = (tags + 1) / 2;
                if (i >= 2 * round) {
                    assertThat(last).hasSize(tags);
                    var oldest = day.minusDays(2L * round);
                    assertThat(last.values())
                            .as("%d tags on %s", tags, day)
                            .allMatch(asked -> !asked.isBefore(oldest));
                }
            }
        }
    }

    @Test
    void exports_cost_nothing_and_are_asked_for_all() {
        var given = settings(9);
        var free =
                new CostReportSettings(
                        given.daily(),
                        given.weekly(),
                        given.monthly(),
                        given.settleDays(),
                        given.tags(),
                        given.minimumChange(),
                        given.budgets(),
                        given.bucket(),
                        Given.settings(false).sources());

        var asked = Questions.of(free, List.of(Edition.DAILY), FIRST);

        assertThat(asked.turns()).isEmpty();
        assertThat(asked.costs().unpaid()).isEmpty();
        assertThat(asked.costs().breakdowns()).contains(new Breakdown.ByTag("tag8"));
    }
}
