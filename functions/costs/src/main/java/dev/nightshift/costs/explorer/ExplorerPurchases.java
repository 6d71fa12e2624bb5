package dev.nightshift.costs.explorer;

import dev.nightshift.costs.explorer.BillingCalls.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.InstanceDetails;
import software.amazon.awssdk.services.costexplorer.model.LookbackPeriodInDays;
import software.amazon.awssdk.services.costexplorer.model.PaymentOption;
import software.amazon.awssdk.services.costexplorer.model.ReservationPurchaseRecommendationDetail;
import software.amazon.awssdk.services.costexplorer.model.SupportedSavingsPlansType;
import software.amazon.awssdk.services.costexplorer.model.TermInYears;

/**
 * What Cost Explorer recommends to buy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetSavingsPlansPurchaseRecommendation.html">
 *     GetSavingsPlansPurchaseRecommendation</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetReservationPurchaseRecommendation.html">
 *     GetReservationPurchaseRecommendation</a>
 */
final class ExplorerPurchases implements PurchaseAdvice {
    private static final String PURCHASE = "purchase";
    private static final int LOOKBACK_DAYS = 30;

    private final CostExplorerClient explorer;
    private final Desk desk;

    ExplorerPurchases(CostExplorerClient explorer, Desk desk) {
        this.explorer = explorer;
        this.desk = desk;
    }

    @Override
    public Optional<Purchase> savingsPlan() {
        return ask("recommended Savings Plan", Kind.SAVINGS_PLAN, this::plan).stream().findFirst();
    }

    @Override
    public List<Purchase> reservations(String service) {
        return ask(
                "recommended reservations of " + service,
                Kind.RESERVATION,
                () -> instances(service));
    }

    private List<Purchase> ask(String question, Kind kind, Supplier<List<Row>> rows) {
        var today = desk.today();
        return desk.ask(
                        question,
                        today.minusDays(LOOKBACK_DAYS),
                        today,
                        () -> BillingCalls.orUnavailable(rows),
                        answer ->
                                answer.unavailable()
                                        ? List.<Purchase>of()
                                        : answer.rows().stream()
                                                .map(row -> purchase(kind, row))
                                                // it recommends to buy nothing by saying 0
                                                .filter(one -> one.quantity().signum() > 0)
                                                .toList())
                .content();
    }

    private static Purchase purchase(Kind kind, Row row) {
        return new Purchase(
                kind,
                row.text(1),
                row.amount(2),
                row.textIfAny(3),
                row.amount(4),
                row.amountIfAny(5),
                row.text(6));
    }

    private List<Row> plan() {
        var answer =
                BillingCalls.call(
                        "read the recommended Savings Plan",
                        () ->
                                explorer.getSavingsPlansPurchaseRecommendation(
                                        r ->
                                                r.savingsPlansType(
                                                                SupportedSavingsPlansType
                                                                        .COMPUTE_SP)
                                                        .termInYears(TermInYears.ONE_YEAR)
                                                        .paymentOption(PaymentOption.NO_UPFRONT)
                                                        .lookbackPeriodInDays(
                                                                LookbackPeriodInDays.THIRTY_DAYS)));
        // the pages list accounts; the summary is on each of them
        return Optional.ofNullable(answer.savingsPlansPurchaseRecommendation())
                .flatMap(
                        all -> Optional.ofNullable(all.savingsPlansPurchaseRecommendationSummary()))
                .map(
                        sum ->
                                Row.of(
                                        PURCHASE,
                                        "Compute Savings Plan",
                                        BillingCalls.cell(sum.hourlyCommitmentToPurchase()),
                                        "",
                                        BillingCalls.cell(sum.estimatedMonthlySavingsAmount()),
                                        BillingCalls.cell(sum.estimatedSavingsPercentage()),
                                        BillingCalls.cell(sum.currencyCode())))
                .stream()
                .toList();
    }

    private List<Row> instances(String service) {
        return BillingCalls.pages(
                        "read the recommended reservations of " + service,
                        token -> {
                            var page =
                                    explorer.getReservationPurchaseRecommendation(
                                            r ->
                                                    r.service(service)
                                                            .termInYears(TermInYears.ONE_YEAR)
                                                            .paymentOption(PaymentOption.NO_UPFRONT)
                                                            .lookbackPeriodInDays(
                                                                    LookbackPeriodInDays
                                                                            .THIRTY_DAYS)
                                                            .nextPageToken(token.orElse(null)));
                            return new Page<>(page.recommendations(), page.nextPageToken());
                        })
                .stream()
                .flatMap(List::stream)
                .flatMap(one -> one.recommendationDetails().stream())
                .map(one -> instance(service, one))
                .toList();
    }

    private static Row instance(String service, ReservationPurchaseRecommendationDetail one) {
        return Row.of(
                PURCHASE,
                Optional.ofNullable(one.instanceDetails())
                        .map(ExplorerPurchases::name)
                        .filter(name -> !name.isEmpty())
                        .orElse(service),
                BillingCalls.cell(one.recommendedNumberOfInstancesToPurchase()),
                BillingCalls.cell(one.accountId()),
                BillingCalls.cell(one.estimatedMonthlySavingsAmount()),
                BillingCalls.cell(one.estimatedMonthlySavingsPercentage()),
                BillingCalls.cell(one.currencyCode()));
    }

    private static String name(InstanceDetails details) {
        return Stream.of(
                        part(details.ec2InstanceDetails(), d -> d.instanceType()),
                        part(details.ec2InstanceDetails(), d -> d.platform()),
                        part(details.ec2InstanceDetails(), d -> d.region()),
                        part(details.rdsInstanceDetails(), d -> d.instanceType()),
                        part(details.rdsInstanceDetails(), d -> d.databaseEngine()),
                        part(details.rdsInstanceDetails(), d -> d.deploymentOption()),
                        part(details.rdsInstanceDetails(), d -> d.region()),
                        part(details.elastiCacheInstanceDetails(), d -> d.nodeType()),
                        part(details.elastiCacheInstanceDetails(), d -> d.productDescription()),
                        part(details.elastiCacheInstanceDetails(), d -> d.region()),
                        part(details.esInstanceDetails(), d -> d.instanceClass()),
                        part(details.esInstanceDetails(), d -> d.instanceSize()),
                        part(details.esInstanceDetails(), d -> d.region()),
                        part(details.redshiftInstanceDetails(), d -> d.nodeType()),
                        part(details.redshiftInstanceDetails(), d -> d.region()),
                        part(details.memoryDBInstanceDetails(), d -> d.nodeType()),
                        part(details.memoryDBInstanceDetails(), d -> d.region()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static <T> Optional<String> part(T detailsOrNull, Function<T, String> field) {
        return Optional.ofNullable(detailsOrNull)
                .flatMap(details -> Optional.ofNullable(field.apply(details)));
    }
}
