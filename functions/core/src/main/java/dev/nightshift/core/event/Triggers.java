package dev.nightshift.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.automation.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what woke a function: the input of its schedule, a person's {@code {"trigger":"manual"}},
 * an EventBridge event, or an alarm in any of its shapes. Only the key and the time are taken; what
 * to do is decided from the estate.
 */
public final class Triggers {
    private Triggers() {}

    /**
     * Reads an event as Lambda delivers it, at most 1 MB.
     *
     * @param now when the function was woken
     * @throws IllegalArgumentException if it is no trigger; the message says what was expected
     */
    public static Trigger decode(InputStream in, Instant now) throws IOException {
        return decode(EventJson.bytes(in), now);
    }

    /**
     * Reads an event.
     *
     * @param now when the function was woken
     * @throws IllegalArgumentException if it is no trigger; the message says what was expected
     */
    public static Trigger decode(byte[] event, Instant now) {
        var root = EventJson.object(event);
        if (root.has("trigger")) {
            return ours(root, now);
        }
        if (root.has("detail-type")) {
            return eventBridge(root);
        }
        if (root.has("alarmData") || root.has("Records") || root.has("Message")) {
            var alarm = AlarmEvents.decode(root);
            return Trigger.event(
                    alarm.eventId().orElseGet(alarm::changeKey), alarm.stateChangedAt());
        }
        throw new IllegalArgumentException(
                "the event is no trigger: expected {\"trigger\":\"schedule\",\"scheduledTime\":...},"
                        + " {\"trigger\":\"manual\"}, an EventBridge event or an alarm");
    }

    private static Trigger ours(JsonNode root, Instant now) {
        return switch (EventJson.text(root, "trigger").orElse("")) {
            case "schedule" ->
                    EventJson.time(root, "scheduledTime")
                            .map(Trigger::schedule)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "the trigger \"schedule\" needs"
                                                            + " \"scheduledTime\", a time such as"
                                                            + " 2026-11-22T09:30:00Z"));
            case "manual" -> Trigger.manual(now);
            default ->
                    throw new IllegalArgumentException(
                            "\"trigger\" must be \"schedule\" or \"manual\"");
        };
    }

    private static Trigger eventBridge(JsonNode root) {
        Optional<String> id = EventJson.text(root, "id");
        var time = EventJson.time(root, "time");
        if (id.isEmpty() || time.isEmpty()) {
            throw new IllegalArgumentException(
                    "an EventBridge event needs an \"id\" and a \"time\"");
        }
        return Trigger.event(id.get(), time.get());
    }
}
