package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A property that is not as declared.
 *
 * @param path such as {@code Target.RetryPolicy.MaximumRetryAttempts}
 * @param expected as declared
 * @param actual as it is there; missing if it is not
 */
public record Difference(String path, JsonNode expected, JsonNode actual) {
    @Override
    public String toString() {
        return "%s should be %s and is %s"
                .formatted(
                        path, brief(expected), actual.isMissingNode() ? "not set" : brief(actual));
    }

    private static String brief(JsonNode node) {
        var text = node.isValueNode() ? node.asText() : node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
