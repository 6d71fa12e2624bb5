package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.notice.NoticeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole function with AWS's services over the wire, and Slack on loopback. */
class NotifierEndToEndTest extends EmulatedAccount {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void a_notice_in_the_queue_becomes_a_message_in_slack_once() throws IOException {
        send(NoticeJson.encode(Samples.notice("n1")));
        send(NoticeJson.encode(Samples.notice("n1")));

        assertThat(poll()).isEmpty();
        assertThat(slack.posted()).hasSize(1);
        assertThat(messages(queue)).isEmpty();
        assertThat(messages(dead)).isEmpty();
    }

    @Test
    void a_message_that_has_to_wait_is_hidden_by_the_queue() throws IOException {
        slack.next(FakeSlack.tooFast(Duration.ofMinutes(10)));
        send(NoticeJson.encode(Samples.notice("n1")));

        assertThat(poll()).hasSize(1);
        assertThat(messages(queue)).as("hidden").isEmpty();
        assertThat(inFlight()).isEqualTo("1");
        assertThat(messages(dead)).isEmpty();
    }

    @Test
    void what_cannot_be_delivered_is_a_dead_letter_with_a_reason_and_mail() throws IOException {
        slack.removeChannel("#ops");
        send(NoticeJson.encode(Samples.notice("n1")));

        assertThat(poll()).isEmpty();
        var letters = messages(dead);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().body()).isEqualTo(NoticeJson.encode(Samples.notice("n1")));
        assertThat(letters.getFirst().messageAttributes())
                .extractingByKey("reason")
                .hasFieldOrPropertyWithValue("stringValue", "channel_not_found");
        var mail = JSON.readTree(messages(mailbox).getFirst().body());
        assertThat(mail.path("Subject").asText())
                .isEqualTo("[prod] No good backup of shop for 27 h");
        assertThat(mail.path("Message").asText())
                .contains("channel_not_found", "Runbook: https://");
    }

    @Test
    void garbage_as_big_as_a_message_can_be_is_a_dead_letter() throws IOException {
        send("x".repeat(256 * 1024));

        assertThat(poll()).isEmpty();
        assertThat(messages(dead)).hasSize(1);
        assertThat(messages(mailbox)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warning",
                "incident-opened",
                "incident-resolved",
                "in-sns-envelope",
                "not-a-notice",
                "hostile-text"
            })
    void answers_its_sample_events(String event) throws IOException {
        var sample = Files.readString(Path.of("../../events/notices", event + ".json"));

        assertThat(invoke(sample).path("batchItemFailures")).isEmpty();
        var garbage = event.equals("not-a-notice");
        assertThat(slack.posted()).hasSize(garbage ? 0 : 1);
        assertThat(messages(dead)).hasSize(garbage ? 1 : 0);
    }

    @Test
    void no_records_are_no_failures() throws IOException {
        assertThat(invoke("{\"Records\":[]}")).hasToString("{\"batchItemFailures\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "{}", "[]", "7", "{\"Records\":null}"})
    void what_is_no_event_of_sqs_is_one_clear_error(String event) {
        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an event of SQS with \"Records\"");
    }
}
