package dev.nightshift.costs.explorer;

import dev.nightshift.core.automation.Permission;
import java.util.ArrayList;
import java.util.List;

/**
 * What a role must allow to ask AWS's billing services, and to keep what was paid for. Nothing here
 * changes anything but the shelf. Cost Explorer's actions know no resources.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscostexplorerservice.html">
 *     Actions, resources, and condition keys for AWS Cost Explorer Service</a>
 */
public final class ExplorerPermissions {
    private static final String ALL = "*";

    private ExplorerPermissions() {}

    /** For {@link Explorer#costs()}. */
    public static Permission costs() {
        return Permission.read("reads what was spent, by day", List.of("ce:GetCostAndUsage"), ALL);
    }

    /** For {@link Explorer#forecasts()}. */
    public static Permission forecasts() {
        return Permission.read(
                "reads what AWS expects to be spent", List.of("ce:GetCostForecast"), ALL);
    }

    /** For {@link Explorer#commitments()}. */
    public static Permission commitments() {
        return Permission.read(
                "reads how well reservations and Savings Plans cover what runs, and are used",
                List.of(
                        "ce:GetReservationCoverage",
                        "ce:GetReservationUtilization",
                        "ce:GetSavingsPlansCoverage",
                        "ce:GetSavingsPlansUtilization"),
                ALL);
    }

    /** For {@link Explorer#budgets()}. */
    public static Permission budgets() {
        return Permission.read(
                "reads the budgets, and how far they are used",
                List.of("budgets:ViewBudget"),
                "arn:{partition}:budgets::{account}:budget/*");
    }

    /** For {@link Explorer#anomalies()}. */
    public static Permission anomalies() {
        return Permission.read(
                "reads what AWS Cost Anomaly Detection has found", List.of("ce:GetAnomalies"), ALL);
    }

    /** For {@link Explorer#purchases()}. */
    public static Permission purchases() {
        return Permission.read(
                "reads which commitments AWS thinks are worth evaluating",
                List.of(
                        "ce:GetReservationPurchaseRecommendation",
                        "ce:GetSavingsPlansPurchaseRecommendation"),
                ALL);
    }

    /**
     * For the shelf, which every paid request needs. It is Nightshift's own, and a dry run counts
     * what it pays for, too.
     *
     * @param prefix as given to the shelf, such as {@code explorer/}
     */
    public static List<Permission> shelf(String bucket, String prefix) {
        return List.of(
                Permission.read(
                        "reads what was counted and answered before",
                        List.of("s3:GetObject"),
                        "arn:{partition}:s3:::%s/%s*".formatted(bucket, prefix)),
                Permission.keep(
                        "counts the paid requests, and keeps their answers for the day",
                        "arn:{partition}:s3:::%s/%s*".formatted(bucket, prefix)),
                // without it an object that is not there yet looks like one that may not be read;
                // a condition on s3:prefix would not do, since reading an object names no prefix
                Permission.read(
                        "tells an answer that is not there from one that may not be read",
                        List.of("s3:ListBucket"),
                        "arn:{partition}:s3:::" + bucket));
    }

    /** For all of {@link Explorer}. */
    public static List<Permission> all(String bucket, String prefix) {
        var all = new ArrayList<Permission>();
        all.addAll(
                List.of(costs(), forecasts(), commitments(), budgets(), anomalies(), purchases()));
        all.addAll(shelf(bucket, prefix));
        return List.copyOf(all);
    }
}
