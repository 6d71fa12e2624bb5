package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The settings at the root of the repository, as far as core can tell. */
class SampleSettingsTest {
    private static final Path FILE = Path.of("..", "..", "nightshift.yaml");

    @Test
    void the_sample_is_sound() {
        var settings = SettingsLoader.loadHead(FILE);

        assertThat(settings.stage()).isEqualTo("dev");
        assertThat(settings.effective()).contains("\"rds-backup\"").doesNotContain("\"apply\"");
    }

    @Test
    void it_has_an_overlay_for_production() {
        assertThat(Files.exists(SettingsLoader.overlayOf(FILE, "prod"))).isTrue();
    }
}
