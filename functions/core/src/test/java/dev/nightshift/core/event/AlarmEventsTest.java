package dev.nightshift.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightshift.core.event.AlarmEvent.Contributor;
import dev.nightshift.core.event.AlarmEvent.Metric;
import dev.nightshift.core.event.AlarmEvent.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmEventsTest {
    private static final Metric ERRORS =
            new Metric(
                    "AWS/ApplicationELB",
                    "HTTPCode_Target_5XX_Count",
                    Map.of(
                            "LoadBalancer", "app/shop/50dc6c495c0c9188",
                            "TargetGroup", "targetgroup/shop-web/6d0ecf831eec9f09"));

    private static AlarmEvent file(String name) throws IOException {
        return AlarmEvents.decode(new ByteArrayInputStream(Events.read("alarm/" + name)));
    }

    private static InputStream event(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void every_file_is_one_of_these() {
        assertThat(Events.of("alarm"))
                .containsExactly(
                        "alarm/eventbridge-composite.json",
                        "alarm/eventbridge-contributor.json",
                        "alarm/eventbridge.json",
                        "alarm/lambda-action.json",
                        "alarm/sns-records.json",
                        "alarm/sns.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda-action.json", "eventbridge.json", "sns.json"})
    void one_alarm_is_the_same_in_all_three_shapes(String file) throws IOException {
        var alarm = file(file);

        assertThat(alarm.alarmName()).isEqualTo("shop-5xx");
        assertThat(alarm.alarmArn())
                .contains("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-5xx");
        assertThat(alarm.account()).contains("111122223333");
        assertThat(alarm.region()).contains("eu-west-1");
        assertThat(alarm.state()).isEqualTo(State.ALARM);
        assertThat(alarm.previousState()).contains(State.OK);
        assertThat(alarm.reason()).startsWith("Threshold Crossed: 3 out of the last 3 datapoints");
        assertThat(alarm.stateChangedAt()).isEqualTo(Instant.parse("2026-11-22T09:30:12.490Z"));
        assertThat(alarm.metrics()).containsExactly(ERRORS);
        assertThat(alarm.composite()).isFalse();
        assertThat(alarm.contributor()).isEmpty();
        assertThat(alarm.changeKey())
                .isEqualTo(
                        "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-5xx"
                                + "@2026-11-22T09:30:12.490Z");
    }

    @ParameterizedTest
    @CsvSource({
        "lambda-action.json,",
        "eventbridge.json, 8a3f6c1e-2b7d-9f04-61c5-d0e9b3a47f12",
        "sns.json, e4d1a7c0-58b3-5f26-9e0a-b27c6d8f1345",
        "sns-records.json, 0b6e9d37-f2a4-5c81-8d75-c3f1a04e6b92"
    })
    void the_id_is_that_of_the_message_if_it_has_one(String file, String id) throws IOException {
        assertThat(file(file).eventId()).isEqualTo(Optional.ofNullable(id));
    }

    @Test
    void a_composite_alarm_has_no_metric() throws IOException {
        var alarm = file("eventbridge-composite.json");

        assertThat(alarm.alarmName()).isEqualTo("shop is down");
        assertThat(alarm.composite()).isTrue();
        assertThat(alarm.metrics()).isEmpty();
        assertThat(alarm.stateChangedAt()).isEqualTo(Instant.parse("2026-11-22T09:31:02.118Z"));
    }

    @Test
    void a_contributor_has_neither_a_previous_state_nor_reason_data() throws IOException {
        var alarm = file("eventbridge-contributor.json");

        assertThat(alarm.alarmName()).isEqualTo("queues-are-stuck");
        assertThat(alarm.previousState()).isEmpty();
        assertThat(alarm.contributor())
                .contains(new Contributor("9b1f4e07d2c8a365", Map.of("QueueName", "shop-orders")));
        assertThat(alarm.metrics()).isEmpty();
        assertThat(alarm.changeKey()).contains("/9b1f4e07d2c8a365@");
    }

    @Test
    void an_alarm_on_an_expression_names_every_metric_of_it() throws IOException {
        var alarm = file("sns-records.json");

        assertThat(alarm.alarmName()).isEqualTo("shop-error-share");
        assertThat(alarm.metrics())
                .extracting(Metric::name)
                .containsExactly("HTTPCode_Target_5XX_Count", "RequestCount");
        assertThat(alarm.metrics())
                .extracting(Metric::dimensions)
                .containsOnly(Map.of("LoadBalancer", "app/shop/50dc6c495c0c9188"));
    }

    @Test
    void what_is_optional_may_be_missing() throws IOException {
        var alarm =
                AlarmEvents.decode(
                        event(
                                """
                                {"AlarmName":"a","NewStateValue":"INSUFFICIENT_DATA",
                                 "StateChangeTime":"2026-11-22T09:30:12.490+0000",
                                 "Region":"EU (Ireland)","AlarmDescription":null,"new":[1]}"""));

        assertThat(alarm)
                .isEqualTo(
                        new AlarmEvent(
                                "a",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                State.INSUFFICIENT_DATA,
                                Optional.empty(),
                                "",
                                Instant.parse("2026-11-22T09:30:12.490Z"),
                                List.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T09:30:12.490+0000",
                "2026-11-22T09:30:12.490Z",
                "2026-11-22T10:30:12.490+01:00",
                "2026-11-22T08:30:12.490-0100"
            })
    void times_are_read_with_every_offset(String time) throws IOException {
        var alarm =
                AlarmEvents.decode(
                        event(
                                """
                                {"AlarmName":"a","NewStateValue":"OK","StateChangeTime":"%s"}"""
                                        .formatted(time)));

        assertThat(alarm.stateChangedAt()).isEqualTo(Instant.parse("2026-11-22T09:30:12.490Z"));
    }

    @Test
    void without_a_time_of_the_change_that_of_the_message_will_do() throws IOException {
        var alarm =
                AlarmEvents.decode(
                        event(
                                """
                                {"time":"2026-11-22T09:30:12Z",
                                 "detail":{"alarmName":"a","state":{"value":"OK"}}}"""));

        assertThat(alarm.stateChangedAt()).isEqualTo(Instant.parse("2026-11-22T09:30:12Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}| not an alarm event: no \"alarmData\" (Lambda action), no \"detail\""
                        + " (EventBridge), no \"Message\" or \"Records\" (SNS)",
                "{\"alarmData\":{}}| an alarm event in the shape of Lambda action, but it lacks the"
                        + " alarm's name",
                "{\"alarmData\":\"x\"}| not an alarm event: no \"alarmData\" (Lambda action), no"
                        + " \"detail\" (EventBridge), no \"Message\" or \"Records\" (SNS)",
                "{\"detail\":{\"alarmName\":\"a\"}}| an alarm event in the shape of EventBridge,"
                        + " but it lacks a state",
                "{\"detail\":{\"alarmName\":\"a\",\"state\":{\"value\":\"LOUD\"}}}| an alarm event"
                        + " in the shape of EventBridge, but it lacks a state",
                "{\"detail\":{\"alarmName\":\"a\",\"state\":{\"value\":\"OK\"}}}| an alarm event in"
                        + " the shape of EventBridge, but it lacks the time of the change",
                "{\"Records\":[]}| expected one SNS record, as SNS always sends, found 0",
                "{\"Records\":[{\"body\":\"\"}]}| the record is not of SNS: no \"Sns\"",
                "{\"Message\":\"\"}| the SNS message is empty or no text",
                "{\"Message\":{}}| the SNS message is empty or no text",
                "{\"Message\":\"hello\"}| the SNS message is not that of an alarm: no JSON object"
                        + " in \"Message\"",
                "{\"Message\":\"{}\"}| an alarm event in the shape of SNS, but it lacks the"
                        + " alarm's name",
                "[]| expected an event that is a JSON object, found array",
                "null| expected an event that is a JSON object, found null",
            })
    void what_cannot_be_read_says_what_it_lacks(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlarmEvents.decode(event(json)))
                .withMessage(message);
    }
}
