package dev.nightshift.backup.s3.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** The wire knows no proxies: where one is set, it stays unused. */
class S3AccessTest {
    private static final S3Access AWS =
            new S3Access(AnonymousCredentialsProvider.create(), Optional.empty());

    @Test
    void a_proxy_is_seen_wherever_the_sdk_would_see_it() {
        var properties = new Properties();
        assertThat(AWS.isProxied(Map.of(), properties)).isFalse();
        assertThat(AWS.isProxied(Map.of("HTTPS_PROXY", ""), properties)).isFalse();
        assertThat(AWS.isProxied(Map.of("HTTPS_PROXY", "http://proxy:3128"), properties)).isTrue();

        properties.setProperty("https.proxyHost", "proxy");
        assertThat(AWS.isProxied(Map.of(), properties)).isTrue();
        assertThat(at("http://127.0.0.1:5000").isProxied(Map.of(), properties)).isFalse();
        assertThat(at("http://emulator:5000").isProxied(Map.of(), properties)).isTrue();
    }

    private static S3Access at(String endpoint) {
        return new S3Access(
                AnonymousCredentialsProvider.create(), Optional.of(URI.create(endpoint)));
    }
}
