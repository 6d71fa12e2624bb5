package dev.nightshift.cdk;

import java.util.List;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/**
 * Tells when the month's spending on what carries the stage's tag nears or passes what was agreed.
 * AWS Budgets sees the tag once it has been activated as a cost allocation tag in the billing
 * console.
 */
final class BundleBudget {
    private BundleBudget() {}

    static CfnBudget in(Construct scope, Blueprint blueprint, Escalation escalation) {
        var subscriber =
                CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("SNS")
                        .address(escalation.topic.getTopicArn())
                        .build();
        return CfnBudget.Builder.create(scope, "Budget")
                .budget(
                        CfnBudget.BudgetDataProperty.builder()
                                .budgetName(blueprint.prefix())
                                .budgetType("COST")
                                .timeUnit("MONTHLY")
                                .budgetLimit(
                                        CfnBudget.SpendProperty.builder()
                                                .amount(blueprint.options().budgetUsd())
                                                .unit("USD")
                                                .build())
                                .costFilters(
                                        java.util.Map.of(
                                                "TagKeyValue",
                                                List.of(
                                                        "user:"
                                                                + HouseTags.STAGE
                                                                + "$"
                                                                + blueprint.stage())))
                                .build())
                .notificationsWithSubscribers(
                        List.of(
                                notification("FORECASTED", 100, subscriber),
                                notification("ACTUAL", 80, subscriber),
                                notification("ACTUAL", 100, subscriber)))
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
