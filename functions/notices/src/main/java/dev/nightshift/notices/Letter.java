package dev.nightshift.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;

/** The notice in a message of the queue, or why there is none. */
sealed interface Letter {
    record Legible(Notice notice) implements Letter {}

    record Garbage(String why) implements Letter {}

    /**
     * Opens a message: a notice as it is, or in SNS's envelope if raw delivery is off.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">The
     *     envelope</a>
     */
    static Letter open(String body) {
        try {
            return new Legible(NoticeJson.decode(unwrap(body)));
        } catch (IllegalArgumentException notANotice) {
            return new Garbage(
                    notANotice.getMessage() == null ? "not a notice" : notANotice.getMessage());
        }
    }

    private static String unwrap(String body) {
        try {
            var json = new JsonMapper().readTree(body);
            return "Notification".equals(json.path("Type").asText()) && json.has("Message")
                    ? json.path("Message").asText()
                    : body;
        } catch (JsonProcessingException notJson) {
            // the decoder says so better
            return body;
        }
    }
}
