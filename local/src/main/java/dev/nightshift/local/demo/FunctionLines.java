package dev.nightshift.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.local.report.Story.Line;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the JSON lines that a function logs, one per decision and effect. */
final class FunctionLines {
    private static final JsonMapper JSON = new JsonMapper();

    private FunctionLines() {}

    /** An action and what came of it. */
    record Effect(String id, String because, String outcome) {
        boolean isMade() {
            return outcome.startsWith("done") || outcome.startsWith("already");
        }

        boolean hasFailed() {
            return outcome.startsWith("failed");
        }

        Line line() {
            var colon = outcome.indexOf(':');
            return new Line(colon < 0 ? outcome : outcome.substring(0, colon), id, because);
        }
    }

    static List<Effect> effects(List<String> log) {
        return named(log, "action")
                .map(
                        line ->
                                new Effect(
                                        line.path("id").asText(),
                                        line.path("because").asText(),
                                        line.path("outcome").asText()))
                .toList();
    }

    /** What kind of answer the function gave: {@code ran}, {@code duplicate} or {@code busy}. */
    static String result(String payload) {
        return parse(payload).map(node -> node.path("result").asText("")).orElse("");
    }

    static String summary(String payload) {
        return parse(payload).map(node -> node.path("summary").asText("")).orElse("");
    }

    private static Stream<JsonNode> named(List<String> log, String message) {
        return log.stream()
                .map(FunctionLines::parse)
                .flatMap(Optional::stream)
                .filter(line -> line.path("message").asText("").equals(message));
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return line.startsWith("{") ? Optional.of(JSON.readTree(line)) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
