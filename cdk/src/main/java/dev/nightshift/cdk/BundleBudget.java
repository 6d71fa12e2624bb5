package dev.nightshift.cdk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Tells when the month's spending on what carries the stage's tag nears or passes what was agreed.
 * AWS Budgets sees the tag once it has been activated as a cost allocation tag in the billing
 * console.
 */
final class BundleBudget {
    private BundleBudget() {}

    static void in(Construct scope, Blueprint blueprint, Escalation escalation) {
        new MonthlyBudget(
                        blueprint.prefix(),
                        BigDecimal.valueOf(blueprint.options().budgetUsd()),
                        Map.of(
                                "TagKeyValue",
                                List.of("user:" + HouseTags.STAGE + "$" + blueprint.stage())),
                        HouseTags.SHARED)
                .in(scope, "Budget", blueprint, escalation);
    }
}
