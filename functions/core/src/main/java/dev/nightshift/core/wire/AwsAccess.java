package dev.nightshift.core.wire;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;

/**
 * Who asks AWS, and where it is.
 *
 * @param emulator instead of what the environment names, for every service and region
 */
public record AwsAccess(AwsCredentialsProvider credentials, Optional<URI> emulator) {
    // what one service had fetched the others need not fetch again
    private static final AwsAccess OF_ENVIRONMENT =
            new AwsAccess(DefaultCredentialsProvider.builder().build(), Optional.empty());

    /**
     * As the SDK finds both, with one provider of credentials for the whole process: {@code
     * AWS_ENDPOINT_URL_DYNAMODB}, {@code AWS_ENDPOINT_URL}, a profile's {@code endpoint_url}.
     *
     * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
     *     Service-specific endpoints</a>
     */
    public static AwsAccess ofEnvironment() {
        return OF_ENVIRONMENT;
    }

    /** What is asked instead of AWS itself. */
    public Optional<URI> elsewhere(AwsService service) {
        return emulator.or(
                () -> {
                    // the region is not used: only what overrides the endpoint is asked for
                    var found = provider(service, Region.US_EAST_1);
                    return found.isEndpointOverridden()
                            ? Optional.of(found.clientEndpoint())
                            : Optional.empty();
                });
    }

    URI endpoint(AwsService service, String region) {
        return emulator.orElseGet(() -> provider(service, Region.of(region)).clientEndpoint());
    }

    private static AwsClientEndpointProvider provider(AwsService service, Region region) {
        return AwsClientEndpointProvider.builder()
                .serviceEndpointOverrideEnvironmentVariable(service.environmentVariable())
                .serviceEndpointOverrideSystemProperty(service.systemProperty())
                .serviceProfileProperty(service.profileProperty())
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
                .serviceEndpointPrefix(service.prefix())
                .defaultProtocol("https")
                .region(region)
                .build();
    }
}
