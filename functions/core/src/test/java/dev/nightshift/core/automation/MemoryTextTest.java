package dev.nightshift.core.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTextTest {
    @Test
    void what_was_written_is_read_in_its_version_only() {
        var text = MemoryText.begin(3).put("a", "b").toString();

        assertThat(MemoryText.read(text, 3).orElseThrow().path("a").asText()).isEqualTo("b");
        assertThat(MemoryText.read(text, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "no json", "[3]", "null", "{\"v\":\"x\"}", "{\"a\":1}", "{\"v\":3"})
    void whatever_else_lies_there_is_as_good_as_nothing(String text) {
        assertThat(MemoryText.read(text, 3)).isEmpty();
    }
}
