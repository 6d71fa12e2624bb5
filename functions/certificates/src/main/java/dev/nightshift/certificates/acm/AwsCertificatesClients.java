package dev.nightshift.certificates.acm;

import dev.nightshift.core.aws.AwsClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;

/** Clients, made when first asked for: ACM's by region, the others are of the whole partition. */
class AwsCertificatesClients {
    private final Region everywhere;
    private final Map<String, AcmClient> acm = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> global = new ConcurrentHashMap<>();

    AwsCertificatesClients(String home) {
        this.everywhere = Region.of(PartitionMetadata.of(Region.of(home)).id() + "-global");
    }

    AcmClient acm(String region) {
        return acm.computeIfAbsent(
                region, any -> AwsClients.sync(at(Region.of(region), AcmClient.builder())));
    }

    IamClient iam() {
        return (IamClient)
                global.computeIfAbsent(
                        IamClient.class,
                        any -> AwsClients.sync(at(everywhere, IamClient.builder())));
    }

    CloudFrontClient cloudFront() {
        return (CloudFrontClient)
                global.computeIfAbsent(
                        CloudFrontClient.class,
                        any -> AwsClients.sync(at(everywhere, CloudFrontClient.builder())));
    }

    Route53Client route53() {
        return (Route53Client)
                global.computeIfAbsent(
                        Route53Client.class,
                        any -> AwsClients.sync(at(everywhere, Route53Client.builder())));
    }

    /** Settles the region; everything else comes from the environment. */
    <B extends AwsClientBuilder<B, C>, C> B at(Region region, B builder) {
        return builder.region(region);
    }
}
