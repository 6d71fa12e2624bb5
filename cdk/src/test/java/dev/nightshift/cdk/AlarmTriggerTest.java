package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Metric;

class AlarmTriggerTest {
    private static Template template = new Template(Sample.JSON.createObjectNode());

    @BeforeAll
    static void synthesize() throws IOException {
        var out = Files.createTempDirectory("nightshift-alarms");
        var app = Sample.app(out);
        var main = Stacks.in(app, Sample.blueprint("dev", Options.DEFAULTS)).main();
        var live = main.automations.getFirst().function.live;
        AlarmTrigger.fromEvents(
                main,
                "ShopAlarms",
                List.of("shop-5xx", "checkout-*"),
                live,
                main.bundle.undelivered());
        AlarmTrigger.fromAlarm(
                Alarm.Builder.create(main, "Latency")
                        .alarmName("shop-latency")
                        .metric(
                                Metric.Builder.create()
                                        .namespace("Shop")
                                        .metricName("Latency")
                                        .build())
                        .threshold(1)
                        .evaluationPeriods(1)
                        .build(),
                live);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(
                        () ->
                                AlarmTrigger.fromEvents(
                                        main, "None", List.of(), live, main.bundle.undelivered()));
        app.synth();
        template =
                new Template(
                        Sample.JSON.readTree(out.resolve("nightshift-dev.template.json").toFile()));
    }

    private static Template.Resource rule() {
        return template.one("AWS::Events::Rule", each -> each.id().startsWith("ShopAlarms"));
    }

    private static Template.Resource live() {
        return template.one(
                "AWS::Lambda::Alias",
                each -> each.at("/FunctionName").toString().contains("actsFunction"));
    }

    @Test
    void alarms_are_matched_by_name_or_prefix_and_only_when_they_start() {
        assertThat(rule().at("/EventPattern").toString())
                .isEqualTo(
                        "{\"detail\":{\"alarmName\":[\"shop-5xx\",{\"prefix\":\"checkout-\"}],"
                                + "\"state\":{\"value\":[\"ALARM\"]}},"
                                + "\"detail-type\":[\"CloudWatch Alarm State Change\"],"
                                + "\"source\":[\"aws.cloudwatch\"]}");
    }

    @Test
    void an_event_is_retried_for_an_hour_and_then_kept() {
        var target = rule().at("/Targets/0");

        assertThat(Template.refersTo(target.path("Arn"), live())).isTrue();
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(10);
        assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isEqualTo(3600);
        var undelivered =
                template.named("AWS::SQS::Queue", "QueueName", "nightshift-dev-undelivered");
        assertThat(Template.refersTo(target.at("/DeadLetterConfig/Arn"), undelivered)).isTrue();
        var policy =
                template.one(
                        "AWS::SQS::QueuePolicy",
                        each -> Template.refersTo(each.at("/Queues"), undelivered));
        assertThat(policy.at("/PolicyDocument/Statement").toString())
                .contains("events.amazonaws.com", "aws:SourceArn");
    }

    @Test
    void only_this_rule_and_this_alarm_may_invoke_and_only_the_alias() {
        assertThat(template.all("AWS::Lambda::Permission"))
                .hasSize(2)
                .allSatisfy(
                        permission -> {
                            assertThat(Template.refersTo(permission.at("/FunctionName"), live()))
                                    .isTrue();
                            assertThat(permission.properties().has("SourceArn")).isTrue();
                        })
                .extracting(permission -> permission.text("Principal"))
                .containsExactlyInAnyOrder(
                        "events.amazonaws.com", "lambda.alarms.cloudwatch.amazonaws.com");
    }

    @Test
    void an_alarm_of_ours_invokes_the_alias_itself() {
        var alarm = template.named("AWS::CloudWatch::Alarm", "AlarmName", "shop-latency");

        assertThat(Template.refersTo(alarm.at("/AlarmActions"), live())).isTrue();
    }
}
