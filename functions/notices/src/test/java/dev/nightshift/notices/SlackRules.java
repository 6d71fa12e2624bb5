package dev.nightshift.notices;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Slack's limits, and what no text of others may contain once it is in a message. Written from
 * Slack's documentation, not from our own code.
 */
final class SlackRules {
    /** A mention, a special mention, a date: anything in angle brackets that is not a web link. */
    private static final Pattern CONTROL = Pattern.compile("<(?!https?://)|<[^>]*$");

    private static final Pattern SHOUT =
            Pattern.compile("@(here|channel|everyone)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;)");
    private static final Set<String> KNOWN =
            Set.of(
                    "channel",
                    "ts",
                    "thread_ts",
                    "text",
                    "blocks",
                    "mrkdwn",
                    "parse",
                    "link_names",
                    "unfurl_links",
                    "unfurl_media");

    private SlackRules() {}

    static List<String> complaints(JsonNode message) {
        var complaints = new ArrayList<String>();
        message.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!KNOWN.contains(name)) {
                                complaints.add("unknown field " + name);
                            }
                        });
        var fallback = message.path("text").asText();
        if (fallback.isBlank()) {
            complaints.add("no plain text");
        }
        harmless(fallback, false, complaints);
        var blocks = message.path("blocks");
        range("blocks", blocks.size(), 1, 50, complaints);
        blocks.forEach(block -> block(block, complaints));
        int all = texts(blocks).stream().mapToInt(String::length).sum() + fallback.length();
        if (all >= 9_000) {
            complaints.add("text of " + all + " in all");
        }
        return complaints;
    }

    private static void block(JsonNode block, List<String> complaints) {
        switch (block.path("type").asText()) {
            case "header" -> {
                text(block.path("text"), 150, complaints);
                if (!block.at("/text/type").asText().equals("plain_text")) {
                    complaints.add("a header takes plain text only");
                }
            }
            case "section" -> {
                if (block.has("text")) {
                    text(block.path("text"), 3_000, complaints);
                }
                if (block.has("fields")) {
                    range("fields", block.path("fields").size(), 1, 10, complaints);
                    block.path("fields").forEach(field -> text(field, 2_000, complaints));
                }
                if (!block.has("text") && !block.has("fields")) {
                    complaints.add("an empty section");
                }
            }
            case "context" -> {
                range("elements", block.path("elements").size(), 1, 10, complaints);
                block.path("elements").forEach(element -> text(element, 3_000, complaints));
            }
            case "actions" -> {
                range("block id", block.path("block_id").asText().length(), 1, 255, complaints);
                range("buttons", block.path("elements").size(), 1, 25, complaints);
                block.path("elements").forEach(button -> button(button, complaints));
            }
            default -> complaints.add("unknown block " + block.path("type"));
        }
    }

    /**
     * @see <a href="https://docs.slack.dev/reference/block-kit/block-elements/button-element">
     *     Button</a>
     */
    private static void button(JsonNode button, List<String> complaints) {
        if (!button.path("type").asText().equals("button")) {
            complaints.add("unknown element " + button.path("type"));
        }
        range("action id", button.path("action_id").asText().length(), 1, 255, complaints);
        range("value", button.path("value").asText().length(), 1, 2_000, complaints);
        plain(button.path("text"), 75, complaints);
        if (!Set.of("primary", "danger").contains(button.path("style").asText())) {
            complaints.add("unknown style " + button.path("style"));
        }
        if (button.has("confirm")) {
            plain(button.at("/confirm/title"), 100, complaints);
            plain(button.at("/confirm/text"), 300, complaints);
            plain(button.at("/confirm/confirm"), 30, complaints);
            plain(button.at("/confirm/deny"), 30, complaints);
        }
    }

    private static void plain(JsonNode text, int limit, List<String> complaints) {
        text(text, limit, complaints);
        if (!text.path("type").asText().equals("plain_text")) {
            complaints.add("a button takes plain text only");
        }
    }

    private static void text(JsonNode text, int limit, List<String> complaints) {
        var type = text.path("type").asText();
        var value = text.path("text").asText();
        if (!Set.of("plain_text", "mrkdwn").contains(type)) {
            complaints.add("unknown text " + type);
        }
        range(type, value.length(), 1, limit, complaints);
        harmless(value, type.equals("mrkdwn"), complaints);
    }

    private static void harmless(String text, boolean markup, List<String> complaints) {
        if (CONTROL.matcher(text).find() || (!markup && text.contains("<"))) {
            complaints.add("a control sequence in: " + text);
        }
        if (SHOUT.matcher(text).find()) {
            complaints.add("a mention in: " + text);
        }
        if (BARE_AMPERSAND.matcher(text).find()) {
            complaints.add("an ampersand not escaped in: " + text);
        }
        if (text.contains("`")) {
            complaints.add("a backtick in: " + text);
        }
        text.codePoints()
                .filter(SlackRules::isUnsafe)
                .findFirst()
                .ifPresent(point -> complaints.add("U+%04X in: %s".formatted(point, text)));
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n';
            // ours, between an at-sign and its word
            case Character.FORMAT -> point != 0x2060;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static void range(String what, int size, int least, int most, List<String> complaints) {
        if (size < least || size > most) {
            complaints.add(what + ": " + size + " is not in " + least + ".." + most);
        }
    }

    /** The text of every text object. */
    static List<String> texts(JsonNode blocks) {
        var texts = new ArrayList<String>();
        collect(blocks, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isObject() && node.path("text").isTextual()) {
            texts.add(node.path("text").asText());
            return;
        }
        node.forEach(child -> collect(child, texts));
    }
}
