package dev.nightshift.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class AwsAccessTest {
    @Test
    void where_nothing_else_is_named_aws_itself_is_asked() {
        var access = AwsAccess.ofEnvironment();

        assertThat(access.elsewhere(AwsService.S3)).isEmpty();
        assertThat(access.endpoint(AwsService.DYNAMODB, "eu-west-1"))
                .isEqualTo(URI.create("https://dynamodb.eu-west-1.amazonaws.com"));
        assertThat(access.endpoint(AwsService.CLOUDWATCH, "cn-north-1"))
                .isEqualTo(URI.create("https://monitoring.cn-north-1.amazonaws.com.cn"));
    }

    @Test
    void what_is_named_for_a_service_is_asked_for_that_service_alone() {
        System.setProperty("aws.endpointUrlLambda", "http://127.0.0.1:4566");
        try {
            var access = AwsAccess.ofEnvironment();
            assertThat(access.endpoint(AwsService.LAMBDA, "eu-west-1"))
                    .isEqualTo(URI.create("http://127.0.0.1:4566"));
            assertThat(access.elsewhere(AwsService.LAMBDA)).isPresent();
            assertThat(access.elsewhere(AwsService.DYNAMODB)).isEmpty();
        } finally {
            System.clearProperty("aws.endpointUrlLambda");
        }
    }

    @Test
    void an_emulator_is_asked_for_everything() {
        var emulator = URI.create("http://127.0.0.1:5000");
        var access = new AwsAccess(AnonymousCredentialsProvider.create(), Optional.of(emulator));

        assertThat(access.elsewhere(AwsService.S3)).contains(emulator);
        assertThat(access.endpoint(AwsService.LAMBDA, "eu-west-1")).isEqualTo(emulator);
    }
}
