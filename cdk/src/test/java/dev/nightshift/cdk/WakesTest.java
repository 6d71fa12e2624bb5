package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.MetricAlarm;
import dev.nightshift.core.automation.MetricAlarm.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What wakes an automation beside its schedule, and the alarms that are made for it. */
class WakesTest {
    private static Template template = new Template(Sample.JSON.createObjectNode());

    @BeforeAll
    static void synthesize() throws IOException {
        var out = Files.createTempDirectory("nightshift-wakes");
        var app = Sample.app(out);
        var main = Stacks.in(app, Sample.blueprint("dev", Options.DEFAULTS)).main();
        var acts = main.automations.getFirst().automation;
        MetricAlarms.in(main, main.bundle, guarding(acts));
        app.synth();
        template =
                new Template(
                        Sample.JSON.readTree(out.resolve("nightshift-dev.template.json").toFile()));
    }

    private static Scheduled guarding(Scheduled like) {
        var dimensions = Map.of("FunctionName", "shop");
        return new Scheduled(
                like.name(),
                like.handler(),
                like.schedule(),
                like.longestGap(),
                like.mode(),
                like.timeout(),
                like.memoryMb(),
                like.permissions(),
                like.network(),
                like.roles(),
                List.of(),
                List.of(
                        new MetricAlarm(
                                "shop",
                                "nightshift-dev-shop-errors",
                                "too many fail",
                                List.of(
                                        new Metric(
                                                "failed",
                                                "AWS/Lambda",
                                                "Errors",
                                                dimensions,
                                                "Sum"),
                                        new Metric(
                                                "all",
                                                "AWS/Lambda",
                                                "Invocations",
                                                dimensions,
                                                "Sum")),
                                "100 * failed / all",
                                5,
                                2,
                                3),
                        new MetricAlarm(
                                "shop",
                                "nightshift-dev-shop-latency",
                                "too slow",
                                List.of(
                                        new Metric(
                                                "p95",
                                                "AWS/Lambda",
                                                "Duration",
                                                dimensions,
                                                "p95")),
                                "",
                                2_000,
                                2,
                                3)),
                Optional.empty());
    }

    private static Template.Resource rule() {
        return template.one("AWS::Events::Rule", each -> each.id().startsWith("acts"));
    }

    private static Template.Resource live() {
        return template.one(
                "AWS::Lambda::Alias",
                each -> each.at("/FunctionName").toString().contains("actsFunction"));
    }

    @Test
    void an_event_is_matched_by_all_that_was_asked() {
        assertThat(rule().at("/EventPattern").toString())
                .isEqualTo(
                        "{\"detail\":{\"alarmName\":[\"shop-5xx\"],"
                                + "\"state\":{\"value\":[\"ALARM\",\"OK\"]}},"
                                + "\"detail-type\":[\"CloudWatch Alarm State Change\"],"
                                + "\"source\":[\"aws.cloudwatch\"]}");
    }

    @Test
    void an_event_is_worth_delivering_until_the_next_tick_and_is_then_kept() {
        var target = rule().at("/Targets/0");

        assertThat(Template.refersTo(target.path("Arn"), live())).isTrue();
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(10);
        assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isEqualTo(1800);
        var undelivered =
                template.named("AWS::SQS::Queue", "QueueName", "nightshift-dev-undelivered");
        assertThat(Template.refersTo(target.at("/DeadLetterConfig/Arn"), undelivered)).isTrue();
    }

    @Test
    void only_its_rule_may_invoke_it_and_only_the_alias() {
        assertThat(template.all("AWS::Lambda::Permission"))
                .isNotEmpty()
                .allSatisfy(
                        permission -> {
                            assertThat(permission.properties().has("SourceArn")).isTrue();
                            assertThat(permission.text("Principal"))
                                    .isEqualTo("events.amazonaws.com");
                        })
                .anySatisfy(
                        permission ->
                                assertThat(
                                                Template.refersTo(
                                                        permission.at("/FunctionName"), live()))
                                        .isTrue());
    }

    @Test
    void no_traffic_is_no_failure_and_one_bad_minute_is_noise() {
        for (var name : List.of("nightshift-dev-shop-errors", "nightshift-dev-shop-latency")) {
            var alarm = template.named("AWS::CloudWatch::Alarm", "AlarmName", name);
            assertThat(alarm.text("TreatMissingData")).isEqualTo("notBreaching");
            assertThat(alarm.at("/DatapointsToAlarm").asInt()).isEqualTo(2);
            assertThat(alarm.at("/EvaluationPeriods").asInt()).isEqualTo(3);
        }
        var errors =
                template.named("AWS::CloudWatch::Alarm", "AlarmName", "nightshift-dev-shop-errors");
        assertThat(errors.at("/Metrics").toString()).contains("100 * failed / all");
    }

    @Test
    void people_see_one_alarm_for_the_service() {
        var over =
                template.named(
                        "AWS::CloudWatch::CompositeAlarm", "AlarmName", "nightshift-dev-shop");

        assertThat(over.at("/AlarmRule").toString()).contains("OR").contains("ALARM(");
    }
}
