package dev.nightshift.cdk;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Where cost-report and cost-anomaly keep what they paid Cost Explorer for, and pages. Nothing in
 * it is needed for long, so that it empties itself.
 */
final class CostsBucket {
    /** An answer of up to seven days ago stands in for one that cannot be had. */
    private static final int ANSWER_DAYS = 30;

    /** The same month of last year can still be looked at. */
    private static final int PAGE_DAYS = 400;

    private CostsBucket() {}

    static void in(Construct scope, String name) {
        var bucket =
                Bucket.Builder.create(scope, "Costs")
                        .bucketName(name)
                        .encryption(BucketEncryption.S3_MANAGED)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .enforceSsl(true)
                        .minimumTlsVersion(1.2)
                        .lifecycleRules(
                                List.of(
                                        expiry("answers", "explorer/answers/", ANSWER_DAYS),
                                        expiry("counts", "explorer/requests/", PAGE_DAYS),
                                        expiry("pages", "reports/", PAGE_DAYS)))
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build();
        CfnOutput.Builder.create(scope, "CostsBucketName")
                .description("Pages of costs; outlives this stack")
                .value(bucket.getBucketName())
                .build();
    }

    private static LifecycleRule expiry(String id, String prefix, int days) {
        return LifecycleRule.builder()
                .id(id)
                .prefix(prefix)
                .expiration(Duration.days(days))
                .build();
    }
}
