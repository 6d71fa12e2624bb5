package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.sight;

import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.work.Together;
import dev.nightshift.costs.waste.WasteGateway.RulesBefore;
import dev.nightshift.costs.waste.WasteUndo;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Sight;
import dev.nightshift.costs.waste.find.Thresholds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Buckets. S3 replaces tags and lifecycle as a whole: what is there is read, and written with the
 * change.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">Amazon S3 API Reference</a>
 */
final class AwsStores {
    private static final int AT_ONCE = 8;
    private static final int PAGE = 1_000;

    private final AwsWasteClients clients;
    private final Clock clock;

    AwsStores(AwsWasteClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    List<Resource> buckets() {
        var here =
                call(
                        "list the buckets",
                        () ->
                                clients
                                        .s3()
                                        .listBucketsPaginator(
                                                r ->
                                                        r.bucketRegion(clients.region())
                                                                .maxBuckets(PAGE))
                                        .buckets()
                                        .stream()
                                        .toList());
        return Together.map(here, AT_ONCE, this::bucket);
    }

    private Resource bucket(Bucket bucket) {
        return bucket(bucket.name(), Optional.ofNullable(bucket.creationDate()));
    }

    Optional<Resource> bucket(String name) {
        boolean there =
                AwsCalls.find(
                                "look at bucket " + name,
                                () ->
                                        Optional.of(
                                                clients.s3()
                                                        .headBucket(
                                                                HeadBucketRequest.builder()
                                                                        .bucket(name)
                                                                        .build())))
                        .isPresent();
        return there ? Optional.of(bucket(name, Optional.empty())) : Optional.empty();
    }

    private Resource bucket(String name, Optional<Instant> created) {
        return new Resource(
                clients.region(),
                name,
                created,
                sight("read the tags of bucket " + name, () -> tags(name)),
                new Detail.Bucket(
                        sight("read the lifecycle of bucket " + name, () -> lifecycle(rules(name))),
                        sight("list the uploads to bucket " + name, () -> staleUploads(name))),
                Map.of());
    }

    private Map<String, String> tags(String bucket) {
        try {
            return AwsTags.of(
                    clients.s3().getBucketTagging(r -> r.bucket(bucket)).tagSet(),
                    Tag::key,
                    Tag::value);
        } catch (S3Exception e) {
            if (AwsErrors.code(e).equals("NoSuchTagSet")) {
                return Map.of();
            }
            throw e;
        }
    }

    Optional<GetBucketLifecycleConfigurationResponse> rules(String bucket) {
        try {
            return Optional.of(clients.s3().getBucketLifecycleConfiguration(r -> r.bucket(bucket)));
        } catch (S3Exception e) {
            if (AwsErrors.code(e).equals("NoSuchLifecycleConfiguration")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Detail.Lifecycle lifecycle(
            Optional<GetBucketLifecycleConfigurationResponse> there) {
        var enabled =
                there.stream()
                        .flatMap(config -> config.rules().stream())
                        .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
                        .toList();
        return new Detail.Lifecycle(
                enabled.size(), enabled.stream().anyMatch(AwsStores::abortsEverywhere));
    }

    // rules written before filters existed still say their prefix there
    @SuppressWarnings("deprecation")
    private static boolean abortsEverywhere(LifecycleRule rule) {
        return rule.abortIncompleteMultipartUpload() != null
                && isEmpty(rule.prefix())
                && Optional.ofNullable(rule.filter()).map(AwsStores::isWhole).orElse(true);
    }

    private static boolean isWhole(LifecycleRuleFilter filter) {
        return isEmpty(filter.prefix()) && filter.tag() == null && filter.and() == null;
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private int staleUploads(String bucket) {
        var before = clock.instant().minus(Thresholds.UPLOAD_AGE);
        return (int)
                clients
                        .s3()
                        .listMultipartUploadsPaginator(r -> r.bucket(bucket).maxUploads(PAGE))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.initiated().isBefore(before))
                        .count();
    }

    RulesBefore abortUploads(String bucket, Duration after) {
        return call(
                "add a lifecycle rule to bucket " + bucket,
                () -> {
                    var there = rules(bucket);
                    var rules =
                            new ArrayList<>(
                                    there.map(GetBucketLifecycleConfigurationResponse::rules)
                                            .orElse(List.of()));
                    rules.removeIf(rule -> WasteUndo.ABORT_RULE.equals(rule.id()));
                    rules.add(
                            LifecycleRule.builder()
                                    .id(WasteUndo.ABORT_RULE)
                                    .status(ExpirationStatus.ENABLED)
                                    .filter(f -> f.prefix(""))
                                    .abortIncompleteMultipartUpload(
                                            a -> a.daysAfterInitiation((int) after.toDays()))
                                    .build());
                    var smallest =
                            there.map(
                                    GetBucketLifecycleConfigurationResponse
                                            ::transitionDefaultMinimumObjectSizeAsString);
                    clients.s3()
                            .putBucketLifecycleConfiguration(
                                    r -> {
                                        r.bucket(bucket)
                                                .lifecycleConfiguration(c -> c.rules(rules));
                                        smallest.ifPresent(r::transitionDefaultMinimumObjectSize);
                                    });
                    return new RulesBefore(rules.size() - 1, smallest);
                });
    }

    void tag(String bucket, String key, String value) {
        call(
                "tag bucket " + bucket,
                () -> {
                    var tags = new HashMap<>(tags(bucket));
                    tags.put(key, value);
                    return put(bucket, tags);
                });
    }

    void untag(String bucket, String key) {
        call(
                "untag bucket " + bucket,
                () -> {
                    var tags = new HashMap<>(tags(bucket));
                    if (tags.remove(key) == null) {
                        return Sight.of(bucket);
                    }
                    return tags.isEmpty()
                            ? clients.s3().deleteBucketTagging(r -> r.bucket(bucket))
                            : put(bucket, tags);
                });
    }

    private Object put(String bucket, Map<String, String> tags) {
        var set =
                tags.entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList();
        return clients.s3()
                .putBucketTagging(r -> r.bucket(bucket).tagging(tagging -> tagging.tagSet(set)));
    }
}
