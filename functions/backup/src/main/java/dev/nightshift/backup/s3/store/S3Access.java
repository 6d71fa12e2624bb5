package dev.nightshift.backup.s3.store;

import dev.nightshift.core.wire.AwsAccess;
import dev.nightshift.core.wire.AwsService;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Who asks S3, and where it is.
 *
 * @param endpoint instead of AWS's own, for every region
 */
record S3Access(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    /** As the SDK finds both. */
    static S3Access fromEnvironment() {
        var access = AwsAccess.ofEnvironment();
        return new S3Access(access.credentials(), access.elsewhere(AwsService.S3));
    }
}
