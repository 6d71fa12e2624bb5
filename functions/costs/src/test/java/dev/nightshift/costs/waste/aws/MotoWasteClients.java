package dev.nightshift.costs.waste.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/** The adapter's clients, pointed at an emulator. */
public final class MotoWasteClients extends AwsWasteClients {
    private final URI endpoint;

    public MotoWasteClients(URI endpoint, String region) {
        super(region);
        this.endpoint = endpoint;
    }

    @Override
    <B extends AwsClientBuilder<B, C>, C> B at(String where, B builder) {
        return super.at(where, builder)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .endpointOverride(endpoint);
    }
}
