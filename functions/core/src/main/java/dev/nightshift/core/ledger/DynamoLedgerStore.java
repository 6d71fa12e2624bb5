package dev.nightshift.core.ledger;

import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * {@link LedgerStore} on a DynamoDB table with the keys {@code partition} and {@code sort}, and
 * {@code expiresAt} as its TTL attribute.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">
 *     Condition expressions</a>
 */
public final class DynamoLedgerStore implements LedgerStore {
    private static final String PARTITION = "partition";
    private static final String SORT = "sort";
    private static final String VERSION = "version";
    private static final String ATTRIBUTES = "attributes";
    private static final String EXPIRES_AT = "expiresAt";

    private static final Map<String, DynamoDbClient> CLIENTS = new ConcurrentHashMap<>();

    private final DynamoDbClient dynamo;
    private final String table;

    /**
     * The table in a region, with one client for the whole process: a function and the room in it
     * ask the same ledger.
     */
    public static DynamoLedgerStore in(String region, String table) {
        return new DynamoLedgerStore(
                CLIENTS.computeIfAbsent(
                        region,
                        where ->
                                AwsClients.sync(DynamoDbClient.builder().region(Region.of(where)))),
                table);
    }

    public DynamoLedgerStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Entry> get(Key key) {
        try {
            var answer =
                    dynamo.getItem(
                            request ->
                                    request.tableName(table).key(item(key)).consistentRead(true));
            return answer.hasItem() ? Optional.of(entry(answer.item())) : Optional.empty();
        } catch (SdkException failure) {
            throw AwsErrors.translate("read ledger table " + table, failure);
        }
    }

    @Override
    public Optional<Entry> put(
            Key key, Map<String, String> attributes, Instant expiresAt, long expectedVersion) {
        var entry = new Entry(key, expectedVersion + 1, attributes, expiresAt);
        try {
            dynamo.putItem(
                    request -> {
                        request.tableName(table).item(item(entry));
                        // "partition" is a reserved word of the expression language
                        if (expectedVersion == 0) {
                            request.conditionExpression("attribute_not_exists(#p)")
                                    .expressionAttributeNames(Map.of("#p", PARTITION));
                        } else {
                            request.conditionExpression("#v = :v")
                                    .expressionAttributeNames(Map.of("#v", VERSION))
                                    .expressionAttributeValues(
                                            Map.of(":v", number(expectedVersion)));
                        }
                    });
            return Optional.of(entry);
        } catch (ConditionalCheckFailedException faster) {
            // a retry after a lost answer meets its own write: same version, same content
            return get(key).filter(entry::equals);
        } catch (SdkException failure) {
            throw AwsErrors.translate("write ledger table " + table, failure);
        }
    }

    @Override
    public void delete(Key key) {
        try {
            dynamo.deleteItem(request -> request.tableName(table).key(item(key)));
        } catch (SdkException failure) {
            throw AwsErrors.translate("write ledger table " + table, failure);
        }
    }

    @Override
    public List<Entry> newestFirst(String partition, int limit) {
        try {
            return dynamo
                    .queryPaginator(
                            request ->
                                    request.tableName(table)
                                            .keyConditionExpression("#p = :p")
                                            .expressionAttributeNames(Map.of("#p", PARTITION))
                                            .expressionAttributeValues(
                                                    Map.of(":p", AttributeValue.fromS(partition)))
                                            .scanIndexForward(false)
                                            .limit(Math.min(limit, 1000)))
                    .items()
                    .stream()
                    .limit(limit)
                    .map(DynamoLedgerStore::entry)
                    .toList();
        } catch (SdkException failure) {
            throw AwsErrors.translate("read ledger table " + table, failure);
        }
    }

    private static Map<String, AttributeValue> item(Key key) {
        return Map.of(
                PARTITION,
                AttributeValue.fromS(key.partition()),
                SORT,
                AttributeValue.fromS(key.sort()));
    }

    private static Map<String, AttributeValue> item(Entry entry) {
        var item = new HashMap<>(item(entry.key()));
        var attributes = new HashMap<String, AttributeValue>();
        entry.attributes()
                .forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
        item.put(ATTRIBUTES, AttributeValue.fromM(attributes));
        item.put(VERSION, number(entry.version()));
        item.put(EXPIRES_AT, number(entry.expiresAt().getEpochSecond()));
        return item;
    }

    private static Entry entry(Map<String, AttributeValue> item) {
        var attributes = new HashMap<String, String>();
        Optional.ofNullable(item.get(ATTRIBUTES))
                .ifPresent(
                        map -> map.m().forEach((name, value) -> attributes.put(name, value.s())));
        return new Entry(
                new Key(text(item, PARTITION), text(item, SORT)),
                whole(item, VERSION),
                attributes,
                Instant.ofEpochSecond(whole(item, EXPIRES_AT)));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }

    private static long whole(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(AttributeValue::n)
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
