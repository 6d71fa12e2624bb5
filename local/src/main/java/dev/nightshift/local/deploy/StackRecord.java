package dev.nightshift.local.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightshift.local.deploy.make.Clients;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What a deployment has made, kept where it made it: as an object in the emulator's bootstrap
 * bucket. So it is gone when the emulator is, and never speaks of another one.
 */
final class StackRecord {
    /**
     * One resource.
     *
     * @param retained whether it stays when the template no longer has it
     * @param declaration a digest of what was declared: what has since vanished from a template
     *     leaves nothing to compare with
     */
    record Entry(String type, String id, boolean retained, String declaration) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clients aws;
    private final String bucket;
    private final String key;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private StackRecord(Clients aws, String bucket, String stack) {
        this.aws = aws;
        this.bucket = bucket;
        this.key = "nightshift-local/" + stack + ".json";
    }

    /** The bucket that {@code cdk bootstrap} makes. */
    static String bootstrapBucket(String account, String region) {
        return "cdk-hnb659fds-assets-" + account + "-" + region;
    }

    static StackRecord load(Clients aws, String account, String stack) {
        var bucket = bootstrapBucket(account, aws.region());
        var stored = new StackRecord(aws, bucket, stack);
        try {
            var text =
                    aws.s3()
                            .getObjectAsBytes(get -> get.bucket(bucket).key(stored.key))
                            .asUtf8String();
            for (var entry : JSON.readTree(text).properties()) {
                var json = entry.getValue();
                stored.entries.put(
                        entry.getKey(),
                        new Entry(
                                json.path("type").asText(),
                                json.path("id").asText(),
                                json.path("retained").asBoolean(),
                                json.path("declaration").asText()));
            }
        } catch (NoSuchKeyException
                | software.amazon.awssdk.services.s3.model.NoSuchBucketException e) {
            // nothing was ever deployed here
            return stored;
        } catch (JsonProcessingException e) {
            throw new DeploymentException("s3://%s/%s is damaged".formatted(bucket, stored.key), e);
        }
        return stored;
    }

    /** Makes a bucket for assets and records, if it is not there. */
    static void ensureBucket(Clients aws, String bucket) {
        try {
            aws.s3()
                    .createBucket(
                            create -> {
                                create.bucket(bucket);
                                if (!aws.region().equals("us-east-1")) {
                                    create.createBucketConfiguration(
                                            configuration ->
                                                    configuration.locationConstraint(aws.region()));
                                }
                            });
        } catch (BucketAlreadyOwnedByYouException e) {
            // made by an earlier deployment, or by cdk bootstrap
            return;
        }
    }

    Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /** The ids in the order in which they were made. */
    java.util.List<String> order() {
        return java.util.List.copyOf(entries.keySet());
    }

    java.util.Optional<Entry> get(String logicalId) {
        return java.util.Optional.ofNullable(entries.get(logicalId));
    }

    void put(String logicalId, Entry entry) {
        if (!entry.equals(entries.put(logicalId, entry))) {
            save();
        }
    }

    void remove(String logicalId) {
        entries.remove(logicalId);
        save();
    }

    private void save() {
        var json = JSON.createObjectNode();
        entries.forEach(
                (logicalId, entry) ->
                        json.putObject(logicalId)
                                .put("type", entry.type())
                                .put("id", entry.id())
                                .put("retained", entry.retained())
                                .put("declaration", entry.declaration()));
        aws.s3()
                .putObject(
                        put -> put.bucket(bucket).key(key),
                        RequestBody.fromString(json.toPrettyString()));
    }
}
