package dev.nightshift.costs.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.summary.Budget.Crossed;
import dev.nightshift.costs.summary.Budget.Not;
import dev.nightshift.costs.summary.Budget.Will;
import dev.nightshift.costs.summary.Summaries.Subject;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummariesTest {
    private static final List<Subject> SUBJECTS = List.of(Subject.values());
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 11);
    private static final CostQuestion QUESTION =
            new CostQuestion(LocalDate.of(2026, 9, 1), TODAY.minusDays(1), Set.of());

    /** Ten a working day, four on weekends, up to yesterday. */
    private static Estate steady() {
        var estate = new Estate("USD", "team");
        for (var day : new Period(QUESTION.first(), QUESTION.last()).days()) {
            boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
            estate.charge(day, "shop", "RDS", "USAGE", weekend ? "4" : "10", "web");
        }
        return estate;
    }

    private static CostSummary summary(CostData data, Budget... budgets) {
        return Summaries.of(QUESTION, data, terms(Subject.MONTH_TO_DATE, List.of(), budgets));
    }

    private static Summaries.Terms terms(
            Subject subject, List<Forecast.Rest> given, Budget... budgets) {
        return new Summaries.Terms(
                TODAY,
                subject,
                5,
                BigDecimal.valueOf(5),
                List.of("team"),
                List.of(budgets),
                Map.of(),
                given);
    }

    private static Budget budget(int limit, Budget.Watch watch) {
        return new Budget("a budget", "USD", BigDecimal.valueOf(limit), watch);
    }

    private static Budget.Crossing crossing(CostData data, Budget budget) {
        return summary(data, budget).budgets().getFirst().crossing();
    }

    @Test
    void the_month_so_far_stands_against_the_same_days_of_the_month_before() {
        var sum = summary(steady().data()).monthToDate();

        // 1 to 10 November 2026 has Sunday, Saturday, Sunday; 1 to 10 October Saturday, Sunday,
        // Saturday
        assertThat(sum.now().billed()).isEqualByComparingTo("82");
        assertThat(sum.before().billed()).isEqualByComparingTo("82");
        assertThat(sum.days()).hasSize(10);
        assertThat(sum.leftOut()).isEmpty();
    }

    @Test
    void a_day_that_is_missing_on_one_side_is_left_out_on_both_and_said() {
        var estate = steady().forget(LocalDate.of(2026, 10, 6)).forget(LocalDate.of(2026, 11, 9));

        var sum = summary(estate.data()).monthToDate();

        assertThat(sum.leftOut())
                .containsExactly(LocalDate.of(2026, 11, 6), LocalDate.of(2026, 11, 9));
        assertThat(sum.now().billed()).isEqualByComparingTo("62");
        // 2026-10-09 goes with 2026-11-09, and both were working days
        assertThat(sum.before().billed()).isEqualByComparingTo("62");
        assertThat(summary(estate.data()).unknown()).hasSize(2);
    }

    @Test
    void the_31st_has_no_counterpart_in_a_month_of_30_days() {
        var sum = summary(steady().data()).lastMonth();

        assertThat(sum.period()).hasToString("2026-10-01 to 2026-10-31");
        assertThat(sum.leftOut()).containsExactly(LocalDate.of(2026, 10, 31));
        assertThat(sum.days()).hasSize(30);
    }

    @Test
    void the_forecast_knows_weekdays() {
        // of November's 30 days 9 are of a weekend
        var forecast = (Forecast.Known) summary(steady().data()).forecast();

        assertThat(forecast.expected()).isEqualByComparingTo("246");
        assertThat(forecast.low())
                .hasValueSatisfying(low -> assertThat(low).isEqualByComparingTo("246"));
        assertThat(forecast.method()).contains("weekday");
    }

    @Test
    void one_spike_does_not_move_the_forecast_but_widens_it() {
        var estate = steady().use(LocalDate.of(2026, 10, 20), "EC2", "500");

        var forecast = (Forecast.Known) summary(estate.data()).forecast();

        assertThat(forecast.expected()).isEqualByComparingTo("246");
        assertThat(forecast.high().orElseThrow()).isGreaterThan(new BigDecimal("300"));
    }

    @Test
    void a_day_that_may_still_grow_counts_for_no_less_than_usual() {
        var estate = steady().forget(TODAY.minusDays(1));
        estate.use(TODAY.minusDays(1), "RDS", "1").provisionalFrom(TODAY.minusDays(1));

        var forecast = (Forecast.Known) summary(estate.data()).forecast();

        assertThat(forecast.expected()).isEqualByComparingTo("246");
    }

    @Test
    void too_short_a_history_is_no_forecast() {
        var estate = new Estate("USD");
        new Period(TODAY.minusDays(19), TODAY.minusDays(1))
                .days()
                .forEach(day -> estate.use(day, "RDS", "10"));

        assertThat(summary(estate.data()).forecast()).isInstanceOf(Forecast.Unknown.class);
        assertThat(crossing(estate.data(), budget(1_000, new Budget.Everything())))
                .isInstanceOf(Budget.Unknown.class);
        assertThat(crossing(estate.data(), budget(35, new Budget.Everything())))
                .isEqualTo(new Crossed(Optional.of(LocalDate.of(2026, 11, 4))));
    }

    @Test
    void a_source_that_expects_something_is_believed_unless_a_day_before_is_missing() {
        var rest =
                new Forecast.Rest(
                        "USD",
                        TODAY,
                        BigDecimal.valueOf(200),
                        Optional.of(BigDecimal.valueOf(150)),
                        Optional.empty(),
                        80,
                        "AWS");
        var terms = terms(Subject.MONTH_TO_DATE, List.of(rest));

        var believed = (Forecast.Known) Summaries.of(QUESTION, steady().data(), terms).forecast();
        var gap = steady().forget(LocalDate.of(2026, 11, 3)).data();
        var own = (Forecast.Known) Summaries.of(QUESTION, gap, terms).forecast();

        assertThat(believed.expected()).isEqualByComparingTo("282");
        assertThat(believed.low().orElseThrow()).isEqualByComparingTo("232");
        assertThat(believed.method()).isEqualTo("AWS");
        assertThat(own.method()).isEqualTo(Projection.METHOD);
        assertThat(own.expected()).isEqualByComparingTo("246");
    }

    @Test
    void a_budget_says_on_which_day_it_will_be_crossed() {
        var data = steady().data();

        // 82 by the 10th; 92 on the 11th, 102 on the 12th
        assertThat(crossing(data, budget(92, new Budget.Everything())))
                .isEqualTo(new Will(LocalDate.of(2026, 11, 12), new BigDecimal("246.00")));
        assertThat(crossing(data, budget(91, new Budget.OfService("RDS"))))
                .isInstanceOfSatisfying(
                        Will.class, will -> assertThat(will.on()).isEqualTo("2026-11-11"));
        assertThat(crossing(data, budget(246, new Budget.OfAccount("shop"))))
                .isEqualTo(new Not(new BigDecimal("246.00")));
        assertThat(crossing(data, budget(245, new Budget.OfTag("team", "web"))))
                .isInstanceOfSatisfying(
                        Will.class, will -> assertThat(will.on()).isEqualTo("2026-11-30"));
        assertThat(crossing(data, budget(1, new Budget.OfTag("team", "other"))))
                .isEqualTo(new Not(new BigDecimal("0.00")));
        assertThat(crossing(steady().servicesOnly(), budget(1, new Budget.OfTag("team", "web"))))
                .isInstanceOf(Budget.Unknown.class);
    }

    @Test
    void a_budget_of_aws_goes_by_what_aws_says() {
        var data = steady().data();
        var hundred = Optional.of(BigDecimal.valueOf(100));

        assertThat(crossing(data, budget(99, new Budget.ByAws(hundred, hundred))))
                .isEqualTo(new Crossed(Optional.empty()));
        assertThat(crossing(data, budget(100, new Budget.ByAws(hundred, hundred))))
                .isInstanceOf(Not.class);
        // 20 days left for 200: 10 a day, so 150 is used up after 5
        assertThat(
                        crossing(
                                data,
                                budget(
                                        150,
                                        new Budget.ByAws(
                                                hundred, Optional.of(BigDecimal.valueOf(300))))))
                .isInstanceOfSatisfying(
                        Will.class, will -> assertThat(will.on()).isEqualTo("2026-11-16"));
        assertThat(crossing(data, budget(100, new Budget.ByAws(hundred, Optional.empty()))))
                .isInstanceOf(Budget.Unknown.class);
    }

    @Test
    void credits_stand_beside_the_bill_and_untagged_costs_have_their_share() {
        var estate = steady();
        estate.charge(LocalDate.of(2026, 11, 2), "shop", "RDS", "CREDIT", "-32", "web");
        estate.charge(LocalDate.of(2026, 11, 3), "shop", "EC2", "USAGE", "50", "");

        var summary = summary(estate.data());

        assertThat(summary.credits())
                .hasValueSatisfying(
                        credits -> {
                            assertThat(credits.gross()).isEqualByComparingTo("132");
                            assertThat(credits.credits()).isEqualByComparingTo("-32");
                            assertThat(credits.net()).isEqualByComparingTo("100");
                        });
        assertThat(summary.tags().getFirst().untaggedPercent())
                .hasValueSatisfying(share -> assertThat(share).isEqualByComparingTo("50"));
        assertThat(summary.movers())
                .extracting(row -> row.key().part(2))
                .containsExactly("EC2", "RDS");
        assertThat(summary(steady().servicesOnly()).credits()).isEmpty();
        assertThat(summary(steady().servicesOnly()).missing()).hasSize(4);
    }

    @Test
    void what_is_new_has_grown_the_most_by_share() {
        var estate = steady().use(LocalDate.of(2026, 11, 3), "EC2", "6");
        estate.use(LocalDate.of(2026, 11, 4), "RDS", "300")
                .use(LocalDate.of(2026, 11, 4), "S3", "1");

        var summary = summary(estate.data());

        assertThat(summary.movers())
                .extracting(row -> row.key().part(2))
                .containsExactly("RDS", "EC2");
        assertThat(summary.relativeMovers())
                .extracting(row -> row.key().part(2))
                .containsExactly("EC2", "RDS");
    }

    @Test
    void no_ranking_loses_a_cent_and_no_missing_day_counts() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var estate = new Estate("USD", "team");
            for (var day : new Period(QUESTION.first(), QUESTION.last()).days()) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    estate.charge(
                            day,
                            "a" + random.nextInt(3),
                            "s" + random.nextInt(5),
                            random.nextInt(6) == 0 ? "CREDIT" : "USAGE",
                            new BigDecimal(random.nextInt(2_000_000) - 200_000)
                                    .movePointLeft(6)
                                    .toPlainString(),
                            random.nextBoolean() ? "t" : "");
                }
            }
            for (int i = random.nextInt(12); i > 0; i--) {
                estate.forget(TODAY.minusDays(1L + random.nextInt(60)));
            }
            var summary =
                    Summaries.of(
                            QUESTION,
                            estate.data(),
                            terms(SUBJECTS.get(random.nextInt(3)), List.of()));
            var main = summary.main();
            for (var ranking : summary.rankings()) {
                assertThat(sum(ranking, true)).isEqualByComparingTo(main.now().billed());
                assertThat(sum(ranking, false)).isEqualByComparingTo(main.before().billed());
            }
            assertThat(main.days().size() + main.leftOut().size())
                    .isEqualTo(main.period().days().size());
            assertThat(main.days())
                    .allMatch(
                            pair ->
                                    estate.data().known().contains(pair.now())
                                            && estate.data().known().contains(pair.before()));
        }
    }

    private static BigDecimal sum(Ranking ranking, boolean now) {
        return ranking.rows().stream()
                .map(row -> now ? row.now().billed() : row.before().billed())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
