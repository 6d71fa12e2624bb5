package dev.nightshift.core.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * Events as trees: whatever AWS adds to them is ignored, and what lacks is empty. Nothing of an
 * event is repeated in an error, as it may hold anything.
 */
final class EventJson {
    /** Lambda's own limit of an asynchronous event is a quarter of it. */
    static final int MAX_BYTES = 1024 * 1024;

    // 2026-11-22T09:30:12.490+0000 of CloudWatch, and ISO-8601 of everyone else
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX]")
                    .toFormatter(Locale.ROOT);

    private EventJson() {}

    static byte[] bytes(InputStream in) throws IOException {
        return in.readNBytes(MAX_BYTES + 1);
    }

    /**
     * @throws IllegalArgumentException if it is no JSON object of at most 1 MB
     */
    static JsonNode object(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("the event is larger than 1 MB");
        }
        var root = tree(bytes);
        if (!root.isObject()) {
            throw new IllegalArgumentException(
                    "expected an event that is a JSON object, found "
                            + (root.isMissingNode()
                                    ? "nothing"
                                    : root.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        return root;
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException broken) {
            // not as the cause: it quotes the event
            throw new IllegalArgumentException("the event is not JSON" + place(broken));
        } catch (IOException broken) {
            throw new IllegalArgumentException("the event is not JSON in UTF-8", broken);
        }
    }

    private static String place(JsonProcessingException broken) {
        return Optional.<JsonLocation>ofNullable(broken.getLocation())
                .map(at -> ": see line " + at.getLineNr() + ", column " + at.getColumnNr())
                .orElse("");
    }

    /** The text under a key; empty if there is none or it is blank. */
    static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    /** The time under a key; empty if there is none or it is none. */
    static Optional<Instant> time(JsonNode node, String key) {
        return text(node, key).flatMap(EventJson::time);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeException none) {
            // a time that nobody can read is as good as none
            return Optional.empty();
        }
    }
}
