package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.cdk.Template.Resource;
import dev.nightshift.notices.NotifierHandler;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainStackTest {
    private static final Template MAIN = Sample.Prod.MAIN;
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String ALARM = "AWS::CloudWatch::Alarm";

    private static Resource function(String name) {
        return MAIN.named(FUNCTION, "FunctionName", "nightshift-prod-" + name);
    }

    private static Resource alarm(String name) {
        return MAIN.named(ALARM, "AlarmName", "nightshift-prod-" + name);
    }

    private static Resource queue(String name) {
        return MAIN.named("AWS::SQS::Queue", "QueueName", "nightshift-prod-" + name);
    }

    private static Resource topic(String name) {
        return MAIN.named("AWS::SNS::Topic", "TopicName", "nightshift-prod-" + name);
    }

    private static JsonNode statement(Map<String, JsonNode> statements, String sid) {
        return Optional.ofNullable(statements.get(sid)).orElseThrow();
    }

    @Test
    void the_ledger_is_on_demand_forgets_by_itself_and_outlives_the_stack() {
        var ledger = MAIN.named("AWS::DynamoDB::Table", "TableName", "nightshift-prod-ledger");

        assertThat(ledger.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
        assertThat(ledger.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("expiresAt");
        assertThat(ledger.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
        assertThat(
                        ledger.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                .asBoolean())
                .isTrue();
        assertThat(ledger.at("/DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(ledger.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(ledger.at("/KeySchema").toString())
                .isEqualTo(
                        "[{\"AttributeName\":\"partition\",\"KeyType\":\"HASH\"},"
                                + "{\"AttributeName\":\"sort\",\"KeyType\":\"RANGE\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acts", "rehearses", "notifier"})
    void every_function_is_built_alike(String name) {
        var function = function(name);

        assertThat(function.text("Runtime")).isEqualTo("java25");
        assertThat(function.at("/Architectures").toString()).isEqualTo("[\"arm64\"]");
        assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
        assertThat(function.text("Handler"))
                .isEqualTo(
                        (name.equals("notifier") ? NotifierHandler.class : Sample.Handler.class)
                                .getName());
        assertThat(function.at("/Environment/Variables/NIGHTSHIFT_CONFIG").asText())
                .isEqualTo("/opt/nightshift.yaml");
        var layer = MAIN.one("AWS::Lambda::LayerVersion", each -> true);
        assertThat(Template.refersTo(function.at("/Layers/0"), layer)).isTrue();
        var logs =
                MAIN.named(
                        "AWS::Logs::LogGroup",
                        "LogGroupName",
                        "/aws/lambda/nightshift-prod-" + name);
        assertThat(logs.at("/RetentionInDays").asInt()).isEqualTo(90);
        assertThat(Template.refersTo(function.at("/LoggingConfig/LogGroup"), logs)).isTrue();
        var version =
                MAIN.one(
                        "AWS::Lambda::Version",
                        each -> Template.refersTo(each.at("/FunctionName"), function));
        assertThat(version.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
        var alias =
                MAIN.one(
                        "AWS::Lambda::Alias",
                        each -> Template.refersTo(each.at("/FunctionName"), function));
        assertThat(alias.text("Name")).isEqualTo("live");
        assertThat(Template.refersTo(alias.at("/FunctionVersion"), version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acts", "rehearses"})
    void an_automation_is_woken_by_its_schedule_through_the_alias(String name) {
        var schedule = MAIN.named("AWS::Scheduler::Schedule", "Name", "nightshift-prod-" + name);
        var alias = alias(name);

        assertThat(schedule.text("GroupName")).isEqualTo("nightshift-prod");
        assertThat(schedule.text("ScheduleExpression")).isEqualTo("rate(30 minutes)");
        assertThat(schedule.text("ScheduleExpressionTimezone")).isEqualTo("UTC");
        assertThat(schedule.at("/FlexibleTimeWindow/Mode").asText()).isEqualTo("OFF");
        assertThat(Template.refersTo(schedule.at("/Target/Arn"), alias)).isTrue();
        assertThat(schedule.at("/Target/Input").asText())
                .isEqualTo(
                        "{\"trigger\":\"schedule\",\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"}");
        assertThat(schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(10);
        assertThat(schedule.at("/Target/RetryPolicy/MaximumEventAgeInSeconds").asInt())
                .isEqualTo(1800);
        assertThat(
                        Template.refersTo(
                                schedule.at("/Target/DeadLetterConfig/Arn"), queue("undelivered")))
                .isTrue();

        var role = "nightshift-prod-" + name + "-schedule";
        var statements = MAIN.statements(role);
        assertThat(statements).containsOnlyKeys("Invoke", "Undelivered");
        assertThat(statement(statements, "Invoke").path("Action").asText())
                .isEqualTo("lambda:InvokeFunction");
        assertThat(Template.refersTo(statement(statements, "Invoke").path("Resource"), alias))
                .isTrue();
        var trust =
                MAIN.named("AWS::IAM::Role", "RoleName", role)
                        .at("/AssumeRolePolicyDocument/Statement/0");
        assertThat(trust.at("/Principal/Service").asText()).isEqualTo("scheduler.amazonaws.com");
        assertThat(trust.at("/Condition/StringEquals").toString())
                .contains("aws:SourceAccount", "aws:SourceArn");
    }

    private static Resource alias(String name) {
        return MAIN.one(
                "AWS::Lambda::Alias",
                each -> Template.refersTo(each.at("/FunctionName"), function(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acts", "rehearses"})
    void what_fails_for_good_lands_in_the_queue_of_the_undelivered(String name) {
        var config =
                MAIN.one(
                        "AWS::Lambda::EventInvokeConfig",
                        each -> Template.refersTo(each.at("/FunctionName"), function(name)));

        assertThat(config.text("Qualifier")).isEqualTo("live");
        assertThat(config.at("/MaximumRetryAttempts").asInt()).isEqualTo(2);
        assertThat(config.at("/MaximumEventAgeInSeconds").asInt()).isEqualTo(1800);
        assertThat(
                        Template.refersTo(
                                config.at("/DestinationConfig/OnFailure/Destination"),
                                queue("undelivered")))
                .isTrue();
        assertThat(config.json().path("DependsOn").toString()).contains(alias(name).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"acts", "rehearses"})
    void a_schedule_that_did_not_run_raises_an_alarm(String name) {
        var alarm = alarm(name + "-did-not-run");

        assertThat(alarm.text("Namespace")).isEqualTo("Nightshift");
        assertThat(alarm.text("MetricName")).isEqualTo("RunsCompleted");
        assertThat(alarm.at("/Dimensions").toString())
                .isEqualTo(
                        "[{\"Name\":\"Automation\",\"Value\":\"%s\"},{\"Name\":\"Stage\",\"Value\":\"prod\"}]"
                                .formatted(name));
        assertThat(alarm.text("Statistic")).isEqualTo("Sum");
        assertThat(alarm.text("TreatMissingData")).isEqualTo("breaching");
        assertThat(alarm.text("ComparisonOperator")).isEqualTo("LessThanThreshold");
        assertThat(alarm.at("/Threshold").asInt()).isEqualTo(1);
        assertThat(alarm.at("/Period").asInt()).isEqualTo(1800);
        assertThat(alarm.at("/EvaluationPeriods").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acts-failed", "rehearses-failed", "notifier-failed"})
    void errors_are_watched_on_the_alias_and_not_on_a_version(String name) {
        var dimensions = alarm(name).at("/Dimensions").toString();

        assertThat(dimensions).contains("\"Resource\"", ":live").doesNotContain("ExecutedVersion");
    }

    @Test
    void every_alarm_tells_by_the_second_route_both_ways_and_chose_what_missing_data_means() {
        assertThat(MAIN.all(ALARM))
                .hasSize(8)
                .allSatisfy(
                        alarm -> {
                            var escalation = topic("escalation");
                            assertThat(Template.refersTo(alarm.at("/AlarmActions"), escalation))
                                    .isTrue();
                            assertThat(Template.refersTo(alarm.at("/OKActions"), escalation))
                                    .isTrue();
                            assertThat(alarm.text("TreatMissingData"))
                                    .isIn("breaching", "notBreaching");
                            assertThat(alarm.text("AlarmDescription")).isNotBlank();
                        });
    }

    @Test
    void alarms_and_the_budget_may_publish_to_the_second_route_from_this_account_only() {
        var policy =
                MAIN.one(
                        "AWS::SNS::TopicPolicy",
                        each -> Template.refersTo(each.at("/Topics"), topic("escalation")));

        for (var service :
                new String[] {
                    "cloudwatch.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com"
                }) {
            assertThat(policy.at("/PolicyDocument/Statement"))
                    .anySatisfy(
                            statement -> {
                                assertThat(statement.at("/Principal/Service").asText())
                                        .isEqualTo(service);
                                assertThat(statement.at("/Condition/StringEquals").toString())
                                        .isEqualTo(
                                                "{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}");
                            });
        }
        assertThat(
                        MAIN.one(
                                        "AWS::SNS::Subscription",
                                        each -> each.text("Protocol").equals("email"))
                                .text("Endpoint"))
                .isEqualTo("oncall@example.com");
    }

    @Test
    void notices_go_raw_from_the_topic_to_the_queue_and_on_to_the_notifier() {
        var queue = queue("notices");
        var subscription =
                MAIN.one("AWS::SNS::Subscription", each -> each.text("Protocol").equals("sqs"));
        assertThat(subscription.at("/RawMessageDelivery").asBoolean()).isTrue();
        assertThat(Template.refersTo(subscription.at("/TopicArn"), topic("notices"))).isTrue();
        assertThat(Template.refersTo(subscription.at("/Endpoint"), queue)).isTrue();
        assertThat(topic("notices").text("KmsMasterKeyId")).isEqualTo("alias/aws/sns");

        var mapping = MAIN.one("AWS::Lambda::EventSourceMapping", each -> true);
        assertThat(mapping.at("/FunctionResponseTypes").toString())
                .isEqualTo("[\"ReportBatchItemFailures\"]");
        assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(2);
        assertThat(Template.refersTo(mapping.at("/EventSourceArn"), queue)).isTrue();
        assertThat(Template.refersTo(mapping.at("/FunctionName"), alias("notifier"))).isTrue();
        assertThat(queue.at("/VisibilityTimeout").asInt())
                .isGreaterThanOrEqualTo(6 * function("notifier").at("/Timeout").asInt());
    }

    @Test
    void a_notice_is_kept_for_two_weeks_and_then_lies_among_the_dead() {
        var queue = queue("notices");

        assertThat(queue.at("/MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(1000);
        assertThat(
                        Template.refersTo(
                                queue.at("/RedrivePolicy/deadLetterTargetArn"),
                                queue("notices-dead")))
                .isTrue();
        assertThat(alarm("notices-dead").text("MetricName"))
                .isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(alarm("notices-late").text("MetricName"))
                .isEqualTo("ApproximateAgeOfOldestMessage");
        assertThat(alarm("undelivered").text("MetricName"))
                .isEqualTo("ApproximateNumberOfMessagesVisible");
    }

    @Test
    void every_queue_and_topic_refuses_plain_http_and_every_queue_is_encrypted() {
        assertThat(MAIN.all("AWS::SQS::Queue"))
                .hasSize(3)
                .allSatisfy(
                        queue -> {
                            assertThat(queue.at("/SqsManagedSseEnabled").asBoolean()).isTrue();
                            assertThat(refusesPlainHttp("AWS::SQS::QueuePolicy", "/Queues", queue))
                                    .isTrue();
                        });
        assertThat(MAIN.all("AWS::SNS::Topic"))
                .hasSize(2)
                .allMatch(topic -> refusesPlainHttp("AWS::SNS::TopicPolicy", "/Topics", topic));
    }

    private static boolean refusesPlainHttp(String type, String pointer, Resource target) {
        var policy = MAIN.one(type, each -> Template.refersTo(each.at(pointer), target));
        for (var statement : policy.at("/PolicyDocument/Statement")) {
            if (statement.path("Effect").asText().equals("Deny")
                    && statement
                            .at("/Condition/Bool/aws:SecureTransport")
                            .asText()
                            .equals("false")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_dry_run_has_no_permission_to_write() {
        assertThat(MAIN.statements("nightshift-prod-acts").keySet()).contains("Read1", "Write1");
        assertThat(MAIN.statements("nightshift-prod-rehearses").keySet())
                .contains("Read1")
                .noneMatch(sid -> sid.startsWith("Write"));
    }

    @Test
    void a_permission_names_the_deployment_and_its_condition() {
        var write = statement(MAIN.statements("nightshift-prod-acts"), "Write1");

        assertThat(write.path("Resource").toString())
                .contains("AWS::Partition", ":rds:eu-west-1:", "AWS::AccountId")
                .doesNotContain("{region}", "{account}", "{partition}");
        assertThat(write.path("Condition").toString())
                .isEqualTo(
                        "{\"StringEquals\":{\"aws:RequestTag/nightshift:owner\":\"prod/acts\"}}");
    }

    @Test
    void no_role_has_a_managed_policy_and_all_are_within_the_boundary() {
        assertThat(MAIN.all("AWS::IAM::Role"))
                .hasSize(6)
                .allSatisfy(
                        role -> {
                            assertThat(role.properties().has("ManagedPolicyArns")).isFalse();
                            assertThat(role.at("/PermissionsBoundary").toString())
                                    .contains(":policy/company-boundary");
                        });
        assertThat(MAIN.all("AWS::IAM::Policy")).isEmpty();
    }

    @Test
    void everything_that_can_carry_them_carries_the_tags() {
        for (var resource : MAIN.resources().toList()) {
            if (resource.properties().has("Tags")) {
                assertThat(resource.at("/Tags").toString())
                        .as(resource.id())
                        .contains(
                                "nightshift:owner",
                                "{\"Key\":\"nightshift:stage\",\"Value\":\"prod\"}");
            }
        }
        assertThat(function("acts").at("/Tags").toString()).contains("prod/acts");
        assertThat(function("notifier").at("/Tags").toString()).contains("prod/bundle");
    }

    @Test
    void spending_is_told_before_and_when_it_passes_the_budget() {
        var budget = budget("nightshift-prod");

        assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(25);
        assertThat(budget.at("/Budget/CostFilters/TagKeyValue/0").asText())
                .isEqualTo("user:nightshift:stage$prod");
        assertThat(budget.at("/NotificationsWithSubscribers"))
                .extracting(each -> each.at("/Notification/NotificationType").asText())
                .containsExactly("FORECASTED", "ACTUAL", "ACTUAL");
        assertThat(
                        Template.refersTo(
                                budget.at("/NotificationsWithSubscribers/0/Subscribers/0/Address"),
                                topic("escalation")))
                .isTrue();
    }

    private static Resource budget(String name) {
        return MAIN.one(
                "AWS::Budgets::Budget",
                each -> each.at("/Budget/BudgetName").asText().equals(name));
    }

    @Test
    void aws_tells_of_anomalies_if_asked_to() {
        var monitor = MAIN.one("AWS::CE::AnomalyMonitor", each -> true);
        var alerts = MAIN.one("AWS::CE::AnomalySubscription", each -> true);

        assertThat(monitor.text("MonitorDimension")).isEqualTo("SERVICE");
        assertThat(alerts.at("/MonitorArnList/0").toString()).contains("Anomalies");
        assertThat(alerts.text("ThresholdExpression"))
                .isEqualTo(
                        "{\"Dimensions\":{\"Key\":\"ANOMALY_TOTAL_IMPACT_ABSOLUTE\","
                                + "\"MatchOptions\":[\"GREATER_THAN_OR_EQUAL\"],\"Values\":[\"10\"]}}");
        assertThat(Template.refersTo(alerts.at("/Subscribers/0/Address"), topic("escalation")))
                .isTrue();
    }

    @Test
    void the_dashboard_shows_runs_errors_and_queues() {
        var dashboard =
                MAIN.named("AWS::CloudWatch::Dashboard", "DashboardName", "nightshift-prod");

        assertThat(dashboard.at("/DashboardBody").toString())
                .contains("RunsCompleted", "Errors", "ApproximateNumberOfMessagesVisible");
    }

    @Test
    void the_outputs_say_where_everything_is_and_what_it_costs() {
        var outputs = MAIN.json().path("Outputs");

        assertThat(outputs.properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "LedgerName",
                        "NoticesTopicArn",
                        "EscalationTopicArn",
                        "NotifierFunctionArn",
                        "ActsFunctionArn",
                        "RehearsesFunctionArn",
                        "DashboardUrl",
                        "DeployRoleArn",
                        "MonthlyCost");
        assertThat(outputs.at("/MonthlyCost/Value").asText())
                .startsWith("USD ")
                .contains("alarms 0.80");
        assertThat(outputs.at("/DashboardUrl/Value").asText())
                .isEqualTo(
                        "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/nightshift-prod");
    }

    @Test
    void github_may_deploy_from_the_environment_of_this_stage_only() {
        var role = MAIN.named("AWS::IAM::Role", "RoleName", "nightshift-prod-deploy");

        assertThat(
                        role.at("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals")
                                .toString())
                .isEqualTo(
                        "{\"token.actions.githubusercontent.com:aud\":\"sts.amazonaws.com\","
                                + "\"token.actions.githubusercontent.com:sub\":"
                                + "\"repo:acme/nightshift:environment:prod\"}");
        var statements = MAIN.statements("nightshift-prod-deploy");
        assertThat(statements).containsOnlyKeys("Bootstrap");
        assertThat(statement(statements, "Bootstrap").path("Action").asText())
                .isEqualTo("sts:AssumeRole");
        assertThat(statement(statements, "Bootstrap").path("Resource")).hasSize(6);
        assertThat(statement(statements, "Bootstrap").path("Resource").toString())
                .doesNotContain("*");
    }

    @Test
    void nothing_needs_a_custom_resource() {
        assertThat(MAIN.types())
                .noneMatch(type -> type.startsWith("Custom::") || type.contains("CustomResource"));
        assertThat(MAIN.all(FUNCTION)).hasSize(3);
    }
}
