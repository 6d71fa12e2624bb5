package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private ProgressBar bar(boolean terminal) {
        var stream = new PrintStream(err, true, UTF_8);
        return new ProgressBar(
                new Terminal(stream, stream, OptionalInt.empty(), terminal, false), nanos::get);
    }

    @Test
    void says_how_far_how_fast_and_how_long() {
        var bar = bar(false);
        bar.begin(1_000, 10L << 20);

        assertThat(bar.line(500, 2L << 20, Duration.ofSeconds(10)))
                .isEqualTo(
                        "[############............]  50 %  500 of 1,000 objects, 2.0 MiB of 10.0"
                                + " MiB, 50/s, 204.8 KiB/s, 0:40 left");
        assertThat(bar.line(0, 0, Duration.ZERO)).contains("  0 %").contains("? left");
        assertThat(bar.line(1_000, 10L << 20, Duration.ofSeconds(1)))
                .contains("100 %", "0:00 left");
    }

    @Test
    void without_a_terminal_it_is_a_plain_line_now_and_then() {
        var bar = bar(false);
        bar.begin(100, 100);
        for (int second = 1; second <= 60; second++) {
            nanos.set(Duration.ofSeconds(second).toNanos());
            bar.restored(second, second);
        }

        assertThat(err.toString(UTF_8).lines()).hasSize(4).noneMatch(it -> it.contains("\r"));
    }

    @Test
    void on_a_terminal_one_line_is_written_over() {
        var bar = bar(true);
        bar.begin(100, 100);
        for (int millis = 0; millis <= 1_000; millis += 10) {
            nanos.set(Duration.ofMillis(millis).toNanos());
            bar.restored(millis / 10, millis / 10);
        }

        assertThat(err.toString(UTF_8)).doesNotContain("\n");
        assertThat(err.toString(UTF_8).split("\r", -1)).hasSize(11);
    }
}
