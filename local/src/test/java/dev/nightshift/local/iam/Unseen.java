package dev.nightshift.local.iam;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What is granted, and cannot be shown to be needed; and why not. */
final class Unseen {
    private static final String BY_LAMBDA = "Lambda itself calls it with this role, to write logs";
    private static final String BY_XRAY = "X-Ray's daemon calls it with this role, to send traces";
    private static final String BY_POLLER =
            "Lambda's event source mapping calls it with this role, to feed the function";
    private static final String BY_DESTINATION =
            "Lambda calls it with this role, to keep what failed";
    private static final String BY_RDS =
            "RDS calls it in the caller's name, which the emulator does not imitate";
    private static final String BY_CODEDEPLOY =
            "CodeDeploy asks for it in the name of who deploys, which a stand-in does not imitate";
    private static final String BY_AUTO_SCALING =
            "Auto Scaling asks for it where a launch template is named, which a stand-in does not";

    /** What the platform does in the name of every function. */
    private static final Map<String, String> BY_THE_PLATFORM =
            Map.of(
                    "logs:CreateLogStream", BY_LAMBDA,
                    "logs:PutLogEvents", BY_LAMBDA,
                    "xray:PutTelemetryRecords", BY_XRAY,
                    "xray:PutTraceSegments", BY_XRAY);

    private static final Map<String, String> WHERE_FAILURES_GO =
            Map.of("sqs:SendMessage", BY_DESTINATION);

    private static final String NOT_DUE =
            "a monthly report asks for it, and none is due on the first day of a month";

    /** Functions with a role that cannot be shown here at all. */
    static final Map<String, String> FUNCTIONS =
            Map.of(
                    "s3-backup",
                    "the emulator has neither CreateJob nor DescribeJob of S3 Control; for the rest"
                            + " no scene is set",
                    "restore-drill",
                    "it asks restored databases over JDBC, and the emulator runs none; for the rest"
                            + " no scene is set");

    private static final String NO_OWNER =
            "where tags cannot be read, a finding is told as one without an owner";
    private static final String NOT_JUDGED =
            "a balancer of which there are no metrics is not judged, whatever else is not known";
    private static final String WORDLESS =
            "S3 refuses a HEAD without words: it is told that it was denied, and not what";

    private Unseen() {}

    /** Refused without it, and nobody learns of it by name; and why not. */
    static Map<String, String> untold(String function) {
        return function.equals("waste-sweep")
                ? Map.of(
                        "cloudfront:ListTagsForResource", NO_OWNER,
                        "ecr:ListTagsForResource", NO_OWNER,
                        "elasticache:ListTagsForResource", NO_OWNER,
                        "elasticloadbalancing:DescribeTags", NO_OWNER,
                        "elasticloadbalancing:DescribeTargetGroups", NOT_JUDGED,
                        "elasticloadbalancing:DescribeTargetHealth", NOT_JUDGED,
                        "s3:ListBucket", WORDLESS)
                : Map.of();
    }

    /** Granted to a function, though nothing here can show that something fails without it. */
    static Map<String, String> of(String function) {
        return switch (function) {
            case "notifier" ->
                    and(
                            Map.of(
                                    "sqs:ReceiveMessage", BY_POLLER,
                                    "sqs:DeleteMessage", BY_POLLER,
                                    "sqs:GetQueueAttributes", BY_POLLER));
            case "deploy-webhook" -> and(Map.of());
            case "rds-backup" ->
                    and(
                            WHERE_FAILURES_GO,
                            Map.of("rds:AddTagsToResource", BY_RDS, "kms:CreateGrant", BY_RDS));
            case "auto-rollback" ->
                    and(
                            WHERE_FAILURES_GO,
                            Map.of(
                                    "codedeploy:GetDeploymentConfig", BY_CODEDEPLOY,
                                    "codedeploy:GetApplicationRevision", BY_CODEDEPLOY,
                                    "codedeploy:RegisterApplicationRevision", BY_CODEDEPLOY,
                                    "ec2:RunInstances", BY_AUTO_SCALING));
            case "cost-report" ->
                    LocalDate.now(Clock.systemUTC()).getDayOfMonth() == 1
                            ? and(WHERE_FAILURES_GO, ofMonthlyReports())
                            : and(WHERE_FAILURES_GO);
            default -> and(WHERE_FAILURES_GO);
        };
    }

    private static Map<String, String> ofMonthlyReports() {
        return Map.of(
                "ce:GetReservationCoverage", NOT_DUE,
                "ce:GetReservationUtilization", NOT_DUE,
                "ce:GetReservationPurchaseRecommendation", NOT_DUE,
                "ce:GetSavingsPlansCoverage", NOT_DUE,
                "ce:GetSavingsPlansUtilization", NOT_DUE,
                "ce:GetSavingsPlansPurchaseRecommendation", NOT_DUE);
    }

    @SafeVarargs
    private static Map<String, String> and(Map<String, String>... more) {
        var all = new TreeMap<>(BY_THE_PLATFORM);
        for (var each : more) {
            all.putAll(each);
        }
        return all;
    }
}
