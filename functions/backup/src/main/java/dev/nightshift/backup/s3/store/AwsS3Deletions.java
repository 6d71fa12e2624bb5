package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.backup.s3.store.ObjectStore.Refusal;
import dev.nightshift.core.aws.AwsErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Removes versions: all at once, except keys that XML has no letters for. */
final class AwsS3Deletions {
    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion");

    private AwsS3Deletions() {}

    static List<Refusal> delete(S3Client s3, String bucket, List<ObjectVersion> versions) {
        var byKind = versions.stream().collect(Collectors.partitioningBy(it -> isText(it.key())));
        var refused = new ArrayList<Refusal>();
        var together = byKind.getOrDefault(true, List.of());
        if (!together.isEmpty()) {
            refused.addAll(deleteTogether(s3, bucket, together));
        }
        for (var version : byKind.getOrDefault(false, List.of())) {
            refused.addAll(deleteOne(s3, bucket, version));
        }
        return refused;
    }

    /** Control characters and line ends do not survive a document. */
    private static boolean isText(String key) {
        return key.chars().allMatch(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF);
    }

    private static List<Refusal> deleteTogether(
            S3Client s3, String bucket, List<ObjectVersion> versions) {
        var named =
                versions.stream()
                        .map(
                                it ->
                                        ObjectIdentifier.builder()
                                                .key(it.key())
                                                .versionId(AwsS3Types.named(it.version()))
                                                .build())
                        .toList();
        try {
            return s3
                    .deleteObjects(
                            request ->
                                    request.bucket(bucket)
                                            .delete(it -> it.objects(named).quiet(true)))
                    .errors()
                    .stream()
                    .filter(it -> !GONE.contains(it.code()))
                    .map(
                            it ->
                                    new Refusal(
                                            new ObjectVersion(
                                                    it.key(), AwsS3Types.text(it.versionId(), "")),
                                            it.code(),
                                            AwsS3Types.text(it.message(), "")))
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.translate(
                    "delete %d objects of %s".formatted(versions.size(), bucket), e);
        }
    }

    private static List<Refusal> deleteOne(S3Client s3, String bucket, ObjectVersion version) {
        try {
            s3.deleteObject(
                    request ->
                            request.bucket(bucket)
                                    .key(version.key())
                                    .versionId(AwsS3Types.named(version.version())));
            return List.of();
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404) {
                return List.of();
            }
            if (e.statusCode() == 403) {
                return List.of(
                        new Refusal(version, AwsErrors.code(e), String.valueOf(e.getMessage())));
            }
            throw AwsErrors.translate("delete %s/%s".formatted(bucket, version.key()), e);
        } catch (SdkException e) {
            throw AwsErrors.translate("delete %s/%s".formatted(bucket, version.key()), e);
        }
    }
}
