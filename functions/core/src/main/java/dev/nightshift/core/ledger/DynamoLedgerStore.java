package dev.nightshift.core.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.wire.AwsAccess;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.core.wire.WireRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link LedgerStore} on a DynamoDB table with the keys {@code partition} and {@code sort}, and
 * {@code expiresAt} as its TTL attribute.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">
 *     Condition expressions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">
 *     DynamoDB low-level API</a>
 */
public final class DynamoLedgerStore implements LedgerStore {
    private static final String PARTITION = "partition";
    private static final String SORT = "sort";
    private static final String VERSION = "version";
    private static final String ATTRIBUTES = "attributes";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final int LARGEST_PAGE = 1_000;

    private final AwsApi dynamo;
    private final String table;

    /** The table in a region, for whoever the environment names. */
    public static DynamoLedgerStore in(String region, String table) {
        return new DynamoLedgerStore(AwsAccess.ofEnvironment(), region, table);
    }

    public DynamoLedgerStore(AwsAccess access, String region, String table) {
        this.dynamo = new AwsApi(access, AwsService.DYNAMODB, region);
        this.table = table;
    }

    @Override
    public Optional<Entry> get(Key key) {
        var request = request().put("ConsistentRead", true);
        request.set("Key", item(key));
        var item = read("GetItem", request).path("Item");
        return item.isObject() ? Optional.of(entry(item)) : Optional.empty();
    }

    @Override
    public Optional<Entry> put(
            Key key, Map<String, String> attributes, Instant expiresAt, long expectedVersion) {
        var entry = new Entry(key, expectedVersion + 1, attributes, expiresAt);
        var request = request();
        request.set("Item", item(entry));
        if (expectedVersion == 0) {
            // "partition" is a reserved word of the expression language
            request.put("ConditionExpression", "attribute_not_exists(#p)");
            request.set(NAMES, object().put("#p", PARTITION));
        } else {
            request.put("ConditionExpression", "#v = :v");
            request.set(NAMES, object().put("#v", VERSION));
            request.set(VALUES, object().set(":v", number(expectedVersion)));
        }
        try {
            dynamo.call(writing(), "PutItem", request);
            return Optional.of(entry);
        } catch (WireRefusal refusal) {
            if (refusal.code().equals("ConditionalCheckFailedException")) {
                // a retry after a lost answer meets its own write: same version, same content
                return get(key).filter(entry::equals);
            }
            throw AwsErrors.translate(writing(), refusal);
        }
    }

    @Override
    public void delete(Key key) {
        var request = request();
        request.set("Key", item(key));
        try {
            dynamo.call(writing(), "DeleteItem", request);
        } catch (WireRefusal refusal) {
            throw AwsErrors.translate(writing(), refusal);
        }
    }

    @Override
    public List<Entry> newestFirst(String partition, int limit) {
        var request =
                request()
                        .put("KeyConditionExpression", "#p = :p")
                        .put("ScanIndexForward", false)
                        .put("Limit", Math.min(limit, LARGEST_PAGE));
        request.set(NAMES, object().put("#p", PARTITION));
        request.set(VALUES, object().set(":p", text(partition)));
        var entries = new ArrayList<Entry>();
        while (true) {
            var page = read("Query", request);
            page.path("Items").forEach(item -> entries.add(entry(item)));
            var next = page.path("LastEvaluatedKey");
            if (entries.size() >= limit || !next.isObject()) {
                return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
            }
            request.set("ExclusiveStartKey", next);
        }
    }

    private JsonNode read(String operation, ObjectNode request) {
        var doing = "read ledger table " + table;
        try {
            return dynamo.call(doing, operation, request);
        } catch (WireRefusal refusal) {
            throw AwsErrors.translate(doing, refusal);
        }
    }

    private String writing() {
        return "write ledger table " + table;
    }

    private ObjectNode request() {
        return object().put("TableName", table);
    }

    private static ObjectNode item(Key key) {
        return object().<ObjectNode>set(PARTITION, text(key.partition()))
                .set(SORT, text(key.sort()));
    }

    private static ObjectNode item(Entry entry) {
        var attributes = object();
        entry.attributes().forEach((name, value) -> attributes.set(name, text(value)));
        return item(entry.key())
                .<ObjectNode>set(ATTRIBUTES, object().set("M", attributes))
                .<ObjectNode>set(VERSION, number(entry.version()))
                .set(EXPIRES_AT, number(entry.expiresAt().getEpochSecond()));
    }

    private static Entry entry(JsonNode item) {
        var attributes = new HashMap<String, String>();
        item.path(ATTRIBUTES)
                .path("M")
                .properties()
                .forEach(
                        field ->
                                attributes.put(
                                        field.getKey(), field.getValue().path("S").asText()));
        return new Entry(
                new Key(
                        item.path(PARTITION).path("S").asText(),
                        item.path(SORT).path("S").asText()),
                item.path(VERSION).path("N").asLong(),
                attributes,
                Instant.ofEpochSecond(item.path(EXPIRES_AT).path("N").asLong()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode text(String value) {
        return object().put("S", value);
    }

    private static ObjectNode number(long value) {
        return object().put("N", Long.toString(value));
    }
}
