package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * One copy in parts. Unlike {@code CopyObject} it carries nothing over but bytes: properties, tags,
 * storage class and the kind of checksum are read from the source and set again.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">
 *     UploadPartCopy</a>
 */
final class AwsS3MultipartCopy {
    private static final int AT_ONCE = 16;

    private final AwsS3Clients clients;
    private final String region;
    private final S3Client s3;
    private final Copy copy;
    private final Optional<LongCopy> progress;
    private final LongUnaryOperator partBytes;
    private Optional<Upload> upload;

    /**
     * @param progress if there may be no time for all of it; without, an upload that fails is
     *     aborted in any case
     */
    AwsS3MultipartCopy(
            AwsS3Clients clients, String region, Copy copy, Optional<LongCopy> progress) {
        this(clients, region, copy, progress, Parts::bytes);
    }

    AwsS3MultipartCopy(
            AwsS3Clients clients,
            String region,
            Copy copy,
            Optional<LongCopy> progress,
            LongUnaryOperator partBytes) {
        this.clients = clients;
        this.region = region;
        this.s3 = clients.at(region);
        this.copy = copy;
        this.progress = progress;
        this.partBytes = partBytes;
        this.upload = progress.flatMap(LongCopy::begun);
    }

    /**
     * @return empty if there is no more time; the upload is there then
     */
    Optional<CopyResult> run() {
        try {
            var sourceClient = clients.of(copy.fromBucket(), region);
            var source = AwsS3Copies.head(sourceClient, copy);
            AwsS3Copies.refuseArchived(copy, source.storageClass());
            if (!AwsS3Copies.condition(copy).isEmpty() && !copy.ifMatch().equals(source.etag())) {
                upload.ifPresent(begun -> AwsS3Copies.abort(s3, begun));
                return Optional.of(new CopyResult.Changed());
            }
            if (isTimeUp()) {
                return Optional.empty();
            }
            var there = upload.map(begun -> parts(begun, source)).orElse(Map.of());
            var into = upload.isPresent() ? upload.get() : begin(source, sourceClient);
            return parts(into, source, there).map(parts -> complete(into, parts));
        } catch (RuntimeException | Error e) {
            if (!isKept(e)) {
                upload.ifPresent(begun -> abandon(begun, e));
            }
            throw e;
        }
    }

    private boolean isTimeUp() {
        return progress.filter(LongCopy::isTimeUp).isPresent();
    }

    /** Whether it is worth to go on with it once S3 answers again. */
    private boolean isKept(Throwable e) {
        var kind =
                switch (e) {
                    case CloudException failure -> failure.kind();
                    case SdkException failure ->
                            AwsErrors.translate(AwsS3Copies.doing(copy), failure).kind();
                    default -> Kind.REJECTED;
                };
        return progress.isPresent() && (kind == Kind.UNREACHABLE || kind == Kind.THROTTLED);
    }

    /** What failed first is what is told. */
    private void abandon(Upload begun, Throwable cause) {
        try {
            AwsS3Copies.abort(s3, begun);
        } catch (CloudException e) {
            cause.addSuppressed(e);
        }
    }

    private static String tagging(List<software.amazon.awssdk.services.s3.model.Tag> tags) {
        return tags.stream()
                .map(
                        tag ->
                                S3Encoding.component(tag.key())
                                        + "="
                                        + S3Encoding.component(tag.value()))
                .collect(java.util.stream.Collectors.joining("&"));
    }

    /** As asked for, else as it is: a restore gives back the class that an object had. */
    private String storageClass(Head source) {
        return copy.storageClass().isEmpty() ? source.storageClass() : copy.storageClass();
    }

    private Upload begin(Head source, S3Client sourceClient) {
        // what HEAD counts depends on permissions: the tags are always asked for
        var tags =
                sourceClient
                        .getObjectTagging(
                                request ->
                                        request.bucket(copy.fromBucket())
                                                .key(copy.fromKey())
                                                .versionId(AwsS3Types.named(copy.fromVersion())))
                        .tagSet();
        var request =
                CreateMultipartUploadRequest.builder()
                        .bucket(copy.toBucket())
                        .key(copy.toKey())
                        .tagging(AwsS3Types.named(tags.isEmpty() ? "" : tagging(tags)))
                        .storageClass(
                                AwsS3Types.named(AwsS3Copies.unlessStandard(storageClass(source))))
                        .contentType(
                                source.properties()
                                        .getOrDefault("content-type", "binary/octet-stream"));
        if (!source.checksum().isEmpty()) {
            request.checksumAlgorithm(
                    source.checksum().substring(0, source.checksum().indexOf(':')));
        }
        request.overrideConfiguration(
                it ->
                        source.properties()
                                .forEach(
                                        (name, value) -> {
                                            if (!name.equals("content-type")) {
                                                it.putHeader(name, value);
                                            }
                                        }));
        var begun =
                new Upload(
                        copy.toBucket(),
                        copy.toKey(),
                        s3.createMultipartUpload(request.build()).uploadId());
        upload = Optional.of(begun);
        progress.ifPresent(it -> it.began(begun));
        return begun;
    }

    /** Those that are there, by their numbers; what has another size is copied again. */
    private Map<Integer, CompletedPart> parts(Upload begun, Head source) {
        var there = new HashMap<Integer, CompletedPart>();
        long step = partBytes.applyAsLong(source.sizeBytes());
        s3
                .listPartsPaginator(
                        request ->
                                request.bucket(begun.bucket())
                                        .key(begun.key())
                                        .uploadId(begun.id()))
                .parts()
                .stream()
                .filter(
                        it ->
                                it.size()
                                        == Math.min(
                                                step,
                                                source.sizeBytes() - (it.partNumber() - 1) * step))
                .forEach(it -> there.put(it.partNumber(), AwsS3Types.completed(it)));
        return there;
    }

    /**
     * @return empty if there was no time for all
     */
    private Optional<List<CompletedPart>> parts(
            Upload into, Head source, Map<Integer, CompletedPart> there) {
        long size = source.sizeBytes();
        long step = partBytes.applyAsLong(size);
        var free = new Semaphore(AT_ONCE);
        var begun = new ArrayList<Future<Optional<CompletedPart>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long from = 0; from < size; from += step) {
                int number = begun.size() + 1;
                var range = "bytes=%d-%d".formatted(from, Math.min(from + step, size) - 1);
                var known = Optional.ofNullable(there.get(number));
                begun.add(
                        threads.submit(
                                () -> {
                                    if (known.isPresent()) {
                                        return known;
                                    }
                                    free.acquire();
                                    try {
                                        return isTimeUp()
                                                ? Optional.<CompletedPart>empty()
                                                : Optional.of(part(into, source, number, range));
                                    } finally {
                                        free.release();
                                    }
                                }));
            }
            var parts = begun.stream().map(part -> await(part, threads::shutdownNow)).toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? Optional.of(parts.stream().flatMap(Optional::stream).toList())
                    : Optional.empty();
        }
    }

    private static <T> T await(Future<T> part, Runnable stop) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            stop.run();
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            stop.run();
            Thread.currentThread().interrupt();
            throw new CloudException(Kind.UNREACHABLE, "interrupted during a copy", e);
        }
    }

    private CompletedPart part(Upload into, Head source, int number, String range) {
        var answer =
                s3.uploadPartCopy(
                        request ->
                                request.sourceBucket(copy.fromBucket())
                                        .sourceKey(copy.fromKey())
                                        .sourceVersionId(AwsS3Types.named(copy.fromVersion()))
                                        // all parts of one state, whatever happens meanwhile
                                        .copySourceIfMatch(
                                                AwsS3Types.named(
                                                        copy.fromVersion().isEmpty()
                                                                ? S3Headers.quoted(source.etag())
                                                                : ""))
                                        .copySourceRange(range)
                                        .destinationBucket(into.bucket())
                                        .destinationKey(into.key())
                                        .uploadId(into.id())
                                        .partNumber(number)
                                        .overrideConfiguration(
                                                it ->
                                                        it.apiCallTimeout(
                                                                AwsS3ObjectStore.LONG_CALL)));
        var copied = answer.copyPartResult();
        if (copied == null || copied.eTag() == null) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not " + AwsS3Copies.doing(copy) + ": the answer was cut short");
        }
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(copied.eTag())
                .checksumCRC32(copied.checksumCRC32())
                .checksumCRC32C(copied.checksumCRC32C())
                .checksumCRC64NVME(copied.checksumCRC64NVME())
                .checksumSHA1(copied.checksumSHA1())
                .checksumSHA256(copied.checksumSHA256())
                .build();
    }

    private CopyResult complete(Upload into, List<CompletedPart> parts) {
        var answer =
                s3.completeMultipartUpload(
                        request ->
                                request.bucket(into.bucket())
                                        .key(into.key())
                                        .uploadId(into.id())
                                        .ifNoneMatch(
                                                AwsS3Types.named(copy.onlyIfAbsent() ? "*" : ""))
                                        .multipartUpload(it -> it.parts(parts))
                                        .overrideConfiguration(
                                                it ->
                                                        it.apiCallTimeout(
                                                                AwsS3ObjectStore.LONG_CALL)));
        if (answer.eTag() == null) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not " + AwsS3Copies.doing(copy) + ": the answer was cut short");
        }
        return new CopyResult.Copied(
                S3Headers.unquoted(answer.eTag()), AwsS3Types.text(answer.versionId(), ""));
    }
}
