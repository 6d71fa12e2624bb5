package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.approval.Approval;
import dev.nightshift.core.approval.ApprovalButton;

/**
 * What Slack is told after a press: the message with who said what in place of the buttons, or a
 * word to the person alone. Pure.
 *
 * @see <a href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses">
 *     Message responses</a>
 */
final class Reply {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SAID = "nightshift-said";
    private static final int MOST_TEXT = 1_500;
    private static final int MOST_BLOCKS = 50;

    private Reply() {}

    /** The message as it is now. */
    static ObjectNode changed(JsonNode message, Approval approval) {
        var waiting = !approval.isGiven() && approval.no().isEmpty();
        var blocks = NODES.arrayNode();
        for (var block : message.path("blocks")) {
            var id = block.path("block_id").asText();
            if (id.equals(ApprovalButton.BLOCK)) {
                blocks.add(said(approval));
                if (waiting) {
                    blocks.add(block);
                }
            } else if (!id.equals(SAID)) {
                blocks.add(block);
            }
        }
        var reply = NODES.objectNode().put("replace_original", true);
        reply.put("text", message.path("text").asText(words(approval)));
        // a message without our buttons, or one too long for a line more, stays as it is
        if (blocks.isEmpty() || blocks.size() > MOST_BLOCKS) {
            return alone(words(approval));
        }
        reply.set("blocks", blocks);
        return reply;
    }

    /** A word that nobody else sees. */
    static ObjectNode alone(String words) {
        return NODES.objectNode()
                .put("replace_original", false)
                .put("response_type", "ephemeral")
                .put("text", escaped(words));
    }

    static String text(ObjectNode reply) {
        try {
            return JSON.writeValueAsString(reply);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that cannot be written", impossible);
        }
    }

    /** What people said, and what comes of it. */
    static String words(Approval approval) {
        var voices = approval.voices();
        if (voices.isEmpty()) {
            return "Nobody has answered yet.";
        }
        var capital = Character.toUpperCase(voices.charAt(0)) + voices.substring(1);
        if (approval.no().isPresent()) {
            return capital + ". It is not made.";
        }
        return approval.isGiven()
                ? capital + ". It is made if the plan is still the same."
                : capital + ". One more person has to approve it.";
    }

    private static ObjectNode said(Approval approval) {
        var block = NODES.objectNode().put("type", "context").put("block_id", SAID);
        block.putArray("elements")
                .addObject()
                .put("type", "plain_text")
                .put("text", escaped(words(approval)))
                .put("emoji", false);
        return block;
    }

    /** Names are as people chose them: no markup, no mention. */
    private static String escaped(String text) {
        var shown =
                text.codePoints()
                        .filter(
                                point ->
                                        Character.getType(point) != Character.FORMAT
                                                && !Character.isISOControl(point))
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        var cut = shown.length() <= MOST_TEXT ? shown : shown.substring(0, MOST_TEXT) + "…";
        return cut.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u2060");
    }
}
