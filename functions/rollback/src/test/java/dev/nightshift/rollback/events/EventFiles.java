package dev.nightshift.rollback.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The events of {@code events/deploy-watch}. */
public final class EventFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventFiles() {}

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(Path.of("../../events/deploy-watch", name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode tree(String name) {
        return tree(bytes(name));
    }

    public static JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
