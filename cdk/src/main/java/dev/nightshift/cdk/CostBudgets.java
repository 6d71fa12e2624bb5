package dev.nightshift.cdk;

import dev.nightshift.costs.report.DeployedBudgets;
import dev.nightshift.costs.summary.Budget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The budgets of cost-report's settings, watched by AWS as well: it tells by the second route,
 * which needs no function of ours. AWS knows its own bill only, in dollars; what it cannot count is
 * left to cost-report.
 */
final class CostBudgets {
    private CostBudgets() {}

    static List<Budget> watchable(Blueprint blueprint) {
        return blueprint.budgets().stream().filter(budget -> filters(budget).isPresent()).toList();
    }

    static void in(Construct scope, Blueprint blueprint, Escalation escalation) {
        var all = new Construct(scope, "CostBudgets");
        for (var budget : watchable(blueprint)) {
            var name = DeployedBudgets.name(blueprint.stage(), budget);
            new MonthlyBudget(name, budget.limit(), filters(budget).orElseThrow(), "cost-report")
                    .in(all, name, blueprint, escalation);
        }
    }

    /** Empty if AWS cannot count it; an empty map for the whole account. */
    private static Optional<Map<String, List<String>>> filters(Budget budget) {
        if (!budget.currency().equals("USD")) {
            return Optional.empty();
        }
        return switch (budget.watch()) {
            case Budget.Everything _ -> Optional.of(Map.of());
            case Budget.OfService(var service) -> one("Service", service);
            case Budget.OfAccount(var account) ->
                    account.matches("[0-9]{12}") ? one("LinkedAccount", account) : Optional.empty();
            case Budget.OfTag(var key, var value) ->
                    one("TagKeyValue", "user:" + key + "$" + value);
            // is one already
            case Budget.ByAws _ -> Optional.empty();
        };
    }

    private static Optional<Map<String, List<String>>> one(String dimension, String value) {
        return Optional.of(Map.of(dimension, List.of(value)));
    }
}
