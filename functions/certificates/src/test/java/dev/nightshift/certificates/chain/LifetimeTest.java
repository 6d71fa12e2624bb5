package dev.nightshift.certificates.chain;

import static dev.nightshift.certificates.chain.Lifetime.Level.EXPIRED;
import static dev.nightshift.certificates.chain.Lifetime.Level.FIRST;
import static dev.nightshift.certificates.chain.Lifetime.Level.LAST;
import static dev.nightshift.certificates.chain.Lifetime.Level.NONE;
import static dev.nightshift.certificates.chain.Lifetime.Level.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private static Lifetime hours(long whole) {
        return new Lifetime(END.minus(Duration.ofHours(whole)), END);
    }

    private static Lifetime.Level level(Lifetime lifetime, Duration left) {
        return lifetime.level(END.minus(left), Lifetime.Thresholds.DEFAULT);
    }

    /** Lifetime in hours, and how many seconds are left when each level is reached. */
    @ParameterizedTest
    @CsvSource({
        "9552, 11462400, 5731200, 2865600", // 398 days
        "4800, 5760000, 2880000, 1440000", // 200 days
        "2160, 2592000, 1296000, 648000", // 90 days: at 30, 15 and 7.5 days
        "1128, 1353600, 676800, 338400", // 47 days
        "160, 192000, 96000, 48000", // 6 days and 16 hours
        "1, 1200, 600, 300",
    })
    void each_level_begins_at_its_second(long whole, long first, long second, long last) {
        var lifetime = hours(whole);
        var none = List.of(NONE, FIRST, SECOND, LAST);
        var limits = List.of(first, second, last);
        for (int i = 0; i < limits.size(); i++) {
            var limit = Duration.ofSeconds(limits.get(i));
            assertThat(level(lifetime, limit.plusSeconds(1))).isEqualTo(none.get(i));
            assertThat(level(lifetime, limit)).isEqualTo(none.get(i + 1));
        }
        assertThat(level(lifetime, Duration.ZERO)).isEqualTo(LAST);
        assertThat(level(lifetime, Duration.ofSeconds(-1))).isEqualTo(EXPIRED);
        assertThat(level(lifetime, Duration.ofHours(whole))).isEqualTo(NONE);
    }

    @Test
    void thresholds_can_be_others() {
        var own = new Lifetime.Thresholds(0.5, 0.25, 0.1);
        assertThat(hours(100).level(END.minus(Duration.ofHours(50)), own)).isEqualTo(FIRST);
        assertThat(hours(100).level(END.minus(Duration.ofHours(51)), own)).isEqualTo(NONE);
        assertThat(hours(100).level(END.minus(Duration.ofHours(10)), own)).isEqualTo(LAST);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.2, 0.3", "1, 0.5, 0.1", "0.5, 0.5, 0.1", "0.5, 0.1, 0", "NaN, 0.2, 0.1"})
    void thresholds_have_to_fall(double first, double second, double last) {
        assertThatThrownBy(() -> new Lifetime.Thresholds(first, second, last))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1/3, 1/6 and 1/12");
    }

    @Test
    void days_and_share_are_what_is_left() {
        var ninety = hours(90 * 24);
        var at = END.minus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(ninety.daysLeft(at)).isEqualTo(30);
        assertThat(ninety.daysLeft(at.plusSeconds(2))).isEqualTo(29);
        assertThat(ninety.shareLeft(at)).isCloseTo(1.0 / 3, within(0.000_001));
        assertThat(ninety.daysLeft(END)).isZero();
        assertThat(ninety.daysLeft(END.plusSeconds(1))).isEqualTo(-1);
        assertThat(ninety.shareLeft(END.plusSeconds(1))).isZero();
    }

    @Test
    void what_is_not_yet_valid_has_all_of_its_lifetime_left() {
        var six = hours(144);
        var before = END.minus(Duration.ofDays(20));
        assertThat(six.daysLeft(before)).isEqualTo(6);
        assertThat(six.shareLeft(before)).isEqualTo(1);
        assertThat(six.level(before, Lifetime.Thresholds.DEFAULT)).isEqualTo(NONE);
    }

    @Test
    void what_ends_before_it_begins_has_nothing_left() {
        var inverted = new Lifetime(END.plusSeconds(10), END);
        assertThat(inverted.whole()).isZero();
        assertThat(inverted.shareLeft(END.minusSeconds(5))).isZero();
        assertThat(inverted.level(END, Lifetime.Thresholds.DEFAULT)).isEqualTo(LAST);
        assertThat(inverted.level(END.plusSeconds(1), Lifetime.Thresholds.DEFAULT))
                .isEqualTo(EXPIRED);
    }

    @Test
    void the_first_to_expire_on_the_path_ends_it() {
        var ca =
                Mint.ca("Ending CA")
                        .by(Authorities.ROOT)
                        .valid(
                                Mint.NOW.minus(Duration.ofDays(300)),
                                Mint.NOW.plus(Duration.ofDays(7)))
                        .mint();
        var leaf = Mint.leaf(Authorities.HOST).by(ca).mint();
        var verdict =
                new ChainAnalysis(Authorities.trust())
                        .judge(
                                new Presented(List.of(leaf.der(), ca.der()), false, List.of()),
                                Authorities.HOST,
                                Mint.NOW);
        var lifetime = verdict.lifetime().orElseThrow();
        assertThat(lifetime.daysLeft(Mint.NOW)).isEqualTo(7);
        assertThat(lifetime.whole()).isEqualTo(Duration.ofDays(37));
        assertThat(lifetime.level(Mint.NOW, Lifetime.Thresholds.DEFAULT)).isEqualTo(FIRST);
    }
}
