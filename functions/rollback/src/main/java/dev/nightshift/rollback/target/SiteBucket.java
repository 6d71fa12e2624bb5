package dev.nightshift.rollback.target;

import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.service.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Whether a bucket can be trusted with its own past: it keeps versions, has not removed those of
 * then, and its ETags tell whether two of them are alike.
 */
final class SiteBucket {
    private final S3Client s3;
    private final Target.StaticSite target;

    SiteBucket(S3Client s3, Target.StaticSite target) {
        this.s3 = s3;
        this.target = target;
    }

    /** Why the bucket cannot be taken back to how it was, if it cannot. */
    Optional<String> obstacle(Instant then, Instant now) {
        if (!keepsVersions()) {
            return Optional.of(
                    "the bucket "
                            + target.bucket()
                            + " keeps no versions: turn versioning on, and releases from then on"
                            + " can be gone back to");
        }
        return encryption().or(() -> removed(then, now));
    }

    private boolean keepsVersions() {
        return Calls.ask(
                                "read whether " + target.bucket() + " keeps versions",
                                () ->
                                        s3.getBucketVersioning(
                                                request -> request.bucket(target.bucket())))
                        .status()
                == BucketVersioningStatus.ENABLED;
    }

    private Optional<String> encryption() {
        try {
            return s3
                    .getBucketEncryption(request -> request.bucket(target.bucket()))
                    .serverSideEncryptionConfiguration()
                    .rules()
                    .stream()
                    .map(rule -> rule.applyServerSideEncryptionByDefault())
                    .filter(
                            byDefault ->
                                    byDefault != null
                                            && byDefault.sseAlgorithm()
                                                    != ServerSideEncryption.AES256)
                    .findFirst()
                    .map(
                            byDefault ->
                                    "the bucket %s encrypts with %s, and so its ETags do not tell whether two versions are alike"
                                            .formatted(
                                                    target.bucket(),
                                                    byDefault.sseAlgorithmAsString()));
        } catch (SdkException failure) {
            return orNothing(
                    failure,
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "read how " + target.bucket() + " is encrypted");
        }
    }

    /** What was current then was overwritten after then, and is kept for so long from there on. */
    private Optional<String> removed(Instant then, Instant now) {
        try {
            return s3
                    .getBucketLifecycleConfiguration(request -> request.bucket(target.bucket()))
                    .rules()
                    .stream()
                    .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
                    .filter(rule -> rule.noncurrentVersionExpiration() != null)
                    .filter(this::concerns)
                    .map(rule -> rule.noncurrentVersionExpiration().noncurrentDays())
                    .min(Comparator.naturalOrder())
                    .filter(days -> then.isBefore(now.minus(Duration.ofDays(days))))
                    .map(
                            days ->
                                    "a lifecycle rule removes former versions after %d days: the site as of %s may not be whole any more"
                                            .formatted(days, then));
        } catch (SdkException failure) {
            return orNothing(
                    failure,
                    "NoSuchLifecycleConfiguration",
                    "read the lifecycle of " + target.bucket());
        }
    }

    /** A rule that says no prefix here is taken to concern everything. */
    private boolean concerns(LifecycleRule rule) {
        var filter = Optional.ofNullable(rule.filter());
        var prefix =
                filter.map(LifecycleRuleFilter::prefix)
                        .or(
                                () ->
                                        filter.map(LifecycleRuleFilter::and)
                                                .map(LifecycleRuleAndOperator::prefix))
                        .orElse("");
        return prefix.startsWith(target.prefix()) || target.prefix().startsWith(prefix);
    }

    private static Optional<String> orNothing(SdkException failure, String none, String doing) {
        if (failure instanceof S3Exception refusal && AwsErrors.code(refusal).equals(none)) {
            return Optional.empty();
        }
        throw AwsErrors.translate(doing, failure);
    }
}
