package dev.nightshift.costs.explorer;

import dev.nightshift.costs.explorer.BillingCalls.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.Spend;

/**
 * What AWS Budgets tells.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgets.html">
 *     DescribeBudgets</a>
 */
final class AwsBudgetList implements BudgetList {
    private static final int PAGE = 100;

    private final BudgetsClient client;
    private final String account;

    AwsBudgetList(BudgetsClient client, String account) {
        this.client = client;
        this.account = account;
    }

    @Override
    public List<AwsBudget> budgets() {
        return BillingCalls.pages(
                        "list the budgets of account " + account,
                        token -> {
                            var page =
                                    client.describeBudgets(
                                            r ->
                                                    r.accountId(account)
                                                            .maxResults(PAGE)
                                                            .nextToken(token.orElse(null)));
                            return new Page<>(page.budgets(), page.nextToken());
                        })
                .stream()
                .flatMap(List::stream)
                .map(AwsBudgetList::budget)
                .toList();
    }

    private static AwsBudget budget(Budget budget) {
        var spent = Optional.ofNullable(budget.calculatedSpend());
        var limit = Optional.ofNullable(budget.budgetLimit());
        var actual = spent.flatMap(all -> Optional.ofNullable(all.actualSpend()));
        var forecast = spent.flatMap(all -> Optional.ofNullable(all.forecastedSpend()));
        var unit =
                Stream.of(limit, actual, forecast)
                        .flatMap(Optional::stream)
                        .map(Spend::unit)
                        .findFirst()
                        .orElse("");
        var ends =
                Optional.ofNullable(budget.timePeriod())
                        .flatMap(period -> Optional.ofNullable(period.end()))
                        .map(end -> LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC));
        return new AwsBudget(
                budget.budgetName(),
                BillingCalls.cell(budget.budgetTypeAsString()),
                BillingCalls.cell(budget.timeUnitAsString()),
                amount(limit, unit),
                unit,
                amount(actual, unit),
                amount(forecast, unit),
                ends);
    }

    /** An amount in another unit than the rest cannot be compared with it, so it is not known. */
    private static Optional<BigDecimal> amount(Optional<Spend> spend, String unit) {
        return spend.filter(one -> unit.equals(one.unit())).map(Spend::amount);
    }
}
