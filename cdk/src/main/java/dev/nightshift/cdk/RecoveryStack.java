package dev.nightshift.cdk;

import dev.nightshift.backup.s3.S3BackupSettings.ColdClass;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.NoncurrentVersionTransition;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * What must be left when the home region, or the main stack, is gone: the key under which copies
 * lie, and the vault. Deleting the stack leaves both.
 */
final class RecoveryStack extends Stack {
    /** In KMS's words; the longest it offers. */
    private static final Duration SECOND_THOUGHTS = Duration.days(30);

    RecoveryStack(Construct scope, Blueprint blueprint, StackProps props) {
        super(scope, blueprint.name("recovery"), props);
        HouseTags.on(this, blueprint);
        var key =
                Key.Builder.create(this, "Key")
                        .description("Nightshift's copies, stage " + blueprint.stage())
                        .alias(blueprint.options().recoveryKeyAlias())
                        .enableKeyRotation(true)
                        .pendingWindow(SECOND_THOUGHTS)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
        var vault =
                Bucket.Builder.create(this, "Vault")
                        .bucketName(
                                "%s-%s-%s"
                                        .formatted(
                                                blueprint.name("vault"),
                                                Aws.ACCOUNT_ID,
                                                blueprint.regions().recovery()))
                        .versioned(true)
                        .encryption(BucketEncryption.KMS)
                        .encryptionKey(key)
                        .bucketKeyEnabled(true)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .enforceSsl(true)
                        .minimumTlsVersion(1.2)
                        .lifecycleRules(lifecycle(blueprint))
                        .removalPolicy(RemovalPolicy.RETAIN);
        blueprint
                .options()
                .vaultLockDays()
                .ifPresent(
                        days ->
                                vault.objectLockEnabled(true)
                                        .objectLockDefaultRetention(
                                                ObjectLockRetention.compliance(
                                                        Duration.days(days))));
        var bucket = vault.build();
        CfnOutput.Builder.create(this, "VaultName")
                .description("Outlives this stack")
                .value(bucket.getBucketName())
                .build();
        CfnOutput.Builder.create(this, "RecoveryKeyArn")
                .description("Outlives this stack; for copyTo.kmsKey")
                .value(key.getKeyArn())
                .build();
    }

    private static List<LifecycleRule> lifecycle(Blueprint blueprint) {
        var rules = new ArrayList<LifecycleRule>();
        rules.add(
                LifecycleRule.builder()
                        .id("abandoned-uploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build());
        blueprint
                .vaultTransition()
                .ifPresent(
                        moves -> {
                            var after = Duration.days(moves.after().toDays());
                            var to = storageClass(moves.to());
                            rules.add(
                                    LifecycleRule.builder()
                                            .id("colder-copies")
                                            // manifests stay where every run reads them
                                            .prefix("data/")
                                            .transitions(
                                                    List.of(
                                                            Transition.builder()
                                                                    .storageClass(to)
                                                                    .transitionAfter(after)
                                                                    .build()))
                                            // a manifest names versions, the current one or not
                                            .noncurrentVersionTransitions(
                                                    List.of(
                                                            NoncurrentVersionTransition.builder()
                                                                    .storageClass(to)
                                                                    .transitionAfter(after)
                                                                    .build()))
                                            .build());
                        });
        return rules;
    }

    private static StorageClass storageClass(ColdClass colder) {
        return switch (colder) {
            case STANDARD_IA -> StorageClass.INFREQUENT_ACCESS;
            case INTELLIGENT_TIERING -> StorageClass.INTELLIGENT_TIERING;
            case GLACIER_IR -> StorageClass.GLACIER_INSTANT_RETRIEVAL;
        };
    }
}
