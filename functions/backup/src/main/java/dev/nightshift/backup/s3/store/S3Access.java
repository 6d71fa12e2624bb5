package dev.nightshift.backup.s3.store;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Who asks S3, and where it is.
 *
 * @param endpoint instead of AWS's own, for every region
 */
record S3Access(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    /**
     * As the SDK finds both: {@code AWS_ENDPOINT_URL_S3}, {@code AWS_ENDPOINT_URL}, a profile's
     * {@code endpoint_url}.
     *
     * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
     *     Service-specific endpoints</a>
     */
    static S3Access fromEnvironment() {
        var found =
                AwsClientEndpointProvider.builder()
                        .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_S3")
                        .serviceEndpointOverrideSystemProperty("aws.endpointUrlS3")
                        .serviceProfileProperty("s3")
                        // not used: only what overrides it is asked for
                        .serviceEndpointPrefix("s3")
                        .defaultProtocol("https")
                        .region(Region.US_EAST_1)
                        .build();
        return new S3Access(
                DefaultCredentialsProvider.builder().build(),
                found.isEndpointOverridden()
                        ? Optional.of(found.clientEndpoint())
                        : Optional.empty());
    }
}
