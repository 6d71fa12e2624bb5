package dev.nightshift.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees. */
class MainTest {
    @TempDir Path folder;

    @Test
    void the_sample_settings_are_valid() throws IOException, InterruptedException {
        var said = CommandProcess.run(folder, Map.of(), "validate");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("rds-backup").doesNotContain("\033[");
    }

    @Test
    void a_stopped_emulator_is_one_clear_line() throws IOException, InterruptedException {
        // port 1 on loopback: nobody listens there
        var said =
                CommandProcess.run(
                        folder,
                        Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS", "1"),
                        "plan",
                        "rds-backup");

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err()).startsWith("nightshift: could not ");
    }
}
