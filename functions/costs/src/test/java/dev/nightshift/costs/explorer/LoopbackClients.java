package dev.nightshift.costs.explorer;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** The real clients, pointed at loopback. */
final class LoopbackClients extends BillingClients {
    private final URI endpoint;

    LoopbackClients(URI endpoint) {
        super("eu-west-1");
        this.endpoint = endpoint;
    }

    @Override
    <B extends AwsClientBuilder<B, C>, C> B at(Region region, B builder) {
        builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        return super.at(region, builder).endpointOverride(endpoint);
    }
}
