package dev.nightshift.costs.explorer;

import dev.nightshift.costs.explorer.BillingCalls.Page;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.Breakdown.ByCategory;
import dev.nightshift.costs.model.Breakdown.ByRegion;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.Breakdown.ByServiceAndTag;
import dev.nightshift.costs.model.Breakdown.ByTag;
import dev.nightshift.costs.model.Breakdown.ByUsageType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/**
 * Costs by day as {@link CostRows} reads them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html">
 *     GetCostAndUsage</a>
 */
final class AwsCosts {
    private static final String BILLED = "UnblendedCost";
    private static final String EFFECTIVE = "AmortizedCost";

    private final CostExplorerClient explorer;

    AwsCosts(CostExplorerClient explorer) {
        this.explorer = explorer;
    }

    List<Row> by(Breakdown by, LocalDate first, LocalDate last) {
        var rows = new ArrayList<Row>();
        BillingCalls.pages(
                        "read the " + CostRows.question(by),
                        token -> {
                            var page =
                                    explorer.getCostAndUsage(
                                            r ->
                                                    r.timePeriod(BillingCalls.days(first, last))
                                                            .granularity(Granularity.DAILY)
                                                            .metrics(BILLED, EFFECTIVE)
                                                            .groupBy(groups(by))
                                                            .nextPageToken(token.orElse(null)));
                            return new Page<>(page.resultsByTime(), page.nextPageToken());
                        })
                .forEach(page -> page.forEach(day -> add(rows, day)));
        return rows;
    }

    private static List<GroupDefinition> groups(Breakdown by) {
        return switch (by) {
            case ByService() -> List.of(dimension("LINKED_ACCOUNT"), dimension("SERVICE"));
            case ByRegion() -> List.of(dimension("REGION"));
            case ByUsageType() -> List.of(dimension("SERVICE"), dimension("USAGE_TYPE"));
            case ByCategory() -> List.of(dimension("RECORD_TYPE"));
            case ByTag(var key) -> List.of(tag(key));
            case ByServiceAndTag(var key) -> List.of(dimension("SERVICE"), tag(key));
        };
    }

    private static GroupDefinition tag(String key) {
        return GroupDefinition.builder().type(GroupDefinitionType.TAG).key(key).build();
    }

    private static GroupDefinition dimension(String key) {
        return GroupDefinition.builder().type(GroupDefinitionType.DIMENSION).key(key).build();
    }

    private static void add(List<Row> rows, ResultByTime result) {
        var day =
                Optional.ofNullable(result.timePeriod())
                        .map(period -> BillingCalls.cell(period.start()))
                        .orElse("");
        rows.add(
                Row.of(
                        CostRows.DAY,
                        day,
                        Boolean.TRUE.equals(result.estimated()) ? CostRows.ESTIMATED : "",
                        unit(result.total(), BILLED)));
        for (var group : result.groups()) {
            var cells = new ArrayList<String>();
            cells.add(CostRows.COST);
            cells.add(day);
            cells.add(unit(group.metrics(), BILLED));
            cells.add(amount(group.metrics(), BILLED));
            cells.add(unit(group.metrics(), EFFECTIVE));
            cells.add(amount(group.metrics(), EFFECTIVE));
            cells.addAll(group.keys());
            rows.add(new Row(cells));
        }
    }

    private static String amount(Map<String, MetricValue> metrics, String name) {
        var value = metrics.get(name);
        return value == null ? "" : BillingCalls.cell(value.amount());
    }

    private static String unit(Map<String, MetricValue> metrics, String name) {
        var value = metrics.get(name);
        return value == null ? "" : BillingCalls.cell(value.unit());
    }
}
