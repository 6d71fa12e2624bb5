package dev.nightshift.costs.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightshift.costs.page.DailyPiles.Part;
import dev.nightshift.costs.summary.Estate;
import dev.nightshift.costs.summary.Shop;
import dev.nightshift.costs.summary.Summaries;
import dev.nightshift.costs.summary.Summaries.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DailyPilesTest {
    private static final LocalDate DAY = Shop.TODAY.minusDays(3);

    private static DailyPiles piles(Estate estate) {
        estate.known(Shop.QUESTION.first(), Shop.TODAY.minusDays(1));
        return DailyPiles.of(
                Summaries.of(
                        Shop.QUESTION, estate.data(), Shop.terms(Subject.MONTH_TO_DATE, "USD")));
    }

    @Test
    void charges_stand_on_each_other_and_credits_hang_below_zero() {
        var pile =
                piles(
                                new Estate("USD")
                                        .use(DAY, "dear", "5")
                                        .use(DAY, "cheap", "2")
                                        .use(DAY, "credit", "-1"))
                        .on(DAY);

        assertThat(pile.parts())
                .containsExactly(new Part(1, 0, 5), new Part(2, 5, 7), new Part(3, -1, 0));
        assertThat(pile.low()).isEqualTo(-1);
        assertThat(pile.high()).isEqualTo(7);
    }

    @Test
    void what_comes_after_the_eighth_is_one_of_its_own_colour() {
        var estate = new Estate("USD");
        for (int i = 0; i < 11; i++) {
            estate.use(DAY, "service " + (char) ('a' + i), String.valueOf(100 - i));
        }
        var piles = piles(estate);

        assertThat(piles.colours().values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(piles.colours().keySet()).last().isEqualTo(DailyPiles.OTHERS);
        assertThat(piles.on(DAY).parts()).last().isEqualTo(new Part(9, 772, 772 + 92 + 91 + 90));
    }

    @Test
    void a_day_without_charges_has_an_empty_pile() {
        var piles = new DailyPiles(List.of(DAY), new TreeMap<>());

        assertThat(piles.on(DAY).parts()).isEmpty();
        assertThat(piles.scale(0, 100).y(0)).isEqualTo(100);
    }

    @Test
    void every_pile_adds_up_and_has_room() {
        var random = new Random(11);
        for (int round = 0; round < 40; round++) {
            var estate = new Estate("USD");
            var sum = BigDecimal.ZERO;
            for (int i = 0; i < random.nextInt(20); i++) {
                var amount = BigDecimal.valueOf(random.nextInt(-300, 3_000), 2);
                estate.use(DAY, "service " + i, amount.toPlainString());
                sum = sum.add(amount);
            }
            var piles = piles(estate);
            var pile = piles.on(DAY);

            assertThat(pile.low() + pile.high()).isCloseTo(sum.doubleValue(), within(1e-6));
            var scale = piles.scale(10, 200);
            assertThat(scale.y(pile.high())).isBetween(10 - 1e-6, scale.y(0));
            assertThat(scale.y(pile.low())).isBetween(scale.y(0), 200 + 1e-6);
            double up = 0;
            double down = 0;
            for (var part : pile.parts()) {
                assertThat(part.high()).isGreaterThan(part.low());
                assertThat(part.high() > 0 ? part.low() : part.high())
                        .isEqualTo(part.high() > 0 ? up : down);
                up = Math.max(up, part.high());
                down = Math.min(down, part.low());
            }
        }
    }
}
