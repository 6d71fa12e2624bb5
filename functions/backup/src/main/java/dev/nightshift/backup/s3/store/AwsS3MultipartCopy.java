package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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
    private static final long PART_BYTES = 512L << 20;
    private static final int MOST_PARTS = 10_000;
    private static final int AT_ONCE = 16;

    private final AwsS3Clients clients;
    private final String region;
    private final S3Client s3;
    private final Copy copy;

    AwsS3MultipartCopy(AwsS3Clients clients, String region, Copy copy) {
        this.clients = clients;
        this.region = region;
        this.s3 = clients.at(region);
        this.copy = copy;
    }

    CopyResult run() {
        var sourceClient = clients.of(copy.fromBucket(), region);
        var source = AwsS3Copies.head(sourceClient, copy);
        AwsS3Copies.refuseArchived(copy, source.storageClass());
        if (!AwsS3Copies.condition(copy).isEmpty() && !copy.ifMatch().equals(source.etag())) {
            return new CopyResult.Changed();
        }
        // what HEAD counts depends on permissions: the tags are always asked for
        var tags =
                sourceClient
                        .getObjectTagging(
                                request ->
                                        request.bucket(copy.fromBucket())
                                                .key(copy.fromKey())
                                                .versionId(AwsS3Types.named(copy.fromVersion())))
                        .tagSet();
        var upload = begin(source, tags.isEmpty() ? "" : tagging(tags));
        try {
            return complete(upload, parts(upload, source));
        } catch (RuntimeException | Error e) {
            abandon(upload, e);
            throw e;
        }
    }

    /** What failed first is what is told. */
    private void abandon(Upload upload, Throwable cause) {
        try {
            AwsS3Copies.abort(s3, upload);
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

    private Upload begin(Head source, String tagging) {
        var request =
                CreateMultipartUploadRequest.builder()
                        .bucket(copy.toBucket())
                        .key(copy.toKey())
                        .tagging(AwsS3Types.named(tagging))
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
        return new Upload(
                copy.toBucket(),
                copy.toKey(),
                s3.createMultipartUpload(request.build()).uploadId());
    }

    private List<CompletedPart> parts(Upload upload, Head source) {
        long size = source.sizeBytes();
        long step = partBytes(size);
        var free = new Semaphore(AT_ONCE);
        var begun = new ArrayList<Future<CompletedPart>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long from = 0; from < size; from += step) {
                int number = begun.size() + 1;
                var range = "bytes=%d-%d".formatted(from, Math.min(from + step, size) - 1);
                begun.add(
                        threads.submit(
                                () -> {
                                    free.acquire();
                                    try {
                                        return part(upload, source, number, range);
                                    } finally {
                                        free.release();
                                    }
                                }));
            }
            return begun.stream().map(part -> await(part, threads::shutdownNow)).toList();
        }
    }

    /** At least {@link #PART_BYTES}, more if the parts would be too many. */
    static long partBytes(long size) {
        long mebibyte = 1L << 20;
        long even = (size + MOST_PARTS - 1) / MOST_PARTS;
        return Math.max(PART_BYTES, (even + mebibyte - 1) / mebibyte * mebibyte);
    }

    private static CompletedPart await(Future<CompletedPart> part, Runnable stop) {
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

    private CompletedPart part(Upload upload, Head source, int number, String range) {
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
                                        .destinationBucket(upload.bucket())
                                        .destinationKey(upload.key())
                                        .uploadId(upload.id())
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

    private CopyResult complete(Upload upload, List<CompletedPart> parts) {
        var answer =
                s3.completeMultipartUpload(
                        request ->
                                request.bucket(upload.bucket())
                                        .key(upload.key())
                                        .uploadId(upload.id())
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
