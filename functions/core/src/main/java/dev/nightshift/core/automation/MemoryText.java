package dev.nightshift.core.automation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A text of a {@link Memory}: JSON with the version of its form. One of another version, or one
 * that cannot be read, is as good as none.
 */
public final class MemoryText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "v";

    private MemoryText() {}

    /** To be filled; its {@code toString} is the text. */
    public static ObjectNode begin(int version) {
        return JsonNodeFactory.instance.objectNode().put(VERSION, version);
    }

    /** Empty if it is not of this version, or no such text at all. */
    public static Optional<JsonNode> read(String text, int version) {
        try {
            return Optional.ofNullable(JSON.readTree(text))
                    .filter(node -> node.path(VERSION).asInt() == version);
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }
}
