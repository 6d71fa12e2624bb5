package dev.nightshift.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightshift.core.automation.Trigger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:31:07Z");

    private static Trigger decode(String event) {
        return Triggers.decode(event.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void every_event_of_the_backup_room_is_one_of_these() {
        assertThat(Events.of("rds-backup"))
                .containsExactly("rds-backup/manual.json", "rds-backup/scheduled.json");
    }

    @Test
    void a_schedule_counts_by_the_time_it_was_due() {
        var trigger = Triggers.decode(Events.read("rds-backup/scheduled.json"), NOW);

        assertThat(trigger).isEqualTo(Trigger.schedule(Instant.parse("2026-11-22T09:30:00Z")));
    }

    @Test
    void two_attempts_of_one_schedule_have_one_key() {
        assertThat(decode("{\"trigger\":\"schedule\",\"scheduledTime\":\"2026-11-22T09:30:00Z\"}"))
                .isEqualTo(
                        decode(
                                "{\"trigger\":\"schedule\",\"attempt\":2,"
                                        + "\"scheduledTime\":\"2026-11-22T09:30:00.000Z\"}"));
    }

    @Test
    void a_person_counts_by_the_clock() throws IOException {
        var in = new ByteArrayInputStream(Events.read("rds-backup/manual.json"));

        assertThat(Triggers.decode(in, NOW)).isEqualTo(Trigger.manual(NOW));
    }

    @Test
    void an_event_counts_by_its_id() {
        assertThat(Triggers.decode(Events.read("alarm/eventbridge.json"), NOW))
                .isEqualTo(
                        Trigger.event(
                                "8a3f6c1e-2b7d-9f04-61c5-d0e9b3a47f12",
                                Instant.parse("2026-11-22T09:30:12Z")));
        assertThat(Triggers.decode(Events.read("alarm/sns.json"), NOW).key())
                .isEqualTo("e4d1a7c0-58b3-5f26-9e0a-b27c6d8f1345");
    }

    @Test
    void a_lambda_action_has_no_id_and_counts_by_the_change() {
        assertThat(Triggers.decode(Events.read("alarm/lambda-action.json"), NOW).key())
                .isEqualTo(
                        "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-5xx"
                                + "@2026-11-22T09:30:12.490Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null| expected an event that is a JSON object, found null",
                "``| expected an event that is a JSON object, found nothing",
                "`  `| expected an event that is a JSON object, found nothing",
                "[]| expected an event that is a JSON object, found array",
                "[{\"trigger\":\"manual\"}]| expected an event that is a JSON object, found array",
                "7| expected an event that is a JSON object, found number",
                "\"manual\"| expected an event that is a JSON object, found string",
                "{\"trigger\":| the event is not JSON: see line 1, column 12",
                "{\"trigger\":\"manual\"} x| the event is not JSON: see line 1, column 22",
                "{trigger}| the event is not JSON: see line 1, column 2",
                "{}| the event is no trigger: expected {\"trigger\":\"schedule\",\"scheduledTime\""
                        + ":...}, {\"trigger\":\"manual\"}, an EventBridge event or an alarm",
                "{\"trigger\":\"alarm\"}| \"trigger\" must be \"schedule\" or \"manual\"",
                "{\"trigger\":null}| \"trigger\" must be \"schedule\" or \"manual\"",
                "{\"trigger\":\"schedule\"}| the trigger \"schedule\" needs \"scheduledTime\", a"
                        + " time such as 2026-11-22T09:30:00Z",
                "{\"trigger\":\"schedule\",\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"}|"
                        + " the trigger \"schedule\" needs \"scheduledTime\", a time such as"
                        + " 2026-11-22T09:30:00Z",
                "{\"trigger\":\"schedule\",\"scheduledTime\":1795339800}| the trigger \"schedule\""
                        + " needs \"scheduledTime\", a time such as 2026-11-22T09:30:00Z",
                "{\"detail-type\":\"x\"}| an EventBridge event needs an \"id\" and a \"time\"",
            })
    void what_is_no_trigger_says_so(String event, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> decode(event)).withMessage(message);
    }

    @Test
    void a_large_event_is_read_and_a_huge_one_refused() {
        assertThat(decode("{\"trigger\":\"manual\",\"note\":\"" + "x".repeat(256 * 1024) + "\"}"))
                .isEqualTo(Trigger.manual(NOW));

        var huge = "{\"trigger\":\"manual\",\"note\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decode(huge))
                .withMessage("the event is larger than 1 MB");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Triggers.decode(
                                        new ByteArrayInputStream(
                                                huge.getBytes(StandardCharsets.UTF_8)),
                                        NOW))
                .withMessage("the event is larger than 1 MB");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 300_000})
    void a_deep_event_is_refused(int depth) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decode("{\"trigger\":" + "[".repeat(depth)))
                .withMessageStartingWith("the event is not JSON");
    }

    @Test
    void an_error_repeats_nothing_of_the_event() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decode("{\"trigger\":hunter2}"))
                .withMessage("the event is not JSON: see line 1, column 12")
                .withNoCause();
    }
}
