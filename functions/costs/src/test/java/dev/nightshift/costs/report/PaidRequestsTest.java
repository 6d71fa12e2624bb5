package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.explorer.PaidAccount;
import dev.nightshift.costs.explorer.RequestLimits;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.report.CostReportGateways.Source;
import dev.nightshift.costs.summary.Budget;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final CostReportAutomation automation =
            new CostReportAutomation(
                    settings,
                    (_, most) -> {
                        var explorer = account.explorer(most);
                        return new CostReportGateways(
                                List.of(new Source("Cost Explorer", explorer.costs())),
                                Optional.of(new ExplorerExtras(explorer, "nightshift-prod-cost-")),
                                Optional.empty());
                    });

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
        // service, and the two budgets that come first; the others are not known
        assertThat(facts.of(Edition.DAILY).getFirst().budgets())
                .extracting(standing -> standing.crossing() instanceof Budget.Unknown)
                .containsExactly(false, false, true, true, false);
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
        assertThat(facts.purchases().orElseThrow())
                .extracting(one -> one.quantity() + " " + one.what() + " " + one.monthlySaving())
                .containsExactly(
                        "2 instances db.r6g.large, PostgreSQL, eu-west-1 61",
                        "0.25 USD an hour Compute Savings Plan 40.5");
        assertThat(Phrases.purchases(facts.purchases().orElseThrow()))
                .isEqualTo(
                        "2 commitments could save 101.50 USD a month, AWS reckons; first of all"
                                + " 2 instances, db.r6g.large, PostgreSQL, eu-west-1");
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
                                        + (asked.commitments() ? 6 : 0))
                        .as("%d tags, %s", tags, due)
                        .isLessThanOrEqualTo(asked.mostRequests());
                assertThat(asked.costs().breakdowns()).contains(new Breakdown.ByService());
            }
        }
    }
}
