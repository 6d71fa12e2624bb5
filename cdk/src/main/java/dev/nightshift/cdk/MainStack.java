package dev.nightshift.cdk;

import dev.nightshift.core.automation.Mode;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/** What works: the ledger, the notifier, and every automation of the settings. */
final class MainStack extends Stack {
    final Bundle bundle;
    final NotifierRoom notifier;
    final List<ScheduledAutomation> automations;
    final Optional<ApprovalsRoom> approvals;

    MainStack(Construct scope, Blueprint blueprint, StackProps props) {
        super(scope, blueprint.prefix(), props);
        HouseTags.on(this, blueprint);
        var ledger = Ledger.in(this, blueprint);
        var escalation = new Escalation(this, blueprint);
        var settings = SettingsLayer.in(this, blueprint);
        notifier = new NotifierRoom(this, blueprint, ledger, escalation, settings);
        bundle =
                new Bundle(
                        blueprint,
                        ledger,
                        notifier.topic,
                        Undelivered.in(this, blueprint, escalation),
                        escalation,
                        settings,
                        CfnScheduleGroup.Builder.create(this, "Schedules")
                                .name(blueprint.prefix())
                                .build());
        automations =
                blueprint.automations().stream()
                        .map(automation -> new ScheduledAutomation(this, bundle, automation))
                        .toList();
        blueprint.automations().stream()
                .filter(automation -> automation.mode() == Mode.APPLY)
                .forEach(automation -> ServiceRoles.in(this, blueprint, automation));
        blueprint.automations().forEach(automation -> MetricAlarms.in(this, bundle, automation));
        approvals =
                blueprint.approvals().map(approving -> new ApprovalsRoom(this, bundle, approving));
        blueprint.automations().forEach(this::webhook);
        HouseTags.own(automations, blueprint);
        AlarmNotices.in(this, blueprint, notifier.queue, bundle.undelivered());
        Dashboard.in(this, blueprint, automations, notifier, bundle.undelivered());
        BundleBudget.in(this, blueprint, escalation);
        CostBudgets.in(this, blueprint, escalation);
        blueprint.options().costsBucket().ifPresent(bucket -> CostsBucket.in(this, bucket));
        blueprint
                .options()
                .anomalyUsd()
                .ifPresent(least -> AnomalyMonitor.in(this, blueprint, escalation, least));
        outputs();
        blueprint
                .options()
                .github()
                .map(repository -> DeployRole.in(this, blueprint, repository))
                .ifPresent(role -> output("DeployRoleArn", "For GitHub", role.getRoleArn()));
        if (blueprint.emails().isEmpty()) {
            Annotations.of(this)
                    .addWarningV2(
                            "nightshift:no-second-route",
                            "Nobody is told by e-mail when Slack cannot be reached or an"
                                    + " automation did not run: set notices.escalation.email.");
        }
    }

    private void webhook(Scheduled automation) {
        automation
                .webhook()
                .map(webhook -> new WebhookRoom(this, bundle, automation.name(), webhook))
                .ifPresent(
                        room ->
                                output(
                                        Names.pascal(room.getNode().getId()) + "Url",
                                        "For senders of webhooks to " + automation.name(),
                                        room.entrance.url().getUrl()));
    }

    private void outputs() {
        var blueprint = bundle.blueprint();
        output(
                "LedgerName",
                "What was done and why; outlives this stack",
                bundle.ledger().getTableName());
        output("NoticesTopicArn", "What people are told", bundle.notices().getTopicArn());
        output("EscalationTopicArn", "The second route", bundle.escalation().topic.getTopicArn());
        output(
                "UndeliveredQueueUrl",
                "Ticks and events that nobody could take",
                bundle.undelivered().getQueueUrl());
        output("NotifierFunctionArn", "Tells people", notifier.function.live.getFunctionArn());
        approvals.ifPresent(
                room ->
                        output(
                                "ApprovalsUrl",
                                "For Slack: the app's Request URL under Interactivity",
                                room.entrance.url().getUrl()));
        for (var automation : automations) {
            output(
                    Names.pascal(automation.automation.name()) + "FunctionArn",
                    automation.automation.name(),
                    automation.function.live.getFunctionArn());
        }
        output(
                "DashboardUrl",
                "One page for everything",
                "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s"
                        .formatted(
                                blueprint.regions().home(),
                                blueprint.regions().home(),
                                blueprint.prefix()));
        var cost = MonthlyCost.of(blueprint, bundle.escalation().alarms());
        output(
                "MonthlyCost",
                "Of the bundle itself, without the copies it makes and free tiers",
                cost.toString());
        output("Account", "Where this is", Aws.ACCOUNT_ID);
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
