package dev.nightshift.core.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.automation.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Reads what woke a function: a schedule's input, an EventBridge event, or a person's invocation.
 */
public final class Triggers {
    private static final JsonMapper JSON = new JsonMapper();

    private Triggers() {}

    /**
     * @param now for a manual trigger, which names no time
     * @throws IllegalArgumentException if the body is no trigger, saying what was expected
     */
    public static Trigger decode(InputStream body, Instant now) throws IOException {
        try {
            var event = JSON.readTree(body);
            return switch (event.path("trigger").asText("")) {
                case "schedule" -> Trigger.schedule(Instant.parse(text(event, "scheduledTime")));
                case "manual" -> Trigger.manual(now);
                default -> Trigger.event(text(event, "id"), Instant.parse(text(event, "time")));
            };
        } catch (JsonProcessingException | DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "not a trigger: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String text(JsonNode event, String field) {
        var value = event.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("not a trigger: no text in \"" + field + "\"");
        }
        return value.asText();
    }
}
