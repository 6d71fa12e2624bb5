package dev.nightshift.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How we may speak to Slack. Holds a secret: no part of it is ever in {@code toString} or in a
 * message of an exception.
 */
sealed interface SlackSecret {
    /** A request that is ready to be sent, authorisation included. */
    record Request(URI target, Optional<String> bearer, Body body) {
        @Override
        public String toString() {
            return "a request to Slack";
        }
    }

    /** What is sent. */
    sealed interface Body {}

    record Json(ObjectNode node) implements Body {}

    /** What methods for files take. */
    record Form(Map<String, String> fields) implements Body {}

    /**
     * @param base64 of what is sent as it is
     */
    record File(String base64) implements Body {}

    /** Whether messages can be replied to and updated. */
    boolean threads();

    Request request(String method, ObjectNode body);

    /** A webhook posts to the one channel it was made for, and cannot thread or update. */
    record Webhook(URI url) implements SlackSecret {
        @Override
        public boolean threads() {
            return false;
        }

        @Override
        public Request request(String method, ObjectNode body) {
            return new Request(url, Optional.empty(), new Json(body));
        }

        @Override
        public String toString() {
            return "a webhook";
        }
    }

    /**
     * @param api without a slash at its end
     */
    record Bot(String token, URI api) implements SlackSecret {
        @Override
        public boolean threads() {
            return true;
        }

        @Override
        public Request request(String method, ObjectNode body) {
            return request(method, new Json(body));
        }

        Request form(String method, Map<String, String> fields) {
            return request(method, new Form(fields));
        }

        private Request request(String method, Body body) {
            return new Request(URI.create(api + "/" + method), Optional.of(token), body);
        }

        /**
         * A request to where Slack wants a file, which is no place for the token.
         *
         * @throws IllegalArgumentException if the address is not one of Slack's
         */
        Request upload(String address, String base64) {
            var target = URI.create(address);
            var host = Optional.ofNullable(target.getHost()).orElse("");
            boolean slacks =
                    "https".equals(target.getScheme())
                            && (host.endsWith(".slack.com") || host.endsWith(".slack-gov.com"));
            // a stand-in on this very machine may name itself
            if (!slacks && !(host.equals(api.getHost()) && LOOPBACK.contains(host))) {
                throw new IllegalArgumentException("a file is to go to " + host);
            }
            return new Request(target, Optional.empty(), new File(base64));
        }

        @Override
        public String toString() {
            return "a bot token";
        }
    }

    URI SLACK = URI.create("https://slack.com/api");
    Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,512}");
    Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Reads {@code {"botToken": …, "apiBaseUrl": …}} or {@code {"webhookUrl": …}}.
     *
     * @throws IllegalArgumentException if it is neither, saying what is amiss and nothing of what
     *     is in it
     */
    static SlackSecret parse(String json) {
        JsonNode node;
        try {
            node = new JsonMapper().readTree(json);
        } catch (JsonProcessingException notJson) {
            // its message and its cause quote the text
            throw new IllegalArgumentException("the Slack secret is not JSON");
        }
        var token = text(node, "botToken");
        var webhook = text(node, "webhookUrl");
        if (token.isPresent() == webhook.isPresent()) {
            throw new IllegalArgumentException(
                    "the Slack secret must hold either \"botToken\" or \"webhookUrl\"");
        }
        if (webhook.isPresent()) {
            return new Webhook(address("webhookUrl", webhook.get()));
        }
        if (!VISIBLE_ASCII.matcher(token.get()).matches()) {
            throw new IllegalArgumentException(
                    "\"botToken\" of the Slack secret has spaces or other characters no token has");
        }
        return new Bot(
                token.get(),
                text(node, "apiBaseUrl").map(url -> address("apiBaseUrl", url)).orElse(SLACK));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** A secret never travels in clear text, but for a stand-in on this very machine. */
    private static URI address(String name, String text) {
        try {
            var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            var host = Optional.ofNullable(uri.getHost()).orElse("");
            if (!host.isEmpty()
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)))) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // its message quotes the text: fall through to one that does not
        }
        throw new IllegalArgumentException(
                "\"" + name + "\" of the Slack secret is not an https address");
    }
}
