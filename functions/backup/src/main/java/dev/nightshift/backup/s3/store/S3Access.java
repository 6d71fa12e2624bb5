package dev.nightshift.backup.s3.store;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
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
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final List<String> PROXY_VARIABLES =
            List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");
    private static final List<String> PROXY_PROPERTIES =
            List.of("https.proxyHost", "http.proxyHost");

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

    /**
     * Whether requests must go through a proxy, which the wire does not know.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/http-configuration-url.html">
     *     the proxies that the SDK's client knows</a>
     */
    boolean isProxied(Map<String, String> environment, Properties properties) {
        if (endpoint.map(URI::getHost).filter(LOOPBACK::contains).isPresent()) {
            return false;
        }
        return PROXY_VARIABLES.stream()
                        .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty())
                || PROXY_PROPERTIES.stream()
                        .anyMatch(name -> !properties.getProperty(name, "").isEmpty());
    }
}
