package dev.nightshift.costs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.Merged.Part;
import dev.nightshift.costs.summary.Estate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergedTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 20);
    private static final String OURS = "111122223333";
    private static final String THEIRS = "sub-7";

    private static Estate of(String currency, String account, String amount, String... tags) {
        var estate = new Estate(currency, tags);
        for (var day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            estate.charge(day, account, "Compute", "USAGE", amount);
        }
        return estate;
    }

    private static Merged merged(Estate... estates) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < estates.length; i++) {
            parts.add(new Part("source " + (i + 1), estates[i].data()));
        }
        return Merged.of(parts);
    }

    private static BigDecimal billed(CostData data, LocalDate day) {
        return data.total(day).orElseThrow().billed();
    }

    @Test
    void several_clouds_in_one_currency_are_one_report() {
        var merged =
                merged(
                        of("USD", OURS, "10").provisionalFrom(LAST),
                        of("USD", THEIRS, "2.5").provisionalFrom(LAST.minusDays(2)));

        assertThat(merged.twice()).isEmpty();
        assertThat(merged.data()).hasSize(1);
        var data = merged.data().getFirst();
        assertThat(billed(data, FIRST)).isEqualByComparingTo("12.5");
        assertThat(data.provisionalFrom()).contains(LAST.minusDays(2));
        assertThat(data.tables()).hasSize(4);
        assertThat(data.table(new Breakdown.ByService()).orElseThrow().sums(FIRST, LAST).keySet())
                .extracting(key -> key.part(1))
                .containsExactly(OURS, THEIRS);
    }

    @Test
    void currencies_are_never_added() {
        var merged = merged(of("USD", OURS, "10"), of("EUR", THEIRS, "2"), of("USD", "x", "1"));

        assertThat(merged.data()).extracting(CostData::currency).containsExactly("USD", "EUR");
        assertThat(billed(merged.data().getFirst(), FIRST)).isEqualByComparingTo("11");
        assertThat(billed(merged.data().getLast(), FIRST)).isEqualByComparingTo("2");
    }

    @Test
    void a_day_that_one_of_them_does_not_know_is_not_known() {
        var merged = merged(of("USD", OURS, "10"), of("USD", THEIRS, "2").forget(LAST));

        assertThat(merged.data()).hasSize(1);
        assertThat(merged.data().getFirst().total(LAST)).isEmpty();
        assertThat(merged.data().getFirst().known()).hasSize(19);
    }

    @Test
    void who_knows_other_days_stays_by_itself() {
        var late = of("USD", THEIRS, "2");
        for (int i = 0; i <= Merged.MOST_DAYS_APART; i++) {
            late.forget(LAST.minusDays(i));
        }

        var merged = merged(of("USD", OURS, "10"), late, of("USD", "x", "1"));

        assertThat(merged.data()).hasSize(2);
        assertThat(merged.data().getFirst().known()).hasSize(20);
        assertThat(billed(merged.data().getFirst(), FIRST)).isEqualByComparingTo("11");
        assertThat(merged.twice()).isEmpty();
    }

    @Test
    void an_account_of_two_sources_counts_once_and_is_said() {
        var merged = merged(of("USD", OURS, "10"), of("USD", OURS, "10.1"), of("USD", "x", "1"));

        assertThat(merged.twice())
                .containsExactly(
                        "source 1 and source 2 both tell costs of account 111122223333, on"
                                + " 2026-11-01 for one");
        assertThat(merged.data()).hasSize(2);
        assertThat(billed(merged.data().getFirst(), FIRST)).isEqualByComparingTo("11");
        assertThat(billed(merged.data().getLast(), FIRST)).isEqualByComparingTo("10.1");
    }

    @Test
    void accounts_that_are_not_told_apart_are_not_the_same() {
        var merged = merged(of("USD", CostKey.OTHERS, "10"), of("USD", CostKey.OTHERS, "1"));

        assertThat(merged.twice()).isEmpty();
        assertThat(merged.data()).hasSize(1);
    }

    @Test
    void a_breakdown_of_one_of_them_is_none_of_the_sum() {
        var merged = merged(of("USD", OURS, "10", "team"), of("USD", THEIRS, "2"));

        assertThat(merged.data().getFirst().tables()).hasSize(4);
        assertThat(merged.data().getFirst().table(new Breakdown.ByTag("team"))).isEmpty();
    }

    @Test
    void a_breakdown_of_an_earlier_day_is_of_that_day_in_the_sum() {
        var by = new Breakdown.ByTag("team");
        var today = of("USD", OURS, "10", "team").data();
        var there = of("USD", THEIRS, "2", "team").data();
        var cut = new TreeMap<>(there.table(by).orElseThrow().days().headMap(LAST, false));
        var older =
                new CostData(
                        there.currency(),
                        there.known(),
                        there.provisionalFrom(),
                        Map.of(
                                new Breakdown.ByService(),
                                there.table(new Breakdown.ByService()).orElseThrow()),
                        Map.of(
                                by,
                                new CostData.Older(
                                        LAST, Optional.of(LAST), new CostTable(by, cut))),
                        List.of());

        for (var parts : List.of(List.of(today, older), List.of(older, today))) {
            var sum =
                    Merged.of(
                                    List.of(
                                            new Part("one", parts.getFirst()),
                                            new Part("other", parts.getLast())))
                            .data()
                            .getFirst();

            assertThat(sum.tables()).doesNotContainKey(by);
            assertThat(sum.older()).containsOnlyKeys(by);
            var told = sum.older().values().iterator().next();
            assertThat(told.asked()).isEqualTo(LAST);
            assertThat(told.table().days().keySet()).isEqualTo(cut.keySet());
            assertThat(told.table().total(FIRST).billed()).isEqualByComparingTo("12");
        }
    }

    @Test
    void whatever_is_added_nothing_is_lost_or_counted_twice() {
        var random = new Random(11);
        for (int round = 0; round < 60; round++) {
            var estates = new ArrayList<Estate>();
            for (int source = 0; source < 1 + random.nextInt(4); source++) {
                var estate = new Estate(random.nextInt(3) == 0 ? "EUR" : "USD");
                estate.known(FIRST, LAST);
                for (int i = 0; i < 30; i++) {
                    estate.charge(
                            FIRST.plusDays(random.nextInt(20)),
                            "account-" + source,
                            "Service " + random.nextInt(4),
                            "USAGE",
                            BigDecimal.valueOf(random.nextInt(-500, 5_000), 2).toPlainString());
                }
                if (random.nextBoolean()) {
                    estate.forget(FIRST.plusDays(random.nextInt(20)));
                }
                estates.add(estate);
            }
            var merged = merged(estates.toArray(Estate[]::new)).data();

            for (var currency : List.of("USD", "EUR")) {
                var sources =
                        estates.stream()
                                .map(Estate::data)
                                .filter(data -> data.currency().equals(currency))
                                .toList();
                var sums =
                        merged.stream().filter(data -> data.currency().equals(currency)).toList();
                assertThat(sums).hasSize(sources.isEmpty() ? 0 : 1);
                for (var day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
                    var at = day;
                    boolean all = sources.stream().allMatch(data -> data.known().contains(at));
                    for (var sum : sums) {
                        assertThat(sum.known().contains(day)).isEqualTo(all);
                        if (all) {
                            var expected =
                                    sources.stream()
                                            .map(data -> billed(data, at))
                                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                            assertThat(billed(sum, day)).isEqualByComparingTo(expected);
                            assertThat(
                                            sum.table(new Breakdown.ByRegion())
                                                    .orElseThrow()
                                                    .total(day)
                                                    .billed())
                                    .isEqualByComparingTo(expected);
                        }
                    }
                }
            }
        }
    }
}
