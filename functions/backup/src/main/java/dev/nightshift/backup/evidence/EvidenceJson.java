package dev.nightshift.backup.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Kind;
import dev.nightshift.backup.evidence.Evidence.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Evidence as a document. Its canonical form is JSON without white space, the fields of every
 * object sorted by name, and no numbers in it, so that there is one way to write it; {@code sha256}
 * is over the UTF-8 of that form without the field itself.
 */
final class EvidenceJson {
    static final String FORMAT = "nightshift-evidence/1";

    private static final String HASH = "sha256";
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    // the second of two fields with one name would be believed, the first be read
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private EvidenceJson() {}

    /** A document whose hash fits. */
    record Document(Evidence evidence, String sha256) {}

    /** A text that is no document, or not the one that was written; the message says which. */
    static final class Untrue extends Exception {
        private static final long serialVersionUID = 1L;

        Untrue(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** The document as it is kept. */
    static String write(Evidence evidence) {
        var json = json(evidence);
        json.put(HASH, hash(json));
        return canonical(json);
    }

    static Document read(String text) throws Untrue {
        var json = parse(text);
        var said = json.path(HASH).asText("");
        json.remove(HASH);
        var found = hash(json);
        if (!MessageDigest.isEqual(bytes(found), bytes(said))) {
            throw new Untrue(
                    said.isEmpty()
                            ? "it has no hash"
                            : "its hash does not fit its content: it says "
                                    + said
                                    + ", the content has "
                                    + found);
        }
        if (!json.path("format").asText("").equals(FORMAT)) {
            throw new Untrue("its format is not " + FORMAT);
        }
        return new Document(evidence(json), found);
    }

    private static ObjectNode parse(String text) throws Untrue {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new Untrue("it is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new Untrue("it is not whole JSON: " + e.getOriginalMessage());
        }
    }

    private static ObjectNode json(Evidence evidence) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT)
                .put("kind", word(evidence.kind()))
                .put("drill", evidence.drill())
                .put("stage", evidence.stage())
                .put("source", evidence.source())
                .put("copy", evidence.copy())
                .put("location", evidence.location())
                .put("copyOf", evidence.copyOf().toString())
                .put("startedAt", evidence.startedAt().toString())
                .put("endedAt", evidence.endedAt().toString())
                .put("result", evidence.result().name())
                .put("reason", evidence.reason())
                .put("rtoTarget", evidence.rtoTarget().toString())
                .put("rpo", evidence.rpo().toString())
                .put("rpoTarget", evidence.rpoTarget().toString());
        evidence.rto().ifPresent(rto -> json.put("rto", rto.toString()));
        evidence.newestRow().ifPresent(age -> json.put("newestRow", age.toString()));
        evidence.previous().ifPresent(hash -> json.put("previous", hash));
        var checks = json.putArray("checks");
        for (var check : evidence.checks()) {
            checks.addObject()
                    .put("name", check.name())
                    .put("passed", check.passed())
                    .put("detail", check.detail());
        }
        var measures = json.putObject("measures");
        evidence.measures().forEach(measures::put);
        return json;
    }

    private static Evidence evidence(ObjectNode json) throws Untrue {
        return new Evidence(
                field(json, "kind", EvidenceJson::kind),
                text(json, "drill"),
                text(json, "stage"),
                text(json, "source"),
                text(json, "copy"),
                text(json, "location"),
                field(json, "copyOf", Instant::parse),
                field(json, "startedAt", Instant::parse),
                field(json, "endedAt", Instant::parse),
                field(json, "result", Result::valueOf),
                text(json, "reason"),
                optional(json, "rto", Duration::parse),
                field(json, "rtoTarget", Duration::parse),
                field(json, "rpo", Duration::parse),
                field(json, "rpoTarget", Duration::parse),
                optional(json, "newestRow", Duration::parse),
                checks(json),
                measures(json),
                optional(json, "previous", Function.identity()));
    }

    private static List<Check> checks(ObjectNode json) throws Untrue {
        var checks = new ArrayList<Check>();
        for (var check : json.path("checks")) {
            checks.add(
                    new Check(
                            text(check, "name"),
                            check.path("passed").asBoolean(false),
                            text(check, "detail")));
        }
        return checks;
    }

    private static Map<String, String> measures(ObjectNode json) {
        var measures = new LinkedHashMap<String, String>();
        json.path("measures")
                .properties()
                .forEach(field -> measures.put(field.getKey(), field.getValue().asText()));
        return measures;
    }

    private static String text(JsonNode json, String name) throws Untrue {
        return field(json, name, Function.identity());
    }

    private static <T> T field(JsonNode json, String name, Function<String, T> reader)
            throws Untrue {
        var value = json.path(name);
        if (!value.isTextual()) {
            throw new Untrue("it has no " + name);
        }
        try {
            return reader.apply(value.textValue());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Untrue("its " + name + " cannot be read: " + e.getMessage());
        }
    }

    private static <T> Optional<T> optional(JsonNode json, String name, Function<String, T> reader)
            throws Untrue {
        return json.has(name) ? Optional.of(field(json, name, reader)) : Optional.empty();
    }

    /** As it is in keys, too. */
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String hash(ObjectNode json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes(canonical(json))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String canonical(ObjectNode json) {
        return sorted(json).toString();
    }

    private static JsonNode sorted(JsonNode json) {
        if (json.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            var object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, value) -> object.set(name, sorted(value)));
            return object;
        }
        if (json.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            json.forEach(value -> array.add(sorted(value)));
            return array;
        }
        return json;
    }
}
