package dev.nightshift.certificates.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Summaries as JSON, in short words, since one is kept for every site. */
final class WebSummaryJson {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private WebSummaryJson() {}

    static String write(WebSummary summary) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("v", VERSION).put("score", summary.score()).put("letter", summary.letter());
        var findings = json.putObject("findings");
        new TreeMap<>(summary.findings()).forEach(findings::put);
        var headers = json.putArray("headers");
        summary.headers().forEach(headers::add);
        var cookies = json.putObject("cookies");
        new TreeMap<>(summary.cookies()).forEach(cookies::put);
        summary.hstsSeconds().ifPresent(age -> json.put("hsts", age));
        var layers = json.putArray("layers");
        summary.layers().forEach(layers::add);
        var mixed = json.putArray("mixed");
        summary.mixed().forEach(mixed::add);
        return json.toString();
    }

    static Optional<WebSummary> read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
        if (!json.isObject()
                || json.path("v").asInt() != VERSION
                || !json.path("score").isInt()
                || !json.path("letter").isTextual()) {
            return Optional.empty();
        }
        var age = json.path("hsts");
        return Optional.of(
                new WebSummary(
                        json.path("score").intValue(),
                        json.path("letter").textValue(),
                        map(json.path("findings")),
                        list(json.path("headers")),
                        map(json.path("cookies")),
                        age.canConvertToLong() ? Optional.of(age.longValue()) : Optional.empty(),
                        list(json.path("layers")),
                        list(json.path("mixed"))));
    }

    private static Map<String, String> map(JsonNode json) {
        var map = new TreeMap<String, String>();
        json.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText("")));
        return map;
    }

    private static List<String> list(JsonNode json) {
        var list = new ArrayList<String>();
        json.forEach(value -> list.add(value.asText("")));
        return list;
    }
}
