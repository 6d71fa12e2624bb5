package dev.nightshift.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T02:00:00Z, 2026-11-22T02:00:00Z",
        "2026-11-22T03:00:00+01:00, 2026-11-22T02:00:00Z",
        "2026-11-22, 2026-11-22T03:00:00Z",
        "2026-11-21, 2026-11-21T23:59:59.999999999Z",
        "2d, 2026-11-20T03:00:00Z",
        "2d ago, 2026-11-20T03:00:00Z",
        "1d12h, 2026-11-20T15:00:00Z",
        "1w, 2026-11-15T03:00:00Z",
        "90m, 2026-11-22T01:30:00Z"
    })
    void is_understood_as_people_write_it(String written, Instant expected) {
        assertThat(Moment.parse(written, NOW).at()).contains(expected);
    }

    @Test
    void the_latest_is_no_moment_of_its_own() {
        assertThat(Moment.parse("latest", NOW).at()).isEmpty();
        assertThat(Moment.parse("latest", NOW).orNow(NOW)).isEqualTo(NOW);
    }
}
