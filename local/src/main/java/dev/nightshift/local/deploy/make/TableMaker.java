package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** AWS::DynamoDB::Table. */
record TableMaker() implements ResourceMaker {
    private static final String TTL = "TimeToLiveSpecification";
    private static final String RECOVERY = "PointInTimeRecoverySpecification";
    private static final String SSE = "SSESpecification";

    @Override
    public String type() {
        return "AWS::DynamoDB::Table";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                "TableName AttributeDefinitions{AttributeName AttributeType}"
                        + " KeySchema{AttributeName KeyType} BillingMode TableClass"
                        + " ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits}"
                        + " GlobalSecondaryIndexes{IndexName KeySchema{AttributeName KeyType}"
                        + " Projection{ProjectionType NonKeyAttributes}"
                        + " ProvisionedThroughput{ReadCapacityUnits WriteCapacityUnits}}"
                        + " StreamSpecification{StreamViewType} DeletionProtectionEnabled"
                        + " TimeToLiveSpecification{AttributeName Enabled}"
                        + " PointInTimeRecoverySpecification{PointInTimeRecoveryEnabled"
                        + " RecoveryPeriodInDays}"
                        + " SSESpecification{SSEEnabled SSEType KMSMasterKeyId} Tags*");
    }

    private static String name(Declared declared) {
        return declared.name("TableName", 255);
    }

    @Override
    public Optional<Found> find(Declared declared) {
        var name = name(declared);
        var dynamodb = declared.aws().dynamodb();
        return Sdk.ifThere(() -> dynamodb.describeTable(get -> get.tableName(name)).table())
                .map(
                        table -> {
                            var tree = Sdk.tree(table);
                            tree.set(
                                    "BillingMode",
                                    tree.path("BillingModeSummary").path("BillingMode"));
                            tree.set(
                                    "TableClass",
                                    tree.path("TableClassSummary").path("TableClass"));
                            recovery(dynamodb, name, tree);
                            if (table.sseDescription() != null) {
                                var sse = table.sseDescription();
                                tree.putObject(SSE)
                                        .put("SSEEnabled", "ENABLED".equals(sse.statusAsString()))
                                        .put("SSEType", sse.sseTypeAsString())
                                        .put("KMSMasterKeyId", sse.kmsMasterKeyArn());
                            }
                            var tags = tree.putArray("Tags");
                            dynamodb.listTagsOfResource(l -> l.resourceArn(table.tableArn()))
                                    .tags()
                                    .forEach(tag -> tags.add(Sdk.tree(tag)));
                            var found = Found.of(name, tree).with("Arn", table.tableArn());
                            return table.latestStreamArn() == null
                                    ? found
                                    : found.with("StreamArn", table.latestStreamArn());
                        });
    }

    private static void recovery(DynamoDbClient dynamodb, String name, ObjectNode tree) {
        var ttl = dynamodb.describeTimeToLive(get -> get.tableName(name)).timeToLiveDescription();
        if (ttl.attributeName() != null) {
            tree.putObject(TTL)
                    .put("AttributeName", ttl.attributeName())
                    .put("Enabled", "ENABLED".equals(ttl.timeToLiveStatusAsString()));
        }
        var recovery =
                dynamodb.describeContinuousBackups(get -> get.tableName(name))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription();
        if (recovery != null) {
            var there =
                    tree.putObject(RECOVERY)
                            .put(
                                    "PointInTimeRecoveryEnabled",
                                    "ENABLED".equals(recovery.pointInTimeRecoveryStatusAsString()));
            if (recovery.recoveryPeriodInDays() != null) {
                there.put("RecoveryPeriodInDays", recovery.recoveryPeriodInDays());
            }
        }
    }

    private static ObjectNode settings(Declared declared) {
        var settings = declared.without("TableName", "Tags", TTL, RECOVERY);
        if (declared.has(SSE)) {
            var sse = declared.get(SSE).<ObjectNode>deepCopy();
            var enabled = sse.remove("SSEEnabled");
            sse.set("Enabled", enabled);
            settings.set(SSE, sse);
        }
        if (declared.has("StreamSpecification")) {
            settings.set(
                    "StreamSpecification",
                    declared.get("StreamSpecification")
                            .<ObjectNode>deepCopy()
                            .put("StreamEnabled", true));
        }
        return settings;
    }

    private static List<Tag> tags(Declared declared) {
        return declared.tags().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    @Override
    public String create(Declared declared) {
        var name = name(declared);
        var request = Sdk.fill(CreateTableRequest.builder(), settings(declared)).tableName(name);
        if (declared.has("Tags")) {
            request.tags(tags(declared));
        }
        var dynamodb = declared.aws().dynamodb();
        dynamodb.createTable(request.build());
        while (!dynamodb.describeTable(get -> get.tableName(name))
                .table()
                .tableStatusAsString()
                .equals("ACTIVE")) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        also(declared, name);
        return name;
    }

    private static void also(Declared declared, String name) {
        var dynamodb = declared.aws().dynamodb();
        if (declared.has(TTL)) {
            dynamodb.updateTimeToLive(
                    update ->
                            update.tableName(name)
                                    .timeToLiveSpecification(
                                            ttl ->
                                                    ttl.attributeName(
                                                                    declared.get(TTL)
                                                                            .path("AttributeName")
                                                                            .asText())
                                                            .enabled(
                                                                    declared.get(TTL)
                                                                            .path("Enabled")
                                                                            .asBoolean(true))));
        }
        if (declared.has(RECOVERY)) {
            var recovery =
                    Sdk.fill(PointInTimeRecoverySpecification.builder(), declared.get(RECOVERY))
                            .build();
            dynamodb.updateContinuousBackups(
                    update -> update.tableName(name).pointInTimeRecoverySpecification(recovery));
        }
    }

    @Override
    public String update(Declared declared, Found found) {
        var name = found.id();
        var dynamodb = declared.aws().dynamodb();
        var there = found.properties();
        if (!Comparison.same(declared.get("KeySchema"), there.path("KeySchema"))) {
            throw new MakeException(
                    "the key schema of a table cannot be changed; give the table another name");
        }
        var changed =
                settings(declared)
                        .retain(
                                "BillingMode",
                                "ProvisionedThroughput",
                                "TableClass",
                                "DeletionProtectionEnabled");
        if (!Comparison.between(changed, there).isEmpty()) {
            dynamodb.updateTable(
                    Sdk.fill(UpdateTableRequest.builder(), changed).tableName(name).build());
        }
        if (declared.has("Tags")) {
            dynamodb.tagResource(
                    tag -> tag.resourceArn(found.attribute("Arn")).tags(tags(declared)));
        }
        // AWS refuses to set what is set already
        if (!Comparison.between(declared.only(TTL, RECOVERY), there).isEmpty()) {
            also(declared, name);
        }
        return name;
    }

    @Override
    public void delete(String id, Clients aws) {
        Sdk.ifThere(() -> aws.dynamodb().deleteTable(delete -> delete.tableName(id)));
    }
}
