package dev.nightshift.costs.waste.aws;

import dev.nightshift.core.aws.AwsClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** One client per service, made when it is first asked for. */
public class AwsWasteClients {
    /** Where CloudFront's metrics are, and the price list. */
    private static final String GLOBAL = "us-east-1";

    private final String region;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();

    public AwsWasteClients(String region) {
        this.region = region;
    }

    String region() {
        return region;
    }

    Ec2Client ec2() {
        return one(Ec2Client.class, region, () -> AwsClients.sync(at(region, Ec2Client.builder())));
    }

    CloudWatchLogsClient logs() {
        return one(
                CloudWatchLogsClient.class,
                region,
                () -> AwsClients.sync(at(region, CloudWatchLogsClient.builder())));
    }

    S3Client s3() {
        return one(S3Client.class, region, () -> AwsClients.sync(at(region, S3Client.builder())));
    }

    ElasticLoadBalancingV2Client balancers() {
        return one(
                ElasticLoadBalancingV2Client.class,
                region,
                () -> AwsClients.sync(at(region, ElasticLoadBalancingV2Client.builder())));
    }

    ElasticLoadBalancingClient classicBalancers() {
        return one(
                ElasticLoadBalancingClient.class,
                region,
                () -> AwsClients.sync(at(region, ElasticLoadBalancingClient.builder())));
    }

    RdsClient rds() {
        return one(RdsClient.class, region, () -> AwsClients.sync(at(region, RdsClient.builder())));
    }

    ElastiCacheClient caches() {
        return one(
                ElastiCacheClient.class,
                region,
                () -> AwsClients.sync(at(region, ElastiCacheClient.builder())));
    }

    EcrClient ecr() {
        return one(EcrClient.class, region, () -> AwsClients.sync(at(region, EcrClient.builder())));
    }

    SecretsManagerClient secrets() {
        return one(
                SecretsManagerClient.class,
                region,
                () -> AwsClients.sync(at(region, SecretsManagerClient.builder())));
    }

    CloudFrontClient cloudFront() {
        return one(
                CloudFrontClient.class,
                GLOBAL,
                () -> AwsClients.sync(at(GLOBAL, CloudFrontClient.builder())));
    }

    CloudWatchClient cloudWatch() {
        return cloudWatch(region);
    }

    CloudWatchClient globalCloudWatch() {
        return cloudWatch(GLOBAL);
    }

    private CloudWatchClient cloudWatch(String where) {
        return one(
                CloudWatchClient.class,
                where,
                () -> AwsClients.sync(at(where, CloudWatchClient.builder())));
    }

    PricingClient pricing() {
        return one(
                PricingClient.class,
                GLOBAL,
                () -> AwsClients.sync(at(GLOBAL, PricingClient.builder())));
    }

    private <C> C one(Class<C> type, String where, Supplier<C> make) {
        return type.cast(
                clients.computeIfAbsent(type.getSimpleName() + " " + where, any -> make.get()));
    }

    /** Settles the region; everything else comes from the environment. */
    <B extends AwsClientBuilder<B, C>, C> B at(String where, B builder) {
        return builder.region(Region.of(where));
    }
}
