package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.approval.ApprovalButton;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A button of ours that somebody pressed, as Slack tells it.
 *
 * @param user Slack's id, such as {@code U2CERLKJA}
 * @param name as Slack shows it; people choose it
 * @param channel Slack's id
 * @param answer where the message can be changed from, for half an hour; empty if Slack named no
 *     such place
 * @param message with the button, as Slack has it
 * @see <a
 *     href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload">block_actions</a>
 */
record Press(
        String user,
        String name,
        String channel,
        ApprovalButton button,
        ApprovalButton.Target target,
        Optional<URI> answer,
        JsonNode message) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAYLOAD = "payload=";

    /**
     * Reads the body of a request.
     *
     * @return empty if it is something else than a button of ours
     * @throws IllegalArgumentException if it is nothing that Slack sends
     */
    static Optional<Press> parse(byte[] body) {
        var root = payload(new String(body, StandardCharsets.UTF_8));
        var pressed = root.path("actions").path(0);
        var button = ApprovalButton.of(pressed.path("action_id").asText());
        var target = ApprovalButton.target(pressed.path("value").asText());
        if (!root.path("type").asText().equals("block_actions")
                || root.path("actions").size() != 1
                || button.isEmpty()
                || target.isEmpty()) {
            return Optional.empty();
        }
        var user = root.path("user");
        return Optional.of(
                new Press(
                        user.path("id").asText(),
                        user.path("name").asText(user.path("username").asText()),
                        root.path("channel").path("id").asText(),
                        button.get(),
                        target.get(),
                        answer(root.path("response_url").asText()),
                        root.path("message")));
    }

    private static JsonNode payload(String form) {
        var payload =
                Arrays.stream(form.split("&", -1))
                        .filter(pair -> pair.startsWith(PAYLOAD))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("no \"payload\" in the body"));
        try {
            var text =
                    URLDecoder.decode(payload.substring(PAYLOAD.length()), StandardCharsets.UTF_8);
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the payload is not JSON", notJson);
        }
    }

    /**
     * Only Slack's own host: the function must not be made to call another, and what it says is for
     * Slack.
     */
    static Optional<URI> answer(String text) {
        try {
            var uri = URI.create(text);
            return "https".equals(uri.getScheme())
                            && "hooks.slack.com".equals(uri.getHost())
                            && "hooks.slack.com".equals(uri.getRawAuthority())
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            // then there is none: what was pressed counts all the same
            return Optional.empty();
        }
    }
}
