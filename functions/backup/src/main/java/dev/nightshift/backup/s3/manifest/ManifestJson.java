package dev.nightshift.backup.s3.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.s3.manifest.ManifestIndex.Part;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Indexes of manifests, and notes of a run on its parts, as JSON. */
public final class ManifestJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FORMAT = 1;

    private ManifestJson() {}

    /**
     * Loads what reading and writing takes: longer than a request in a process that has just begun,
     * and so to be done beside one.
     */
    public static void load() {
        var root = object();
        root.put("format", FORMAT);
        var _ =
                read(
                        text(root).getBytes(StandardCharsets.UTF_8),
                        "",
                        json -> number(json, "format"));
    }

    /** For people as well: indented. */
    public static String encode(ManifestIndex index) {
        var root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("bucket", index.bucket());
        root.put("slot", index.slot().toString());
        root.put("startedAt", index.startedAt().toString());
        root.put("finishedAt", index.finishedAt().toString());
        index.previous().ifPresent(slot -> root.put("previous", slot.toString()));
        root.put("run", index.run());
        root.put("objects", index.objects());
        root.put("bytes", index.bytes());
        root.put("deleted", index.deleted());
        root.put("left", index.left());
        root.put("copied", index.copied());
        root.put("copiedBytes", index.copiedBytes());
        var parts = root.putArray("parts");
        index.parts().forEach(part -> put(parts.addObject(), part));
        return text(root);
    }

    /**
     * @param where for errors: the key it was read from
     * @throws CloudException if it is no index
     */
    public static ManifestIndex index(byte[] json, String where) {
        return read(
                json,
                where,
                root ->
                        new ManifestIndex(
                                string(root, "bucket"),
                                instant(root, "slot"),
                                instant(root, "startedAt"),
                                instant(root, "finishedAt"),
                                root.has("previous")
                                        ? Optional.of(instant(root, "previous"))
                                        : Optional.empty(),
                                Math.toIntExact(number(root, "run")),
                                number(root, "objects"),
                                number(root, "bytes"),
                                number(root, "deleted"),
                                number(root, "left"),
                                number(root, "copied"),
                                number(root, "copiedBytes"),
                                list(root, ManifestJson::part)));
    }

    public static void put(ObjectNode into, WrittenPart written) {
        put(into, written.part());
        into.put("objects", written.objects());
        into.put("objectBytes", written.bytes());
        into.put("deleted", written.deleted());
        into.put("left", written.left());
        into.put("copied", written.copied());
        into.put("copiedBytes", written.copiedBytes());
    }

    public static WrittenPart writtenPart(JsonNode node) {
        return new WrittenPart(
                part(node),
                number(node, "objects"),
                number(node, "objectBytes"),
                number(node, "deleted"),
                number(node, "left"),
                number(node, "copied"),
                number(node, "copiedBytes"));
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static String text(ObjectNode root) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /**
     * @throws CloudException that names the place if what is there is not what is asked for
     */
    public static <T> T read(byte[] json, String where, Function<JsonNode, T> decode) {
        try {
            return decode.apply(JSON.readTree(json));
        } catch (IOException
                | IllegalArgumentException
                | DateTimeException
                | ArithmeticException e) {
            throw new CloudException(
                    Kind.REJECTED, where + " cannot be read: " + e.getMessage(), e);
        }
    }

    public static <T> List<T> list(JsonNode root, Function<JsonNode, T> decode) {
        var all = new ArrayList<T>();
        required(root, "parts").forEach(node -> all.add(decode.apply(node)));
        return all;
    }

    public static Instant instant(JsonNode node, String name) {
        return Instant.parse(string(node, name));
    }

    public static String string(JsonNode node, String name) {
        return required(node, name).asText();
    }

    private static void put(ObjectNode into, Part part) {
        into.put("name", part.name());
        into.put("firstKey", part.firstKey());
        into.put("lastKey", part.lastKey());
        into.put("lines", part.lines());
        into.put("bytes", part.bytes());
        into.put("sha256", part.sha256());
        var cuts = into.putArray("cuts");
        part.cuts().forEach(cuts::add);
    }

    private static Part part(JsonNode node) {
        return new Part(
                string(node, "name"),
                string(node, "firstKey"),
                string(node, "lastKey"),
                number(node, "lines"),
                number(node, "bytes"),
                string(node, "sha256"),
                cuts(node));
    }

    /** None in what an earlier release wrote. */
    private static List<String> cuts(JsonNode part) {
        var cuts = new ArrayList<String>();
        part.path("cuts").forEach(cut -> cuts.add(cut.asText()));
        return cuts;
    }

    public static long number(JsonNode node, String name) {
        var value = required(node, name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is no number");
        }
        return value.asLong();
    }

    private static JsonNode required(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
