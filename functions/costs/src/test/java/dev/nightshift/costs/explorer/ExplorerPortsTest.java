package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.costs.explorer.BillingServer.Mishap;
import dev.nightshift.costs.explorer.BudgetList.AwsBudget;
import dev.nightshift.costs.explorer.Commitments.Coverage;
import dev.nightshift.costs.explorer.Commitments.Unit;
import dev.nightshift.costs.explorer.Commitments.Utilization;
import dev.nightshift.costs.explorer.DetectedAnomalies.Cause;
import dev.nightshift.costs.explorer.DetectedAnomalies.DetectedAnomaly;
import dev.nightshift.costs.explorer.Forecasts.Forecast;
import dev.nightshift.costs.explorer.Forecasts.Period;
import dev.nightshift.costs.explorer.Forecasts.Step;
import dev.nightshift.costs.explorer.PurchaseAdvice.Purchase;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.CostQuestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplorerPortsTest extends BillingWorld {
    private static final LocalDate END = LocalDate.parse("2026-11-30");
    private static final LocalDate FROM = LocalDate.parse("2026-10-01");
    private static final LocalDate TO = LocalDate.parse("2026-10-31");
    private static final String RDS = "Amazon Relational Database Service";

    @Test
    void a_forecast_has_its_interval_and_is_asked_once_a_day() {
        account.answers.put(
                "GetCostForecast",
                List.of(
                        """
                        {"Total":{"Amount":"30.50","Unit":"USD"},"ForecastResultsByTime":[{
                          "TimePeriod":{"Start":"2026-11-28","End":"2026-12-01"},"MeanValue":"30.5",
                          "PredictionIntervalLowerBound":"28","PredictionIntervalUpperBound":"33"}]}
                        """));
        var expected =
                new Forecast(
                        "USD",
                        number("30.5"),
                        List.of(
                                new Period(
                                        TODAY,
                                        END,
                                        number("30.5"),
                                        Optional.of(number("28")),
                                        Optional.of(number("33")))),
                        TODAY);

        assertThat(explorer().forecasts().forecast(END, Step.MONTH)).contains(expected);
        assertThat(explorer().forecasts().forecast(END, Step.MONTH)).contains(expected);
        assertThat(server.paid()).isEqualTo(1);
        assertThatThrownBy(() -> explorer().forecasts().forecast(TODAY.minusDays(1), Step.DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a day that is not over");
    }

    @Test
    void what_aws_has_no_data_of_is_unknown_and_not_asked_twice_a_day() {
        for (int i = 0; i < 2; i++) {
            assertThat(explorer().forecasts().forecast(END, Step.DAY)).isEmpty();
            var all = explorer().commitments();
            assertThat(all.reservationCoverage(FROM, TO)).isEmpty();
            assertThat(all.reservationUtilization(FROM, TO)).isEmpty();
            assertThat(all.savingsPlansCoverage(FROM, TO)).isEmpty();
            assertThat(all.savingsPlansUtilization(FROM, TO)).isEmpty();
            assertThat(explorer().purchases().savingsPlan()).isEmpty();
        }
        assertThat(server.paid()).isEqualTo(6);
    }

    @Test
    void commitments_are_shares_of_what_is_counted_and_none_is_not_zero() {
        account.answers.put(
                "GetReservationCoverage",
                List.of(
                        """
                        {"Total":{"CoverageHours":{"ReservedHours":"1","OnDemandHours":"2",
                          "TotalRunningHours":"3"}},"CoveragesByTime":[]}
                        """));
        account.answers.put(
                "GetReservationUtilization",
                List.of(
                        """
                        {"Total":{"PurchasedHours":"0","TotalActualHours":"0","NetRISavings":"0"},
                         "UtilizationsByTime":[]}
                        """));
        account.answers.put(
                "GetSavingsPlansCoverage",
                List.of(
                        """
                        {"NextToken":"1","SavingsPlansCoverages":[{"Coverage":{
                          "SpendCoveredBySavingsPlans":"60","OnDemandCost":"20","TotalCost":"80"}}]}
                        """,
                        """
                        {"SavingsPlansCoverages":[{"Coverage":{
                          "SpendCoveredBySavingsPlans":"0","OnDemandCost":"20","TotalCost":"20"}}]}
                        """));
        account.answers.put(
                "GetSavingsPlansUtilization",
                List.of(
                        """
                        {"Total":{"Utilization":{"TotalCommitment":"72","UsedCommitment":"54"},
                         "Savings":{"NetSavings":"-3.5"}}}
                        """));
        var all = explorer().commitments();

        var reserved = all.reservationCoverage(FROM, TO).orElseThrow();
        assertThat(reserved).isEqualTo(new Coverage(number("1"), number("3"), Unit.HOURS));
        assertThat(reserved.percent()).contains(number("33.33"));
        var used = all.reservationUtilization(FROM, TO).orElseThrow();
        assertThat(used.bought()).isZero();
        assertThat(used.percent()).as("nothing is bought").isEmpty();
        var covered = all.savingsPlansCoverage(FROM, TO).orElseThrow();
        assertThat(covered.percent()).contains(number("60.00"));
        assertThat(all.savingsPlansUtilization(FROM, TO))
                .contains(
                        new Utilization(
                                number("54"),
                                number("72"),
                                Unit.MONEY,
                                Optional.of(number("-3.5"))));
        assertThat(server.paid()).isEqualTo(5);
        assertThatThrownBy(() -> all.savingsPlansCoverage(FROM, TODAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("days that are over");
    }

    @Test
    void an_answer_without_its_figures_is_an_error_and_not_zero() {
        account.answers.put(
                "GetReservationCoverage",
                List.of("{\"Total\":{\"CoverageHours\":{\"ReservedHours\":\"1\"}}}"));

        assertThatThrownBy(() -> explorer().commitments().reservationCoverage(FROM, TO))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
                .hasMessageContaining("an amount is missing");
    }

    @Test
    void budgets_are_read_page_by_page_for_nothing() {
        account.answers.put(
                "DescribeBudgets",
                List.of(
                        """
                        {"NextToken":"1","Budgets":[{"BudgetName":"all","BudgetType":"COST",
                          "TimeUnit":"MONTHLY","BudgetLimit":{"Amount":"100.0","Unit":"USD"},
                          "TimePeriod":{"Start":1767225600,"End":3706473600},
                          "CalculatedSpend":{"ActualSpend":{"Amount":"41.5","Unit":"USD"},
                                             "ForecastedSpend":{"Amount":"98","Unit":"USD"}}}]}
                        """,
                        """
                        {"Budgets":[{"BudgetName":"new","BudgetType":"RI_UTILIZATION",
                          "TimeUnit":"DAILY","BudgetLimit":{"Amount":"80","Unit":"PERCENTAGE"}}]}
                        """));
        var run = explorer();

        assertThat(run.budgets().budgets())
                .containsExactly(
                        new AwsBudget(
                                "all",
                                "COST",
                                "MONTHLY",
                                Optional.of(number("100.0")),
                                "USD",
                                Optional.of(number("41.5")),
                                Optional.of(number("98")),
                                Optional.of(LocalDate.parse("2087-06-14"))),
                        new AwsBudget(
                                "new",
                                "RI_UTILIZATION",
                                "DAILY",
                                Optional.of(number("80")),
                                "PERCENTAGE",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(run.spending().free()).isEqualTo(2);
        assertThat(run.spending().thisRun()).isZero();
        assertThat(shelf.entries()).isEmpty();
    }

    @Test
    void anomalies_are_read_page_by_page_with_their_causes() {
        account.answers.put(
                "GetAnomalies",
                List.of(
                        """
                        {"NextPageToken":"1","Anomalies":[{"AnomalyId":"a1",
                          "AnomalyStartDate":"2026-11-20T00:00:00Z",
                          "AnomalyEndDate":"2026-11-22T00:00:00Z","DimensionValue":"Amazon EC2",
                          "RootCauses":[{"Service":"Amazon EC2","Region":"eu-west-1",
                            "LinkedAccount":"111122223333","UsageType":"EUW1-BoxUsage",
                            "Impact":{"Contribution":12.3}},{"Service":"Amazon S3"}],
                          "AnomalyScore":{"MaxScore":1,"CurrentScore":1},
                          "Impact":{"MaxImpact":9,"TotalImpact":20.1,
                                    "TotalActualSpend":30.1,"TotalExpectedSpend":10}}]}
                        """,
                        """
                        {"Anomalies":[{"AnomalyId":"a2","AnomalyStartDate":"2026-11-27",
                          "Impact":{"MaxImpact":9,"TotalImpact":9}}]}
                        """));
        var nothing = Optional.<String>empty();

        assertThat(explorer().anomalies().lastDays(30))
                .containsExactly(
                        new DetectedAnomaly(
                                "a1",
                                LocalDate.parse("2026-11-20"),
                                Optional.of(LocalDate.parse("2026-11-22")),
                                Optional.of("Amazon EC2"),
                                number("20.1"),
                                Optional.of(number("1E+1")),
                                Optional.of(number("30.1")),
                                List.of(
                                        new Cause(
                                                Optional.of("Amazon EC2"),
                                                Optional.of("111122223333"),
                                                Optional.of("eu-west-1"),
                                                Optional.of("EUW1-BoxUsage"),
                                                Optional.of(number("12.3"))),
                                        new Cause(
                                                Optional.of("Amazon S3"),
                                                nothing,
                                                nothing,
                                                nothing,
                                                Optional.empty()))),
                        new DetectedAnomaly(
                                "a2",
                                LocalDate.parse("2026-11-27"),
                                Optional.empty(),
                                nothing,
                                number("9"),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
        assertThat(server.paid()).isEqualTo(2);
        assertThatThrownBy(() -> explorer().anomalies().lastDays(91))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 90");
    }

    @Test
    void anomalies_whose_second_page_fails_are_not_told_by_half() {
        account.answers.put(
                "GetAnomalies",
                List.of(
                        """
                        {"NextPageToken":"1","Anomalies":[{"AnomalyId":"a",
                          "AnomalyStartDate":"2026-11-27","Impact":{"MaxImpact":9,"TotalImpact":9}}]}
                        """,
                        "{}"));
        server.next(new Mishap.Nothing(), new Mishap.Answers(400, "LimitExceededException"));

        assertThatThrownBy(() -> explorer().anomalies().lastDays(3))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.THROTTLED));
    }

    @Test
    void pages_that_go_round_in_circles_come_to_an_end() {
        account.answers.put("GetAnomalies", List.of("{\"NextPageToken\":\"0\",\"Anomalies\":[]}"));

        assertThatThrownBy(() -> explorer().anomalies().lastDays(3))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("in circles");
        assertThat(server.paid()).isEqualTo(2);
    }

    @Test
    void purchases_are_those_that_are_worth_something() {
        account.answers.put(
                "GetSavingsPlansPurchaseRecommendation",
                List.of(
                        """
                        {"SavingsPlansPurchaseRecommendation":{
                          "SavingsPlansPurchaseRecommendationSummary":{"CurrencyCode":"USD",
                          "HourlyCommitmentToPurchase":"0.25","EstimatedMonthlySavingsAmount":"60",
                          "EstimatedSavingsPercentage":"22.5"}}}
                        """));
        account.answers.put(
                "GetReservationPurchaseRecommendation",
                List.of(
                        """
                        {"NextPageToken":"1","Recommendations":[{"RecommendationDetails":[
                          {"AccountId":"111122223333","CurrencyCode":"USD",
                           "RecommendedNumberOfInstancesToPurchase":"2",
                           "EstimatedMonthlySavingsAmount":"31.2",
                           "InstanceDetails":{"RDSInstanceDetails":{"InstanceType":"db.r6g.large",
                             "DatabaseEngine":"PostgreSQL","Region":"eu-west-1"}}}]}]}
                        """,
                        """
                        {"Recommendations":[{"RecommendationDetails":[{"CurrencyCode":"USD",
                           "RecommendedNumberOfInstancesToPurchase":"0",
                           "EstimatedMonthlySavingsAmount":"0"}]}]}
                        """));
        var advice = explorer().purchases();

        assertThat(advice.savingsPlan())
                .contains(
                        new Purchase(
                                PurchaseAdvice.Kind.SAVINGS_PLAN,
                                "Compute Savings Plan",
                                number("0.25"),
                                Optional.empty(),
                                number("6E+1"),
                                Optional.of(number("22.5")),
                                "USD"));
        assertThat(advice.reservations(RDS))
                .containsExactly(
                        new Purchase(
                                PurchaseAdvice.Kind.RESERVATION,
                                "db.r6g.large, PostgreSQL, eu-west-1",
                                number("2"),
                                Optional.of("111122223333"),
                                number("31.2"),
                                Optional.empty(),
                                "USD"));
        assertThat(server.paid()).isEqualTo(3);
    }

    @Test
    void each_kind_of_reservation_is_named_by_what_runs() {
        account.answers.put(
                "GetReservationPurchaseRecommendation",
                List.of(
                        """
                        {"Recommendations":[{"RecommendationDetails":[
                          {"CurrencyCode":"USD","RecommendedNumberOfInstancesToPurchase":"1",
                           "EstimatedMonthlySavingsAmount":"3","InstanceDetails":{
                             "ESInstanceDetails":{"InstanceClass":"r6g","InstanceSize":"large",
                               "Region":"eu-west-1"}}},
                          {"CurrencyCode":"USD","RecommendedNumberOfInstancesToPurchase":"1",
                           "EstimatedMonthlySavingsAmount":"3","InstanceDetails":{
                             "ElastiCacheInstanceDetails":{"NodeType":"cache.r6g.large",
                               "ProductDescription":"Redis","Region":"eu-west-1"}}},
                          {"CurrencyCode":"USD","RecommendedNumberOfInstancesToPurchase":"1",
                           "EstimatedMonthlySavingsAmount":"3","InstanceDetails":{
                             "RedshiftInstanceDetails":{"NodeType":"ra3.xlplus",
                               "Region":"eu-west-1"}}}]}]}
                        """));

        assertThat(explorer().purchases().reservations("Amazon OpenSearch Service"))
                .extracting(Purchase::what)
                .containsExactly(
                        "r6g, large, eu-west-1",
                        "cache.r6g.large, Redis, eu-west-1",
                        "ra3.xlplus, eu-west-1");
    }

    @Test
    void who_may_not_see_budgets_is_told_the_account() {
        server.next(new Mishap.Answers(400, "AccessDeniedException"));

        assertThatThrownBy(() -> explorer().budgets().budgets())
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
                .hasMessageContaining("list the budgets of account 111122223333");
    }

    @Test
    void the_permissions_are_exactly_the_calls() {
        var run = explorer();
        run.costs().read(new CostQuestion(FROM, TO, Set.of(new ByService())));
        run.forecasts().forecast(END, Step.MONTH);
        run.commitments().reservationCoverage(FROM, TO);
        run.commitments().reservationUtilization(FROM, TO);
        run.commitments().savingsPlansCoverage(FROM, TO);
        run.commitments().savingsPlansUtilization(FROM, TO);
        run.purchases().savingsPlan();
        run.purchases().reservations(RDS);
        account.answers.put("GetAnomalies", List.of("{\"Anomalies\":[]}"));
        run.anomalies().lastDays(7);
        account.answers.put("DescribeBudgets", List.of("{}"));
        run.budgets().budgets();

        var called = new HashSet<>(server.calls());
        // the API's name and that of the permission differ
        called.remove("budgets:DescribeBudgets");
        called.add("budgets:ViewBudget");
        var all = ExplorerPermissions.all("b", "explorer/");
        assertThat(all).allMatch(one -> !one.why().isBlank());
        assertThat(
                        all.stream()
                                .map(Permission::actions)
                                .flatMap(List::stream)
                                .filter(action -> !action.startsWith("s3:"))
                                .collect(Collectors.toSet()))
                .isEqualTo(called);
    }

    @Test
    void an_account_is_twelve_digits() {
        assertThatThrownBy(
                        () ->
                                Explorer.of(
                                        "eu-west-1",
                                        "x",
                                        shelf,
                                        new RequestLimits(1, 1),
                                        () -> now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12 digits");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
