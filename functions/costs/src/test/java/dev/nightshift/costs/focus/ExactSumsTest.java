package dev.nightshift.costs.focus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumsTest {
    @Test
    void sums_are_those_of_big_decimals() {
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            var sums = new ExactSums();
            var expected = BigDecimal.ZERO;
            var amount = new Decimal();
            for (int i = 0; i < 300; i++) {
                var number = number(random);
                expected = expected.add(new BigDecimal(number));
                assertThat(parse(amount, number)).as(number).isTrue();
                sums.add(70, amount);
            }
            assertThat(sums.get(70)).isEqualTo(Sql.plain(expected).setScale(scale(expected)));
            assertThat(sums.get(69)).isEqualTo(BigDecimal.ZERO);

            var together = new ExactSums();
            together.add(0, sums, 70);
            together.add(0, sums, 70);
            assertThat(together.get(0)).isEqualByComparingTo(expected.add(expected));
        }
    }

    @Test
    void more_than_128_bits_hold_is_still_exact() {
        var sums = new ExactSums();
        var amount = new Decimal();
        var large = "999999999999999999";
        assertThat(parse(amount, large)).isTrue();
        assertThat(amount.fits()).isTrue();
        for (int i = 0; i < 1_000; i++) {
            sums.add(0, amount);
        }
        assertThat(sums.get(0)).isEqualTo(new BigDecimal("999999999999999999000"));
        assertThat(parse(amount, "-" + large)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            sums.add(0, amount);
        }
        assertThat(sums.get(0)).isEqualTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "1.2.3", "1,5", "$1", "1e", "1e999", "NULL", "NaN", "0x1", "1 ",
                "--1", "+", "1-2"
            })
    void what_is_no_number_is_refused(String text) {
        assertThat(parse(new Decimal(), text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1.5", ".5", "5.", "1e-7", "2E3", "-0", "00012.50", "-.25"})
    void numbers_are_read_as_they_are_written(String text) {
        var amount = new Decimal();
        assertThat(parse(amount, text)).isTrue();
        var sums = new ExactSums();
        sums.add(0, amount);
        assertThat(sums.get(0)).isEqualByComparingTo(new BigDecimal(text));
    }

    private static String number(Random random) {
        int digits = List.of(1, 5, 12, 18, 19, 30).get(random.nextInt(6));
        var unscaled = new BigInteger(digits * 3, random);
        int scale = List.of(0, 2, 11, 18, 19, 40).get(random.nextInt(6));
        var value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
        return random.nextInt(8) == 0 ? value.toString() : value.toPlainString();
    }

    private static int scale(BigDecimal value) {
        return Math.max(Sql.plain(value).scale(), 0);
    }

    private static boolean parse(Decimal into, String text) {
        var bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
        return into.parse(bytes, 1, bytes.length - 1);
    }
}
