package dev.nightshift.notices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What Lambda hands over from the queue, and what it wants back. Read by hand: the typed events
 * bring Joda-Time along and start slower.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">
 *     Partial batch responses</a>
 */
final class SqsEvent {
    private static final JsonMapper JSON = new JsonMapper();

    private SqsEvent() {}

    /**
     * @throws IllegalArgumentException if it is not an event of SQS, saying what it is instead
     */
    static List<QueueMessage> read(InputStream input) throws IOException {
        var event = JSON.readTree(input);
        var records = event.path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException(
                    "expected an event of SQS with \"Records\", got "
                            + (event.isMissingNode() || event.isNull() ? "nothing" : shape(event)));
        }
        var messages = new ArrayList<QueueMessage>();
        for (var message : records) {
            var attributes = message.path("attributes");
            messages.add(
                    new QueueMessage(
                            required(message, "messageId"),
                            required(message, "receiptHandle"),
                            message.path("body").asText(""),
                            Instant.ofEpochMilli(attributes.path("SentTimestamp").asLong(0)),
                            Math.max(1, attributes.path("ApproximateReceiveCount").asInt(1))));
        }
        return messages;
    }

    /** Names the messages that must stay in the queue. */
    static void write(OutputStream output, List<String> failedIds) throws IOException {
        var answer = JSON.createObjectNode();
        var failures = answer.putArray("batchItemFailures");
        failedIds.forEach(id -> failures.addObject().put("itemIdentifier", id));
        JSON.writeValue(output, answer);
    }

    private static String shape(JsonNode event) {
        var names = new ArrayList<String>();
        event.fieldNames().forEachRemaining(names::add);
        return event.isObject()
                ? "an object with " + names.stream().limit(5).toList()
                : "a JSON " + event.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String required(JsonNode message, String name) {
        var value = message.path(name).asText("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a record of the SQS event has no " + name);
        }
        return value;
    }
}
