package dev.nightshift.core.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The house settings of an SDK client: one HTTP client for all, bounded waits, standard retries.
 * Region, credentials and endpoint come from the environment, as everywhere in AWS.
 */
public final class AwsClients {
    private static final SdkHttpClient HTTP =
            UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(20))
                    .build();

    private AwsClients() {}

    /** Knows the proxies of the environment. */
    public static SdkHttpClient http() {
        return HTTP;
    }

    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C sync(
            B builder) {
        return builder.httpClient(HTTP)
                .overrideConfiguration(
                        // what the caller has set, such as an interceptor, stays
                        builder.overrideConfiguration().toBuilder()
                                .apiCallTimeout(Duration.ofSeconds(60))
                                .retryStrategy(retryMode())
                                .build())
                .build();
    }

    private static RetryMode retryMode() {
        return RetryMode.defaultRetryMode() == RetryMode.LEGACY
                ? RetryMode.STANDARD
                : RetryMode.defaultRetryMode();
    }
}
