package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * Copies an object within S3: in one call if it may, else in parts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/copy-object.html">Copying,
 *     moving, and renaming objects</a>
 */
final class AwsS3Copies {
    private AwsS3Copies() {}

    static CopyResult copy(AwsS3Clients clients, String region, Copy copy) {
        refuseArchived(copy, copy.storageClass());
        if (copy.sizeBytes() > ObjectStore.LARGEST_SINGLE_COPY_BYTES) {
            return inParts(clients, region, copy, Optional.empty()).orElseThrow();
        }
        try {
            return inOne(clients, region, copy);
        } catch (AwsServiceException e) {
            return outcome(copy, e);
        } catch (SdkException e) {
            throw AwsErrors.translate(doing(copy), e);
        }
    }

    /**
     * @param progress if there may be no time for all of it
     * @return empty if there is no more time
     */
    static Optional<CopyResult> inParts(
            AwsS3Clients clients, String region, Copy copy, Optional<LongCopy> progress) {
        refuseArchived(copy, copy.storageClass());
        try {
            return new AwsS3MultipartCopy(clients, region, copy, progress).run();
        } catch (AwsServiceException e) {
            return Optional.of(outcome(copy, e));
        } catch (SdkException e) {
            throw AwsErrors.translate(doing(copy), e);
        }
    }

    static String doing(Copy copy) {
        return "copy %s/%s to %s/%s"
                .formatted(copy.fromBucket(), copy.fromKey(), copy.toBucket(), copy.toKey());
    }

    /**
     * @throws CloudException that says what to do, if that class cannot be read
     */
    static void refuseArchived(Copy copy, String storageClass) {
        if (Archive.holds(storageClass)) {
            throw archived(copy, storageClass);
        }
    }

    private static CloudException archived(Copy copy, String storageClass) {
        return new CloudException(
                Kind.REJECTED,
                ("could not %s: InvalidObjectState: it is in %s and cannot be read; restore it"
                                + " first (aws s3api restore-object), or leave it out")
                        .formatted(doing(copy), storageClass));
    }

    private static CopyResult outcome(Copy copy, AwsServiceException e) {
        return outcome(
                copy, e.statusCode(), AwsErrors.code(e), AwsErrors.translate(doing(copy), e));
    }

    /**
     * What a refused copy means.
     *
     * @param otherwise to be thrown if it is an error
     */
    static CopyResult outcome(Copy copy, int status, String code, CloudException otherwise) {
        if (status == 412 || code.equals("PreconditionFailed")) {
            return new CopyResult.Changed();
        }
        if (code.equals("NoSuchKey")
                || code.equals("NoSuchVersion")
                // no body, no code: HEAD of the source
                || (status == 404 && code.isEmpty())
                // the version is a delete marker
                || (status == 405 && code.equals("MethodNotAllowed"))) {
            return new CopyResult.Gone();
        }
        if (code.equals("InvalidObjectState")) {
            throw archived(
                    copy, copy.storageClass().isEmpty() ? "an archive" : copy.storageClass());
        }
        throw otherwise;
    }

    private static CopyResult inOne(AwsS3Clients clients, String region, Copy copy) {
        var storageClass = copy.storageClass();
        if (storageClass.isEmpty()) {
            var source = head(clients.of(copy.fromBucket(), region), copy);
            storageClass = source.storageClass();
            refuseArchived(copy, storageClass);
        }
        var wanted = storageClass;
        var answer =
                clients.at(region)
                        .copyObject(
                                request ->
                                        request.sourceBucket(copy.fromBucket())
                                                .sourceKey(copy.fromKey())
                                                .sourceVersionId(
                                                        AwsS3Types.named(copy.fromVersion()))
                                                .copySourceIfMatch(
                                                        AwsS3Types.named(condition(copy)))
                                                .destinationBucket(copy.toBucket())
                                                .destinationKey(copy.toKey())
                                                .ifNoneMatch(
                                                        AwsS3Types.named(
                                                                copy.onlyIfAbsent() ? "*" : ""))
                                                .metadataDirective(MetadataDirective.COPY)
                                                .taggingDirective(TaggingDirective.COPY)
                                                .storageClass(
                                                        AwsS3Types.named(unlessStandard(wanted)))
                                                .overrideConfiguration(
                                                        it ->
                                                                it.apiCallTimeout(
                                                                        AwsS3ObjectStore
                                                                                .LONG_CALL)));
        if (answer.copyObjectResult() == null || answer.copyObjectResult().eTag() == null) {
            throw new CloudException(
                    Kind.UNREACHABLE, "could not " + doing(copy) + ": the answer was cut short");
        }
        return new CopyResult.Copied(
                S3Headers.unquoted(answer.copyObjectResult().eTag()),
                AwsS3Types.text(answer.versionId(), ""));
    }

    /** STANDARD is what S3 takes if none is named. */
    static String unlessStandard(String storageClass) {
        return storageClass.equals("STANDARD") ? "" : storageClass;
    }

    /** Empty if any state of the source will do. */
    static String condition(Copy copy) {
        return copy.ifMatch().isEmpty() || !copy.fromVersion().isEmpty()
                ? ""
                : S3Headers.quoted(copy.ifMatch());
    }

    static Head head(S3Client s3, Copy copy) {
        return S3Headers.head(
                AwsS3Types.headers(
                        s3.headObject(
                                        request ->
                                                request.bucket(copy.fromBucket())
                                                        .key(copy.fromKey())
                                                        .versionId(
                                                                AwsS3Types.named(
                                                                        copy.fromVersion()))
                                                        .checksumMode("ENABLED"))
                                .sdkHttpResponse()));
    }

    static void abort(S3Client s3, Upload upload) {
        try {
            s3.abortMultipartUpload(
                    request ->
                            request.bucket(upload.bucket())
                                    .key(upload.key())
                                    .uploadId(upload.id()));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw AwsErrors.translate("abort an upload to " + upload.key(), e);
            }
        } catch (SdkException e) {
            throw AwsErrors.translate("abort an upload to " + upload.key(), e);
        }
    }
}
