package dev.nightshift.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for people. By itself, as its mapper costs a cold function a tenth of a second. */
final class PrettyJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PrettyJson() {}

    static String print(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        }
    }
}
