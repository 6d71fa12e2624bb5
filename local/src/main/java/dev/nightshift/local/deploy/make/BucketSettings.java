package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** A bucket's settings, between CloudFormation's words and S3's. */
final class BucketSettings {
    /** What S3 calls members that CloudFormation calls otherwise. */
    private static final Map<String, String> S3_NAMES =
            Map.of(
                    "ServerSideEncryptionConfiguration", "Rules",
                    "ServerSideEncryptionByDefault", "ApplyServerSideEncryptionByDefault",
                    "DestinationBucketName", "TargetBucket",
                    "LogFilePrefix", "TargetPrefix",
                    "TransitionInDays", "Days",
                    "Id", "ID");

    private BucketSettings() {}

    /** The same settings in S3's words. */
    static ObjectNode translated(JsonNode settings) {
        return translate(settings) instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode translate(JsonNode node) {
        if (node.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> list.add(translate(element)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = JsonNodeFactory.instance.objectNode();
        node.properties()
                .forEach(
                        e -> {
                            var name = e.getKey();
                            switch (name) {
                                case "ExpirationInDays" ->
                                        object.withObjectProperty("Expiration")
                                                .set("Days", e.getValue());
                                case "ExpiredObjectDeleteMarker" ->
                                        object.withObjectProperty("Expiration")
                                                .set(name, e.getValue());
                                case "Prefix" ->
                                        object.withObjectProperty("Filter").set(name, e.getValue());
                                case "NoncurrentVersionTransitions" ->
                                        object.set(name, noncurrent(e.getValue()));
                                default ->
                                        object.set(
                                                S3_NAMES.getOrDefault(name, name),
                                                translate(e.getValue()));
                            }
                        });
        if (object.has("ID") && !object.has("Filter")) {
            // a lifecycle rule for the whole bucket says so with an empty prefix
            object.putObject("Filter").put("Prefix", "");
        }
        return object;
    }

    private static JsonNode noncurrent(JsonNode transitions) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var transition : transitions) {
            var object = list.addObject();
            object.set("StorageClass", transition.path("StorageClass"));
            object.set("NoncurrentDays", transition.path("TransitionInDays"));
        }
        return list;
    }

    static void write(Declared declared, String bucket) {
        var s3 = declared.aws().s3();
        with(
                declared,
                "VersioningConfiguration",
                settings -> {
                    var value = Sdk.fill(VersioningConfiguration.builder(), settings).build();
                    s3.putBucketVersioning(p -> p.bucket(bucket).versioningConfiguration(value));
                });
        with(
                declared,
                "BucketEncryption",
                settings -> {
                    var value =
                            Sdk.fill(ServerSideEncryptionConfiguration.builder(), settings).build();
                    s3.putBucketEncryption(
                            p -> p.bucket(bucket).serverSideEncryptionConfiguration(value));
                });
        with(
                declared,
                "PublicAccessBlockConfiguration",
                settings -> {
                    var value =
                            Sdk.fill(PublicAccessBlockConfiguration.builder(), settings).build();
                    s3.putPublicAccessBlock(
                            p -> p.bucket(bucket).publicAccessBlockConfiguration(value));
                });
        with(
                declared,
                "OwnershipControls",
                settings -> {
                    var value = Sdk.fill(OwnershipControls.builder(), settings).build();
                    s3.putBucketOwnershipControls(p -> p.bucket(bucket).ownershipControls(value));
                });
        with(
                declared,
                "LifecycleConfiguration",
                settings -> {
                    var value = Sdk.fill(BucketLifecycleConfiguration.builder(), settings).build();
                    s3.putBucketLifecycleConfiguration(
                            p -> p.bucket(bucket).lifecycleConfiguration(value));
                });
        with(
                declared,
                "ObjectLockConfiguration",
                settings -> {
                    var value = Sdk.fill(ObjectLockConfiguration.builder(), settings).build();
                    s3.putObjectLockConfiguration(
                            p -> p.bucket(bucket).objectLockConfiguration(value));
                });
        with(
                declared,
                "LoggingConfiguration",
                settings -> {
                    settings.put("TargetBucket", settings.path("TargetBucket").asText(bucket));
                    settings.put("TargetPrefix", settings.path("TargetPrefix").asText(""));
                    var status = JsonNodeFactory.instance.objectNode();
                    status.set("LoggingEnabled", settings);
                    var value = Sdk.fill(BucketLoggingStatus.builder(), status).build();
                    s3.putBucketLogging(p -> p.bucket(bucket).bucketLoggingStatus(value));
                });
        if (declared.has("Tags")) {
            var tags = JsonNodeFactory.instance.objectNode().set("TagSet", declared.get("Tags"));
            var value = Sdk.fill(Tagging.builder(), tags).build();
            s3.putBucketTagging(p -> p.bucket(bucket).tagging(value));
        }
    }

    private static void with(Declared declared, String property, Consumer<ObjectNode> write) {
        if (declared.has(property)) {
            write.accept(translated(declared.get(property)));
        }
    }

    /** All that S3 tells, in its own words, under CloudFormation's names of the settings. */
    static ObjectNode read(S3Client s3, String bucket) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("BucketName", bucket);
        tree.set(
                "VersioningConfiguration",
                Sdk.tree(s3.getBucketVersioning(get -> get.bucket(bucket))));
        there(
                tree,
                "BucketEncryption",
                Sdk.ifThere(() -> s3.getBucketEncryption(get -> get.bucket(bucket)))
                        .map(answer -> Sdk.tree(answer.serverSideEncryptionConfiguration())));
        there(
                tree,
                "PublicAccessBlockConfiguration",
                Sdk.ifThere(() -> s3.getPublicAccessBlock(get -> get.bucket(bucket)))
                        .map(answer -> Sdk.tree(answer.publicAccessBlockConfiguration())));
        there(
                tree,
                "OwnershipControls",
                Sdk.ifThere(() -> s3.getBucketOwnershipControls(get -> get.bucket(bucket)))
                        .map(answer -> Sdk.tree(answer.ownershipControls())));
        there(
                tree,
                "LifecycleConfiguration",
                Sdk.ifThere(() -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)))
                        .map(Sdk::tree));
        there(
                tree,
                "ObjectLockConfiguration",
                Sdk.ifThere(() -> s3.getObjectLockConfiguration(get -> get.bucket(bucket)))
                        .map(answer -> Sdk.tree(answer.objectLockConfiguration())));
        tree.put(
                "ObjectLockEnabled",
                "Enabled"
                        .equals(
                                tree.path("ObjectLockConfiguration")
                                        .path("ObjectLockEnabled")
                                        .asText()));
        there(
                tree,
                "LoggingConfiguration",
                Optional.ofNullable(s3.getBucketLogging(get -> get.bucket(bucket)).loggingEnabled())
                        .map(Sdk::tree));
        there(
                tree,
                "Tags",
                Sdk.ifThere(() -> s3.getBucketTagging(get -> get.bucket(bucket)))
                        .map(answer -> Sdk.tree(answer).path("TagSet")));
        return tree;
    }

    private static void there(ObjectNode tree, String name, Optional<? extends JsonNode> value) {
        value.ifPresent(settings -> tree.set(name, settings));
    }
}
