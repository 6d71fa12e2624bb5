package dev.nightshift.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What Slack refuses of a message, by the limits of Block Kit.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Blocks</a>
 */
final class SlackShape {
    private static final int BLOCKS = 50;
    private static final int HEADER = 150;
    private static final int SECTION = 3_000;
    private static final int FIELDS = 10;
    private static final int FIELD = 2_000;
    private static final int ACTIONS = 25;
    private static final int CONTEXT = 10;
    private static final int ALL_TEXT = 10_000;

    private SlackShape() {}

    /** Slack's error code; empty if it would take the message. */
    static Optional<String> refusal(JsonNode message) {
        if (message.path("channel").asText("").isEmpty()) {
            return Optional.of("channel_not_found");
        }
        if (message.path("text").asText("").isBlank()) {
            return Optional.of("no_text");
        }
        var blocks = message.path("blocks");
        if (!blocks.isMissingNode() && (!blocks.isArray() || blocks.size() > BLOCKS)) {
            return Optional.of("invalid_blocks");
        }
        for (var block : blocks) {
            if (!isLegal(block)) {
                return Optional.of("invalid_blocks");
            }
        }
        if (lengthOfTexts(blocks) > ALL_TEXT) {
            return Optional.of("msg_blocks_too_long");
        }
        return Optional.empty();
    }

    private static boolean isLegal(JsonNode block) {
        return switch (block.path("type").asText("")) {
            case "header" -> fits(block.path("text"), HEADER);
            case "section" ->
                    (block.has("text") ? fits(block.path("text"), SECTION) : block.has("fields"))
                            && block.path("fields").size() <= FIELDS
                            && block.path("fields")
                                    .valueStream()
                                    .allMatch(field -> fits(field, FIELD));
            case "context" ->
                    !block.path("elements").isEmpty() && block.path("elements").size() <= CONTEXT;
            case "actions" ->
                    !block.path("elements").isEmpty() && block.path("elements").size() <= ACTIONS;
            case "divider", "rich_text" -> true;
            default -> false;
        };
    }

    private static boolean fits(JsonNode text, int limit) {
        var value = text.path("text").asText("");
        return !value.isEmpty() && value.length() <= limit;
    }

    private static int lengthOfTexts(JsonNode node) {
        var length = node.isTextual() ? 0 : node.path("text").asText("").length();
        for (var child : node) {
            length += lengthOfTexts(child);
        }
        return length;
    }
}
