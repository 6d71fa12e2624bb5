package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Text that holds JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The value in a text that has to be JSON. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MakeException("this is not JSON: " + text, e);
        }
    }

    /** The object or list that a text holds, or else the text itself. */
    static JsonNode unwrapped(JsonNode node) {
        if (!node.isTextual()) {
            return node;
        }
        var text = node.asText().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return node;
        }
        try {
            var parsed = MAPPER.readTree(text);
            return parsed.isContainerNode() ? parsed : node;
        } catch (JsonProcessingException e) {
            // a text that only begins like JSON is a text
            return node;
        }
    }
}
