package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.explorer.PaidAccount;
import dev.nightshift.costs.explorer.RequestLimits;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.report.CostReportGateways.Source;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Summaries;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each edition pays for, counted by who is asked. */
class PaidRequestsTest {
    /** A Wednesday. */
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final PaidAccount account = new PaidAccount();
    private final CostReportSettings settings = everythingConfigured();
    private final CostReportAutomation automation = automation(settings);

    private CostReportAutomation automation(CostReportSettings given) {
        return new CostReportAutomation(
                given,
                (_, most) -> {
                    var explorer = account.explorer(most);
                    return new CostReportGateways(
                            List.of(new Source("Cost Explorer", explorer.costs())),
                            Optional.of(new ExplorerExtras(explorer, "nightshift-prod-cost-")),
                            Optional.empty());
                });
    }

    private static CostReportSettings everythingConfigured() {
        var given = Given.settings(true);
        var budgets =
                Stream.of("team", "environment", "owner", "app")
                        .map(
                                tag ->
                                        new Budget(
                                                "of " + tag,
                                                "USD",
                                                BigDecimal.TEN,
                                                new Budget.OfTag(tag, "web")))
                        .toList();
        return new CostReportSettings(
                true,
                Optional.of(DayOfWeek.MONDAY),
                true,
                5,
                List.of("team", "environment", "owner", "app", "cost-centre"),
                given.minimumChange(),
                budgets,
                given.bucket(),
                given.sources());
    }

    @BeforeEach
    void spend() {
        for (var day = LocalDate.of(2026, 9, 1); day.isBefore(DAY); day = day.plusDays(1)) {
            account.charge(day, "Amazon S3", "1", Map.of("team", "web"));
        }
        account.charge(
                LocalDate.of(2026, 10, 3), "Amazon Relational Database Service", "0.5", Map.of());
        account.answer(
                "DescribeBudgets",
                """
                {"Budgets":[
                  {"BudgetName":"nightshift-prod-cost-of team","BudgetType":"COST",
                   "TimeUnit":"MONTHLY","BudgetLimit":{"Amount":"10","Unit":"USD"}},
                  {"BudgetName":"company","BudgetType":"COST","TimeUnit":"MONTHLY",
                   "BudgetLimit":{"Amount":"500","Unit":"USD"},
                   "CalculatedSpend":{"ActualSpend":{"Amount":"24","Unit":"USD"},
                     "ForecastedSpend":{"Amount":"30","Unit":"USD"}}}]}
                """);
        account.answer(
                "GetCostForecast",
                """
                {"Total":{"Amount":"6","Unit":"USD"},"ForecastResultsByTime":[{
                  "TimePeriod":{"Start":"2026-11-25","End":"2026-12-01"},"MeanValue":"6"}]}
                """);
        account.answer(
                "GetSavingsPlansPurchaseRecommendation",
                """
                {"SavingsPlansPurchaseRecommendation":{"SavingsPlansPurchaseRecommendationSummary":{
                  "HourlyCommitmentToPurchase":"0.250","EstimatedMonthlySavingsAmount":"40.5",
                  "EstimatedSavingsPercentage":"18.2","CurrencyCode":"USD"}}}
                """);
        account.answer(
                "GetReservationPurchaseRecommendation",
                """
                {"Recommendations":[{"RecommendationDetails":[{
                  "RecommendedNumberOfInstancesToPurchase":"2","AccountId":"111122223333",
                  "EstimatedMonthlySavingsAmount":"61","EstimatedMonthlySavingsPercentage":"33",
                  "CurrencyCode":"USD","InstanceDetails":{"RDSInstanceDetails":{
                    "InstanceType":"db.r6g.large","DatabaseEngine":"PostgreSQL",
                    "Region":"eu-west-1"}}}]}]}
                """);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private CostReportFacts observe(LocalDate day, String... told) {
        account.itIs(day);
        var memory = new TreeMap<String, String>();
        for (int i = 0; i < told.length; i += 2) {
            memory.put(told[i], told[i + 1]);
        }
        Instant now = day.atTime(7, 0).toInstant(ZoneOffset.UTC);
        return automation.observe(now, () -> memory);
    }

    @Test
    void a_day_pays_for_three_whatever_is_configured() {
        var facts = observe(DAY, "weekly", "2026-11-23", "monthly", "2026-10");

        assertThat(facts.due()).containsExactly(Edition.DAILY);
        assertThat(account.paid()).isEqualTo(3);
        assertThat(facts.unread()).isEmpty();
        // service, and the tags of the two budgets whose turn it is
        assertThat(waiting(facts))
                .containsExactly(
                        "",
                        "",
                        "no figures yet, asked on 2026-11-26",
                        "no figures yet, asked on 2026-11-26",
                        "");
        assertThat(facts.of(Edition.DAILY).getFirst().budgets())
                .extracting(standing -> standing.crossing() instanceof Budget.Unknown)
                .containsExactly(false, false, true, true, false);
    }

    @Test
    void budgets_by_tag_are_asked_in_turn_and_told_with_the_day_of_their_figures() {
        observe(DAY, "weekly", "2026-11-23", "monthly", "2026-10");
        account.charge(DAY, "Amazon S3", "1", Map.of("team", "web"));
        var facts = observe(DAY.plusDays(1), "weekly", "2026-11-23", "monthly", "2026-10");

        assertThat(account.paid()).as("two days").isEqualTo(6);
        assertThat(waiting(facts))
                .containsExactly(
                        "figures of 2026-11-25, asked again on 2026-11-27",
                        "figures of 2026-11-25, asked again on 2026-11-27",
                        "",
                        "",
                        "");
        var budgets = facts.of(Edition.DAILY).getFirst().budgets();
        assertThat(budgets)
                .extracting(standing -> standing.crossing() instanceof Budget.Unknown)
                .containsOnly(false);
        // the 25th is not among them, which is not the same as 0 on that day
        assertThat(budgets.getFirst().spent().orElseThrow()).isEqualByComparingTo("24");
        assertThat(budgets.getFirst().crossing()).isInstanceOf(Budget.Crossed.class);
        assertThat(Phrases.budget(budgets.getFirst()))
                .endsWith(" (figures of 2026-11-25, asked again on 2026-11-27)");
        assertThat(CostReportTables.of(facts).toString())
                .contains("; figures of 2026-11-25, asked again on 2026-11-27");
    }

    @Test
    void what_is_expected_goes_by_the_days_that_were_known_then() {
        var settled =
                new Budget(
                        "of team", "USD", BigDecimal.valueOf(29), new Budget.OfTag("team", "web"));
        observe(DAY, "weekly", "2026-11-23", "monthly", "2026-10");
        account.itIs(DAY.plusDays(1));
        var question =
                new CostQuestion(
                        LocalDate.of(2026, 9, 1),
                        DAY,
                        Set.of(new Breakdown.ByService()),
                        Set.of(new Breakdown.ByTag("team")));
        var data = account.explorer(1).costs().read(question).getFirst();

        var standing =
                Summaries.of(
                                question,
                                data,
                                new Summaries.Terms(
                                        DAY.plusDays(1),
                                        Summaries.Subject.MONTH_TO_DATE,
                                        5,
                                        BigDecimal.ONE,
                                        List.of("team"),
                                        List.of(settled),
                                        Map.of(),
                                        List.of()))
                        .budgets()
                        .getFirst();

        // 1 a day in 30 days, although nothing is known from the 25th on
        assertThat(standing.crossing())
                .isEqualTo(new Budget.Will(LocalDate.of(2026, 11, 30), new BigDecimal("30.00")));
        assertThat(standing.waiting().orElseThrow().words()).isEqualTo("figures of 2026-11-25");
    }

    private static List<String> waiting(CostReportFacts facts) {
        return facts.of(Edition.DAILY).getFirst().budgets().stream()
                .map(standing -> standing.waiting().map(Budget.Waiting::words).orElse(""))
                .toList();
    }

    @Test
    void a_budget_that_the_deployment_made_of_the_settings_is_told_once() {
        var facts = observe(DAY, "weekly", "2026-11-23", "monthly", "2026-10");

        assertThat(facts.of(Edition.DAILY).getFirst().budgets())
                .extracting(standing -> standing.budget().name())
                .containsExactly("of team", "of environment", "of owner", "of app", "company");
        assertThat(DeployedBudgets.name("prod", settings.budgets().getFirst()))
                .isEqualTo("nightshift-prod-cost-of team");
        var odd =
                new Budget(
                        "a:b\\" + "c".repeat(200), "USD", BigDecimal.ONE, new Budget.Everything());
        assertThat(DeployedBudgets.name("prod", odd)).matches("[^:\\\\]{1,100}");
    }

    @Test
    void looking_pays_for_three() {
        account.itIs(DAY);
        automation.observe(DAY.atTime(7, 0).toInstant(ZoneOffset.UTC));

        assertThat(account.paid()).isEqualTo(3);
    }

    @Test
    void a_week_pays_for_eight() {
        var facts = observe(MONDAY, "monthly", "2026-10");

        assertThat(facts.due()).containsExactly(Edition.DAILY, Edition.WEEKLY);
        assertThat(account.paid()).isEqualTo(RequestLimits.WEEKLY);
        assertThat(account.calls()).contains("ce:GetCostForecast");
    }

    @Test
    void a_month_pays_for_twelve_even_with_all_other_editions() {
        var facts = observe(MONDAY);

        assertThat(facts.due()).containsExactly(Edition.values());
        assertThat(account.paid()).isEqualTo(12);
        assertThat(facts.spent())
                .hasValueSatisfying(
                        spent ->
                                assertThat(spent)
                                        .startsWith("Cost Explorer: 12 requests (0.12 USD)"));
        assertThat(facts.commitments().orElseThrow()).hasSize(2);
        var advice = facts.purchases().orElseThrow();
        assertThat(advice.asked()).containsExactly("Amazon Relational Database Service");
        assertThat(advice.waiting()).isEmpty();
        assertThat(advice.worth())
                .extracting(one -> one.quantity() + " " + one.what() + " " + one.monthlySaving())
                .containsExactly(
                        "2 instances db.r6g.large, PostgreSQL, eu-west-1 61",
                        "0.25 USD an hour Compute Savings Plan 40.5");
        assertThat(Phrases.purchases(advice.worth()))
                .isEqualTo(
                        "2 commitments could save 101.50 USD a month, AWS reckons; first of all"
                                + " 2 instances, db.r6g.large, PostgreSQL, eu-west-1");
    }

    @Test
    void reservations_take_turns_by_month_where_not_all_can_be_paid_for() {
        for (var service : ReservationTurns.SERVICES) {
            account.charge(LocalDate.of(2026, 10, 4), service, "2", Map.of());
        }

        var facts = observe(MONDAY);

        assertThat(account.paid()).isEqualTo(12);
        var advice = facts.purchases().orElseThrow();
        assertThat(advice.asked()).hasSize(1);
        assertThat(advice.waiting().values())
                .containsExactlyInAnyOrder(
                        YearMonth.of(2026, 12), YearMonth.of(2027, 1), YearMonth.of(2027, 2));
    }

    @Test
    void what_is_left_without_tags_goes_to_more_reservations_and_then_to_a_forecast() {
        for (var service : ReservationTurns.SERVICES.subList(0, 2)) {
            account.charge(LocalDate.of(2026, 10, 4), service, "2", Map.of());
        }
        var untagged =
                new CostReportSettings(
                        true,
                        settings.weekly(),
                        true,
                        5,
                        List.of(),
                        settings.minimumChange(),
                        List.of(),
                        settings.bucket(),
                        settings.sources());
        account.itIs(MONDAY);

        var facts =
                automation(untagged)
                        .observe(MONDAY.atTime(7, 0).toInstant(ZoneOffset.UTC), Map::of);

        assertThat(facts.purchases().orElseThrow().asked())
                .containsExactlyElementsOf(ReservationTurns.SERVICES.subList(0, 2));
        assertThat(account.calls()).contains("ce:GetCostForecast");
        assertThat(account.paid()).isEqualTo(12);
    }

    @Test
    void where_nothing_that_can_be_reserved_cost_anything_nothing_is_asked_about_it() {
        account.itIs(LocalDate.of(2026, 12, 7));

        var facts = observe(LocalDate.of(2026, 12, 7));

        assertThat(facts.purchases().orElseThrow().asked()).isEmpty();
        assertThat(account.calls()).doesNotContain("ce:GetReservationPurchaseRecommendation");
        assertThat(facts.purchases().orElseThrow().worth()).hasSize(1);
    }

    @Test
    void advice_that_is_refused_leaves_the_other() {
        account.answer("GetReservationPurchaseRecommendation", "{\"Recommendations\":3}");

        var facts = observe(MONDAY);

        assertThat(facts.purchases().orElseThrow().worth())
                .extracting(one -> one.kind())
                .containsExactly("Savings Plan");
        assertThat(facts.purchases().orElseThrow().asked()).isEmpty();
        assertThat(facts.unread())
                .extracting(one -> one.source())
                .containsExactly("advice on reservations of Amazon Relational Database Service");
    }

    @Test
    void tables_of_many_pages_do_not_make_it_dearer() {
        account.groupsOnPage(60);

        observe(DAY, "weekly", "2026-11-23", "monthly", "2026-10");

        assertThat(account.paid()).isEqualTo(3);
    }

    @Test
    void a_second_run_of_the_day_pays_for_nothing() {
        observe(MONDAY);
        observe(MONDAY, "daily", "2026-11-23", "weekly", "2026-11-23", "monthly", "2026-10");

        assertThat(account.paid()).isEqualTo(12);
    }

    @Test
    void what_is_planned_fits_into_the_limits_for_any_number_of_tags() {
        for (int tags = 0; tags <= 6; tags++) {
            var some =
                    new CostReportSettings(
                            true,
                            settings.weekly(),
                            true,
                            5,
                            settings.tags().stream().limit(tags).toList(),
                            settings.minimumChange(),
                            settings.budgets().stream().limit(tags).toList(),
                            settings.bucket(),
                            settings.sources());
            for (var due :
                    List.of(
                            List.<Edition>of(),
                            List.of(Edition.DAILY),
                            List.of(Edition.WEEKLY),
                            List.of(Edition.values()))) {
                var asked = Questions.of(some, due, MONDAY);
                assertThat(
                                asked.costs().breakdowns().size()
                                        + (asked.forecast() ? 1 : 0)
                                        + (asked.commitments() ? 5 + asked.left() : 0))
                        .as("%d tags, %s", tags, due)
                        .isLessThanOrEqualTo(asked.mostRequests());
                assertThat(asked.costs().breakdowns()).contains(new Breakdown.ByService());
            }
        }
    }
}
