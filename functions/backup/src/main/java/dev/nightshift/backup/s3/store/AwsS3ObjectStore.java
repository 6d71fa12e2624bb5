package dev.nightshift.backup.s3.store;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** S3 in one region, through the SDK's client. */
final class AwsS3ObjectStore implements ObjectStore {
    /** S3 copies at some 100 MB/s, and answers when it is done. */
    static final Duration LONG_CALL = Duration.ofMinutes(10);

    private static final String MARKED_REGION = "x-amz-bucket-region";

    private final AwsS3Clients clients;
    private final String region;
    private final S3Client s3;

    AwsS3ObjectStore(AwsS3Clients clients, String region) {
        this.clients = clients;
        this.region = region;
        this.s3 = clients.at(region);
    }

    @Override
    public List<String> buckets() {
        return call(
                "list the buckets",
                () ->
                        s3.listBucketsPaginator(request -> request.maxBuckets(PAGE)).stream()
                                .flatMap(page -> page.buckets().stream())
                                .map(software.amazon.awssdk.services.s3.model.Bucket::name)
                                .toList());
    }

    @Override
    public Optional<Bucket> bucket(String name) {
        var where = region(name);
        if (where.isPresent() && !where.get().equals(region)) {
            return new AwsS3ObjectStore(clients, where.get()).described(name);
        }
        return where.isEmpty() ? Optional.empty() : described(name);
    }

    /**
     * @return empty if there is no such bucket
     */
    private Optional<String> region(String bucket) {
        try {
            var answer = s3.headBucket(request -> request.bucket(bucket));
            return Optional.of(Optional.ofNullable(answer.bucketRegion()).orElse(region));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            // a bucket elsewhere: 301, 400 or 403, and where it is
            return Optional.of(
                    Optional.ofNullable(e.awsErrorDetails())
                            .flatMap(it -> Optional.ofNullable(it.sdkHttpResponse()))
                            .flatMap(it -> it.firstMatchingHeader(MARKED_REGION))
                            .filter(it -> !it.equals(region))
                            .orElseThrow(() -> failed("look at bucket " + bucket, e)));
        } catch (SdkException e) {
            throw AwsErrors.translate("look at bucket " + bucket, e);
        }
    }

    private Optional<Bucket> described(String name) {
        var versioning =
                call(
                        "ask whether bucket " + name + " keeps versions",
                        () -> s3.getBucketVersioning(request -> request.bucket(name)));
        return Optional.of(
                new Bucket(
                        name,
                        region,
                        versioning.status() == BucketVersioningStatus.ENABLED,
                        bucketTags(name)));
    }

    private Map<String, String> bucketTags(String bucket) {
        var doing = "read the tags of bucket " + bucket;
        try {
            return map(s3.getBucketTagging(request -> request.bucket(bucket)).tagSet());
        } catch (AwsServiceException e) {
            // the second from servers that know no tags of buckets at all
            if (AwsErrors.code(e).equals("NoSuchTagSet")
                    || AwsErrors.code(e).equals("NotImplemented")) {
                return Map.of();
            }
            throw failed(doing, e);
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }

    @Override
    public Page<Listed> list(String bucket, String prefix, String after) {
        var page =
                call(
                        "list bucket " + bucket,
                        () ->
                                s3.listObjectsV2(
                                        request ->
                                                request.bucket(bucket)
                                                        .prefix(prefix)
                                                        .startAfter(AwsS3Types.named(after))
                                                        .maxKeys(PAGE)
                                                        .encodingType(EncodingType.URL)));
        return new Page<>(
                page.contents().stream()
                        .map(
                                it ->
                                        new Listed(
                                                it.key(),
                                                it.size(),
                                                it.lastModified(),
                                                S3Headers.unquoted(it.eTag()),
                                                AwsS3Types.text(
                                                        it.storageClassAsString(), "STANDARD"),
                                                "",
                                                true,
                                                false))
                        .toList(),
                Boolean.TRUE.equals(page.isTruncated()));
    }

    @Override
    public Page<Listed> listVersions(String bucket, String prefix, Optional<Mark> after) {
        var page =
                call(
                        "list the versions in bucket " + bucket,
                        () ->
                                s3.listObjectVersions(
                                        request ->
                                                request.bucket(bucket)
                                                        .prefix(prefix)
                                                        .keyMarker(
                                                                AwsS3Types.named(
                                                                        after.map(Mark::key)
                                                                                .orElse("")))
                                                        .versionIdMarker(
                                                                AwsS3Types.named(
                                                                        after.map(Mark::version)
                                                                                .orElse("")))
                                                        .maxKeys(PAGE)
                                                        .encodingType(EncodingType.URL)));
        return new Page<>(entries(page), Boolean.TRUE.equals(page.isTruncated()));
    }

    /** The SDK parts versions and markers; they are put back in S3's order. */
    private static List<Listed> entries(ListObjectVersionsResponse page) {
        var all = new ArrayList<Listed>();
        page.versions()
                .forEach(
                        it ->
                                all.add(
                                        new Listed(
                                                it.key(),
                                                it.size(),
                                                it.lastModified(),
                                                S3Headers.unquoted(AwsS3Types.text(it.eTag(), "")),
                                                AwsS3Types.text(
                                                        it.storageClassAsString(), "STANDARD"),
                                                it.versionId(),
                                                it.isLatest(),
                                                false)));
        page.deleteMarkers()
                .forEach(
                        it ->
                                all.add(
                                        new Listed(
                                                it.key(),
                                                0,
                                                it.lastModified(),
                                                "",
                                                "",
                                                it.versionId(),
                                                it.isLatest(),
                                                true)));
        all.sort(S3Documents.BY_KEY_NEWEST_FIRST);
        return all;
    }

    @Override
    public Optional<Head> head(String bucket, String key, String version) {
        try {
            var answer =
                    s3.headObject(
                            request ->
                                    request.bucket(bucket)
                                            .key(key)
                                            .versionId(AwsS3Types.named(version))
                                            .checksumMode("ENABLED"));
            return Optional.of(S3Headers.head(AwsS3Types.headers(answer.sdkHttpResponse())));
        } catch (SdkException e) {
            // 405: that version is a delete marker
            if (e instanceof AwsServiceException refusal
                    && (refusal.statusCode() == 404 || refusal.statusCode() == 405)) {
                return Optional.empty();
            }
            throw failed("look at " + bucket + "/" + key, e);
        }
    }

    @Override
    public InputStream get(String bucket, String key, String version) {
        return call(
                "read " + bucket + "/" + key,
                () ->
                        s3.getObject(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .versionId(AwsS3Types.named(version))));
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Body body, Map<String, String> tags) {
        try {
            s3.putObject(writing(bucket, key, body, tags).ifNoneMatch("*").build(), content(body));
            return true;
        } catch (AwsServiceException e) {
            if (e.statusCode() == 412 || e.statusCode() == 409) {
                return false;
            }
            throw failed("write " + bucket + "/" + key, e);
        } catch (SdkException e) {
            throw failed("write " + bucket + "/" + key, e);
        }
    }

    @Override
    public void put(String bucket, String key, Body body, Map<String, String> tags) {
        call(
                "write " + bucket + "/" + key,
                () -> s3.putObject(writing(bucket, key, body, tags).build(), content(body)));
    }

    private static PutObjectRequest.Builder writing(
            String bucket, String key, Body body, Map<String, String> tags) {
        var request = PutObjectRequest.builder().bucket(bucket).key(key);
        if (!tags.isEmpty()) {
            request.tagging(Tagging.builder().tagSet(AwsS3Types.tags(tags)).build());
        }
        return request.contentType(body.contentType());
    }

    private static RequestBody content(Body body) {
        return RequestBody.fromContentProvider(
                body.open()::get, body.lengthBytes(), body.contentType());
    }

    @Override
    public CopyResult copy(Copy copy) {
        return AwsS3Copies.copy(clients, region, copy);
    }

    @Override
    public Optional<CopyResult> copyInParts(Copy copy, LongCopy progress) {
        return AwsS3Copies.inParts(clients, region, copy, Optional.of(progress));
    }

    @Override
    public SortedMap<String, String> tags(String bucket, String key, String version) {
        return map(
                call(
                                "read the tags of " + bucket + "/" + key,
                                () ->
                                        s3.getObjectTagging(
                                                request ->
                                                        request.bucket(bucket)
                                                                .key(key)
                                                                .versionId(
                                                                        AwsS3Types.named(version))))
                        .tagSet());
    }

    @Override
    public void setTags(String bucket, String key, String version, Map<String, String> tags) {
        call(
                "tag " + bucket + "/" + key,
                () ->
                        s3.putObjectTagging(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .versionId(AwsS3Types.named(version))
                                                .tagging(it -> it.tagSet(AwsS3Types.tags(tags)))));
    }

    @Override
    public List<Refusal> delete(String bucket, List<ObjectVersion> versions) {
        if (versions.size() > PAGE) {
            throw new IllegalArgumentException("more than " + PAGE + " at once");
        }
        return AwsS3Deletions.delete(s3, bucket, versions);
    }

    @Override
    public List<Upload> uploads(String bucket, String prefix) {
        return call(
                "list unfinished uploads to " + bucket,
                () ->
                        s3
                                .listMultipartUploadsPaginator(
                                        request ->
                                                request.bucket(bucket)
                                                        .prefix(prefix)
                                                        .encodingType(EncodingType.URL))
                                .uploads()
                                .stream()
                                .map(it -> new Upload(bucket, it.key(), it.uploadId()))
                                .toList());
    }

    @Override
    public void abort(Upload upload) {
        AwsS3Copies.abort(s3, upload);
    }

    private <T> T call(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failed(doing, e);
        }
    }

    private CloudException failed(String doing, SdkException e) {
        if (e instanceof AwsServiceException refusal && refusal.statusCode() == 301) {
            var there =
                    Optional.ofNullable(refusal.awsErrorDetails())
                            .flatMap(it -> Optional.ofNullable(it.sdkHttpResponse()))
                            .flatMap(it -> it.firstMatchingHeader(MARKED_REGION))
                            .orElse("another region");
            return new CloudException(
                    Kind.REJECTED,
                    "could not %s: it is in %s, not in %s".formatted(doing, there, region),
                    e);
        }
        return AwsErrors.translate(doing, e);
    }

    private static SortedMap<String, String> map(List<Tag> tags) {
        var map = new TreeMap<String, String>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }
}
