package dev.nightshift.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** On both sides of Slack's limits. */
class SlackShapeTest {
    @Test
    void a_message_needs_a_channel_and_a_text() {
        assertThat(SlackShape.refusal(message())).isEmpty();
        assertThat(SlackShape.refusal(message().put("channel", ""))).contains("channel_not_found");
        assertThat(SlackShape.refusal(message().put("text", " "))).contains("no_text");
    }

    @Test
    void fifty_blocks_and_no_more() {
        assertThat(SlackShape.refusal(dividers(50))).isEmpty();
        assertThat(SlackShape.refusal(dividers(51))).contains("invalid_blocks");
    }

    @Test
    void a_header_of_150_characters_and_no_longer() {
        assertThat(SlackShape.refusal(block("header", 150))).isEmpty();
        assertThat(SlackShape.refusal(block("header", 151))).contains("invalid_blocks");
    }

    @Test
    void a_section_of_3000_characters_and_no_longer_nor_empty() {
        assertThat(SlackShape.refusal(block("section", 3000))).isEmpty();
        assertThat(SlackShape.refusal(block("section", 3001))).contains("invalid_blocks");
        assertThat(SlackShape.refusal(block("section", 0))).contains("invalid_blocks");
    }

    @Test
    void legal_blocks_may_be_too_long_together() {
        var message = message();
        for (var i = 0; i < 4; i++) {
            message.withArray("blocks").add(block("section", 2600).path("blocks").path(0));
        }

        assertThat(SlackShape.refusal(message)).contains("msg_blocks_too_long");
    }

    @Test
    void a_kind_of_block_that_slack_does_not_know_is_refused() {
        assertThat(SlackShape.refusal(block("marquee", 10))).contains("invalid_blocks");
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("channel", "#ops").put("text", "hello");
    }

    private static ObjectNode dividers(int count) {
        var message = message();
        for (var i = 0; i < count; i++) {
            message.withArray("blocks").addObject().put("type", "divider");
        }
        return message;
    }

    private static ObjectNode block(String type, int length) {
        var message = message();
        var block = message.withArray("blocks").addObject().put("type", type);
        block.putObject("text").put("type", "mrkdwn").put("text", "x".repeat(length));
        return message;
    }
}
