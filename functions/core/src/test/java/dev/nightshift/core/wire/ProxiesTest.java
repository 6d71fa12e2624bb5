package dev.nightshift.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    @Test
    void a_proxy_is_seen_wherever_the_sdk_would_see_it() {
        var properties = new Properties();
        assertThat(toAws(Map.of(), properties)).isFalse();
        assertThat(toAws(Map.of("HTTPS_PROXY", ""), properties)).isFalse();
        assertThat(toAws(Map.of("HTTPS_PROXY", "http://proxy:3128"), properties)).isTrue();

        properties.setProperty("https.proxyHost", "proxy");
        assertThat(toAws(Map.of(), properties)).isTrue();
        assertThat(to("http://127.0.0.1:5000", properties)).isFalse();
        assertThat(to("http://emulator:5000", properties)).isTrue();
    }

    private static boolean toAws(Map<String, String> environment, Properties properties) {
        return Proxies.areBefore(Optional.empty(), environment, properties);
    }

    private static boolean to(String endpoint, Properties properties) {
        return Proxies.areBefore(Optional.of(URI.create(endpoint)), Map.of(), properties);
    }
}
