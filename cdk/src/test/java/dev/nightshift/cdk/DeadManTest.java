package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadManTest {
    @ParameterizedTest(name = "a gap of {0}: {2} periods of {1}")
    @CsvSource({
        "PT1M, PT1M, 2",
        "PT5M, PT5M, 2",
        "PT30M, PT30M, 2",
        "PT59M30S, PT60M, 2",
        "PT1H, PT1H, 2",
        "PT61M, PT1H, 3",
        "PT24H, PT1H, 25",
        "PT72H, PT1H, 73",
        "PT167H, PT1H, 168"
    })
    void one_late_tick_is_forgiven_and_two_are_told(Duration gap, Duration period, int periods) {
        assertThat(DeadMan.watching(gap)).isEqualTo(new DeadMan(period, periods));
    }

    @ParameterizedTest
    @CsvSource({"PT1M", "PT17M", "PT45M", "PT1H", "PT7H", "PT25H", "PT100H", "PT167H"})
    void cloudwatch_takes_it(Duration gap) {
        var deadMan = DeadMan.watching(gap);

        assertThat(deadMan.silence()).isGreaterThan(gap);
        assertThat(deadMan.silence())
                .isLessThanOrEqualTo(
                        deadMan.period().compareTo(Duration.ofHours(1)) < 0
                                ? Duration.ofDays(1)
                                : Duration.ofDays(7));
        assertThat(deadMan.period().toSeconds() % 60).isZero();
    }

    @Test
    void a_schedule_too_rare_to_be_watched_is_refused_with_a_way_out() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadMan.watching(Duration.ofDays(7)))
                .withMessageContaining("let it tick daily");
    }
}
