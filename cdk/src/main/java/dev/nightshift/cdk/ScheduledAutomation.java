package dev.nightshift.cdk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.cdk.Escalation.Watch;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.log.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/**
 * An automation on AWS: its function, the schedule that wakes it, where what fails ends up, and the
 * two alarms that tell when it failed and when it did not run at all.
 */
final class ScheduledAutomation extends Construct {
    /** What the ledger of a run calls; see core.ledger.DynamoLedgerStore. */
    private static final List<String> LEDGER =
            List.of(
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query");

    private static final int ATTEMPTS = 2;

    final HouseFunction function;
    final Scheduled automation;

    ScheduledAutomation(Construct scope, Bundle bundle, Scheduled automation) {
        super(scope, automation.name());
        this.automation = automation;
        var blueprint = bundle.blueprint();
        var statements = new ArrayList<PolicyStatement>();
        statements.add(Grants.ledger(bundle.ledger(), LEDGER));
        statements.add(Grants.publish("Notices", bundle.notices()));
        // Lambda itself sends what failed for good, in the function's name
        statements.add(Grants.send("Undelivered", bundle.undelivered()));
        statements.addAll(Grants.of(automation.granted(), blueprint.regions().home()));
        function =
                new HouseFunction(
                        this,
                        blueprint,
                        bundle.settings(),
                        new HouseFunction.Traits(
                                blueprint.name(automation.name()),
                                automation.name()
                                        + (automation.mode() == Mode.APPLY ? "" : " (dry run)"),
                                automation.handler(),
                                automation.memoryMb(),
                                automation.timeout(),
                                Map.of(
                                        FunctionEnvironment.LEDGER, bundle.ledger().getTableName(),
                                        FunctionEnvironment.NOTICES,
                                                bundle.notices().getTopicArn()),
                                statements,
                                automation.network(),
                                automation.concurrency()));
        function.failuresEnd(this, bundle.undelivered(), ATTEMPTS, worthwhile());
        schedule(bundle);
        automation
                .wakes()
                .forEach(wake -> Wakes.in(this, wake, function.live, worthwhile(), bundle));
        watch(bundle);
    }

    private void schedule(Bundle bundle) {
        var blueprint = bundle.blueprint();
        var role =
                Role.Builder.create(this, "ScheduleRole")
                        .roleName(blueprint.name(automation.name()) + "-schedule")
                        .description("Wakes " + automation.name())
                        .assumedBy(
                                ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                                        .conditions(
                                                Map.of(
                                                        "StringEquals",
                                                        new TreeMap<>(
                                                                Map.of(
                                                                        "aws:SourceAccount",
                                                                        Aws.ACCOUNT_ID,
                                                                        "aws:SourceArn",
                                                                        bundle.scheduleGroup()
                                                                                .getAttrArn()))))
                                        .build())
                        .inlinePolicies(
                                Map.of(
                                        "permissions",
                                        PolicyDocument.Builder.create()
                                                .statements(
                                                        List.of(
                                                                Grants.statement(
                                                                        "Invoke",
                                                                        List.of(
                                                                                "lambda:InvokeFunction"),
                                                                        List.of(
                                                                                function.live
                                                                                        .getFunctionArn())),
                                                                Grants.send(
                                                                        "Undelivered",
                                                                        bundle.undelivered())))
                                                .minimize(false)
                                                .build()))
                        .build();
        CfnSchedule.Builder.create(this, "Schedule")
                .name(blueprint.name(automation.name()))
                .groupName(bundle.scheduleGroup().getName())
                .description("Wakes " + automation.name())
                .scheduleExpression(automation.schedule())
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(
                        CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .state("ENABLED")
                .target(
                        CfnSchedule.TargetProperty.builder()
                                .arn(function.live.getFunctionArn())
                                .roleArn(role.getRoleArn())
                                .input(input())
                                .retryPolicy(
                                        CfnSchedule.RetryPolicyProperty.builder()
                                                .maximumEventAgeInSeconds(worthwhile().toSeconds())
                                                .maximumRetryAttempts(10)
                                                .build())
                                .deadLetterConfig(
                                        CfnSchedule.DeadLetterConfigProperty.builder()
                                                .arn(bundle.undelivered().getQueueArn())
                                                .build())
                                .build())
                .build()
                .addResourceDependency(bundle.scheduleGroup());
    }

    /** The scheduled time is the same on every attempt; the execution id is not. */
    private static String input() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("trigger", "schedule")
                .put("scheduledTime", "<aws.scheduler.scheduled-time>")
                .toString();
    }

    /** A tick is worth delivering until the next one is due: at most 6 h, what Lambda keeps. */
    private Duration worthwhile() {
        var longest = Duration.ofHours(6);
        var shortest = Duration.ofMinutes(1);
        var gap = automation.longestGap();
        return gap.compareTo(longest) > 0 ? longest : gap.compareTo(shortest) < 0 ? shortest : gap;
    }

    private void watch(Bundle bundle) {
        var deadMan = DeadMan.watching(automation.longestGap());
        bundle.escalation()
                .alarm(
                        this,
                        "DidNotRun",
                        new Watch(
                                automation.name() + "-did-not-run",
                                "%s has not completed a run for %s. %s"
                                        .formatted(
                                                automation.name(),
                                                words(deadMan.silence()),
                                                runbook(bundle)),
                                runsCompleted(bundle.blueprint(), automation, deadMan.period()),
                                ComparisonOperator.LESS_THAN_THRESHOLD,
                                1,
                                deadMan.periods(),
                                TreatMissingData.BREACHING));
        bundle.escalation()
                .alarm(
                        this,
                        "Failed",
                        function.failed(
                                automation.name(),
                                "The function of %s ended with an error. %s"
                                        .formatted(automation.name(), runbook(bundle))));
    }

    private String runbook(Bundle bundle) {
        return bundle.blueprint().runbook(automation.name());
    }

    static Metric runsCompleted(Blueprint blueprint, Scheduled automation, Duration period) {
        return Metric.Builder.create()
                .namespace(Metrics.NAMESPACE)
                .metricName("RunsCompleted")
                .dimensionsMap(Map.of("Stage", blueprint.stage(), "Automation", automation.name()))
                .statistic("Sum")
                .period(software.amazon.awscdk.Duration.seconds(period.toSeconds()))
                .build();
    }

    private static String words(Duration length) {
        return length.toHours() >= 2 ? length.toHours() + " h" : length.toMinutes() + " min";
    }
}
