package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightshift.costs.anomaly.Watch.Look;
import dev.nightshift.costs.model.CostKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What comes each week is told once, whatever was before it. */
class WeeklyHabitTest {
    private static final int FIRST = Series.number(LocalDate.of(2026, 1, 5));
    private static final int DAYS = 330;
    private static final int WATCHED_FROM = 120;
    private static final CostKey KEY = CostKey.of("AWS", "111122223333", "batch");

    /** Days since the first on which something was told. */
    private static List<Integer> told(IntToDoubleFunction usual) {
        var random = new Random(5);
        var values = new double[DAYS];
        Arrays.setAll(
                values, day -> usual.applyAsDouble(day) * Math.exp(0.03 * random.nextGaussian()));
        Map<CostKey, Watched> state = new HashMap<>();
        var told = new ArrayList<Integer>();
        for (int day = WATCHED_FROM; day < DAYS; day++) {
            int today = FIRST + day;
            var known = new Series(KEY, FIRST, Arrays.copyOf(values, day + 1));
            var look = new Look(List.of(known), List.of(), today, today, today + 1);
            var results =
                    new Watch(new Limits(10, 0.25, 42, false), 14).through(look, state).values();
            for (var result : results) {
                state.put(KEY, result.after());
                if (result.news().stream().anyMatch(news -> news.turn() == Turn.OPENED)) {
                    told.add(day);
                }
            }
        }
        return told;
    }

    private static boolean isSunday(int day) {
        return day % 7 == 6;
    }

    @Test
    void a_batch_that_begins_is_told_once() {
        var told = told(day -> day >= 200 && isSunday(day) ? 300 : 100);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).isBetween(200, 207);
    }

    @Test
    void after_a_long_anomaly_the_shape_of_the_week_is_still_known() {
        var values = new double[DAYS];
        Arrays.setAll(values, day -> isSunday(day) ? 300 : 100);
        int end = FIRST + 300;
        var odd = new History.Span(end - 76, end - 16);

        var usual =
                Baseline.before(
                                end,
                                42,
                                new Series(KEY, FIRST, values),
                                new History(Integer.MIN_VALUE, List.of(odd)))
                        .orElseThrow();

        int sunday = end - Math.floorMod(300 - 6, 7) + 7;
        assertThat(usual.expected(sunday)).isCloseTo(300, within(15.0));
        assertThat(usual.expected(sunday + 1)).isCloseTo(100, within(5.0));
    }

    @Test
    void one_dear_day_is_no_new_level() {
        var values = new double[DAYS];
        Arrays.setAll(values, day -> day == 299 ? 129 : day == 300 || day == 301 ? 101 : 100);
        var series = new Series(KEY, FIRST, values).until(FIRST + 301);
        var limits = new Limits(10, 0.05, 42, false);

        assertThat(new Detector(series, History.ALL, limits, FIRST + 302).at(FIRST + 301))
                .isEmpty();
    }

    @Test
    void a_batch_that_grows_is_told_again() {
        var told = told(day -> isSunday(day) ? day >= 250 ? 1_500 : day >= 200 ? 400 : 100 : 100);

        assertThat(told).hasSize(2);
        assertThat(told.getLast()).isBetween(250, 257);
    }

    @Test
    void what_comes_again_after_a_month_is_told_again() {
        var told = told(day -> day == 200 || day == 230 ? 300 : 100);

        assertThat(told).containsExactly(200, 230);
    }
}
