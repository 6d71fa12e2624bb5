package dev.nightshift.rollback.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachedSecretsTest {
    @Test
    void secrets_are_read_again_after_a_minute_and_a_blank_one_signs_nothing() {
        var clock = new TestClock(Instant.parse("2026-11-28T09:30:00Z"));
        var reads = new ArrayList<String>();
        var texts = new HashMap<>(Map.of("a", " one\n", "b", "  "));
        var secrets =
                new CachedSecrets(
                        name -> {
                            reads.add(name);
                            return texts.getOrDefault(name, "");
                        },
                        clock);

        assertThat(secrets.text("a")).isEqualTo("one");
        texts.put("a", "two");
        assertThat(secrets.text("a")).isEqualTo("one");
        clock.advance(CachedSecrets.FRESH.minusMillis(1));
        assertThat(secrets.text("a")).isEqualTo("one");
        clock.advance(Duration.ofMillis(1));
        assertThat(secrets.text("a")).isEqualTo("two");
        assertThat(reads).hasSize(2);
        assertThatThrownBy(() -> secrets.text("b"))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("blank");
    }
}
