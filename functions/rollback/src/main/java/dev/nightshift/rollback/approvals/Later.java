package dev.nightshift.rollback.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/**
 * What is left to do once Slack has its answer: sent by the function to itself. It decides nothing;
 * what people said is read from the ledger again.
 *
 * @param why a word to the person alone; empty: the message is changed
 */
record Later(String automation, String hash, Optional<URI> answer, JsonNode message, String why) {
    private static final String MARK = "approvals";
    private static final String TELL = "tell";

    ObjectNode json() {
        var node = JsonNodeFactory.instance.objectNode().put(MARK, TELL);
        node.put("automation", automation).put("hash", hash).put("why", why);
        answer.ifPresent(uri -> node.put("answer", uri.toString()));
        node.set("message", message);
        return node;
    }

    /**
     * Reads what {@link #json} wrote. A request to the URL never comes here: Lambda wraps it into
     * an event with a request context.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Later parse(JsonNode node) {
        if (!node.path(MARK).asText().equals(TELL)) {
            throw new IllegalArgumentException(
                    "neither a request to the function's URL nor what it sends to itself");
        }
        return new Later(
                node.path("automation").asText(),
                node.path("hash").asText(),
                Press.answer(node.path("answer").asText()),
                node.path("message"),
                node.path("why").asText());
    }
}
