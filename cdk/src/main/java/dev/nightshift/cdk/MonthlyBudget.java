package dev.nightshift.cdk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/**
 * A budget of AWS Budgets: the second route is told when a month nears it, passes it, or is
 * expected to.
 *
 * @param usd a month
 * @param filters what counts; none for the whole account
 * @param owner whose it is, see {@link HouseTags}
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html">
 *     Budget</a>
 */
record MonthlyBudget(String name, BigDecimal usd, Map<String, List<String>> filters, String owner) {
    CfnBudget in(Construct scope, String id, Blueprint blueprint, Escalation escalation) {
        var subscriber =
                CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("SNS")
                        .address(escalation.topic.getTopicArn())
                        .build();
        var budget =
                CfnBudget.BudgetDataProperty.builder()
                        .budgetName(name)
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(
                                CfnBudget.SpendProperty.builder().amount(usd).unit("USD").build());
        if (!filters.isEmpty()) {
            budget.costFilters(filters);
        }
        return CfnBudget.Builder.create(scope, id)
                .budget(budget.build())
                .notificationsWithSubscribers(
                        List.of(
                                notification("FORECASTED", 100, subscriber),
                                notification("ACTUAL", 80, subscriber),
                                notification("ACTUAL", 100, subscriber)))
                .resourceTags(
                        HouseTags.of(blueprint, owner).entrySet().stream()
                                .map(
                                        tag ->
                                                CfnBudget.ResourceTagProperty.builder()
                                                        .key(tag.getKey())
                                                        .value(tag.getValue())
                                                        .build())
                                .toList())
                .build();
    }

    private static CfnBudget.NotificationWithSubscribersProperty notification(
            String type, int percent, CfnBudget.SubscriberProperty subscriber) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(
                        CfnBudget.NotificationProperty.builder()
                                .notificationType(type)
                                .comparisonOperator("GREATER_THAN")
                                .threshold(percent)
                                .thresholdType("PERCENTAGE")
                                .build())
                .subscribers(List.of(subscriber))
                .build();
    }
}
