package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.Breakdown.ByCategory;
import dev.nightshift.costs.model.Breakdown.ByRegion;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.Breakdown.ByServiceAndTag;
import dev.nightshift.costs.model.Breakdown.ByTag;
import dev.nightshift.costs.model.Breakdown.ByUsageType;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostQuestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerSourceTest extends BillingWorld {
    private static final Set<Breakdown> ALL =
            Set.of(
                    new ByService(),
                    new ByRegion(),
                    new ByUsageType(),
                    new ByCategory(),
                    new ByTag("team"),
                    new ByServiceAndTag("team"));
    private static final LocalDate FIRST = TODAY.minusDays(20);

    @Test
    void costs_are_told_by_account_and_service_exactly() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "0.1"));
        account.charges.add(Charge.of(FIRST, "Amazon S3", "0.2000000001"));
        account.charges.add(Charge.of(FIRST.plusDays(1), "AWS Lambda", "7"));

        var data = one(ask(new ByService()));

        assertThat(data.currency()).isEqualTo("USD");
        assertThat(data.table(new ByService()).orElseThrow().days().get(FIRST))
                .containsExactly(
                        Map.entry(
                                CostKey.of("AWS", BillingAccount.ID, "Amazon S3"),
                                amounts("0.3000000001", "0.3000000001")));
        assertThat(data.total(FIRST.plusDays(1))).contains(amounts("7", "7"));
        assertThat(data.origins()).containsExactly("Cost Explorer, 1 request");
        assertThat(server.paid()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_table_has_the_same_totals_as_the_bill_however_small_the_pages_are(long seed) {
        var random = new Random(seed);
        account.groupsOnPage = 1 + random.nextInt(40);
        var expected = new HashMap<String, Map<LocalDate, Amounts>>();
        for (int i = 0; i < 150; i++) {
            var charge = randomCharge(random);
            account.charges.add(charge);
            expected.computeIfAbsent(charge.currency(), any -> new TreeMap<>())
                    .merge(
                            charge.day(),
                            new Amounts(charge.billed(), charge.effective()),
                            Amounts::plus);
        }

        var all =
                explorer(10_000, 10_000)
                        .costs()
                        .read(new CostQuestion(FIRST, TODAY.minusDays(3), ALL));

        assertThat(all).extracting(CostData::currency).containsExactly("EUR", "USD");
        for (var data : all) {
            assertThat(data.tables().keySet()).isEqualTo(ALL);
            for (var table : data.tables().values()) {
                for (var day : data.known()) {
                    var bill =
                            expected.getOrDefault(data.currency(), Map.of())
                                    .getOrDefault(day, Amounts.ZERO);
                    assertThat(table.total(day).billed()).isEqualByComparingTo(bill.billed());
                    assertThat(table.total(day).effective()).isEqualByComparingTo(bill.effective());
                }
            }
        }
    }

    private static Charge randomCharge(Random random) {
        return new Charge(
                FIRST.plusDays(random.nextInt(18)),
                "11112222333" + random.nextInt(3),
                List.of("Amazon S3", "AWS Lambda", "Tax").get(random.nextInt(3)),
                "type-" + random.nextInt(5),
                List.of("eu-west-1", "global", "NoRegion").get(random.nextInt(3)),
                List.of("Usage", "Credit", "Tax", "SavingsPlanNegation", "RIFee", "Odd")
                        .get(random.nextInt(6)),
                random.nextBoolean() ? Map.of() : Map.of("team", "a$b-" + random.nextInt(2)),
                BigDecimal.valueOf(random.nextLong(-1_000_000, 10_000_000), 7),
                BigDecimal.valueOf(random.nextLong(10_000_000), 9),
                random.nextInt(4) == 0 ? "EUR" : "USD");
    }

    @Test
    void keys_are_in_the_words_of_the_model() {
        account.charges.add(
                Charge.of(FIRST, "Amazon EC2", "1").type("DiscountedUsage").tagged("team", "a$b"));
        account.charges.add(Charge.of(FIRST, "Tax", "2").type("Tax").region("NoRegion"));
        account.charges.add(Charge.of(FIRST, "AWS Support", "3").type("Comet"));

        var data = one(ask(ALL.toArray(Breakdown[]::new)));

        assertThat(keys(data, new ByRegion()))
                .containsExactlyInAnyOrder(CostKey.of("AWS", ""), CostKey.of("AWS", "eu-west-1"));
        assertThat(keys(data, new ByTag("team")))
                .containsExactlyInAnyOrder(CostKey.of("a$b"), CostKey.of(""));
        assertThat(keys(data, new ByServiceAndTag("team")))
                .containsExactlyInAnyOrder(
                        CostKey.of("AWS", "Amazon EC2", "a$b"),
                        CostKey.of("AWS", "Tax", ""),
                        CostKey.of("AWS", "AWS Support", ""));
        assertThat(keys(data, new ByCategory()))
                .containsExactlyInAnyOrder(
                        CostKey.of("AWS", "USAGE"),
                        CostKey.of("AWS", "TAX"),
                        CostKey.of("AWS", "ADJUSTMENT"));
        assertThat(keys(data, new ByUsageType()))
                .contains(CostKey.of("AWS", "Amazon EC2", "EUW1-BoxUsage"));
        assertThat(data.origins()).contains("charges of type Comet are adjustments here");
    }

    @Test
    void a_late_day_without_figures_is_not_known_and_an_older_one_cost_nothing() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        account.charges.add(Charge.of(TODAY.minusDays(1), "Amazon S3", "1"));

        var data = one(ask(new ByService()));

        assertThat(data.missing(FIRST, TODAY)).containsExactly(TODAY.minusDays(2), TODAY);
        assertThat(data.total(TODAY)).isEmpty();
        assertThat(data.total(TODAY.minusDays(3))).contains(Amounts.ZERO);
        assertThat(data.provisionalFrom()).contains(TODAY.minusDays(1));
    }

    @Test
    void what_aws_estimates_is_provisional() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        account.estimated.add(FIRST.plusDays(3));

        assertThat(one(ask(new ByService())).provisionalFrom()).contains(FIRST.plusDays(3));
    }

    @Test
    void an_account_that_cost_nothing_is_told_in_its_currency_and_without_one_not_at_all() {
        var data = one(ask(new ByService()));
        assertThat(data.total(FIRST)).contains(Amounts.ZERO);
        assertThat(data.known()).doesNotContain(TODAY);

        shelf = new InMemoryShelf();
        account.namesCurrency = false;
        assertThat(ask(new ByService())).isEmpty();
    }

    @Test
    void days_that_cost_explorer_does_not_have_are_not_asked_for() {
        account.charges.add(Charge.of(TODAY.minusDays(9), "Amazon S3", "1"));
        var question =
                new CostQuestion(TODAY.minusYears(3), TODAY.plusYears(1), Set.of(new ByService()));

        var data = one(explorer().costs().read(question));

        assertThat(data.known().first()).isEqualTo(LocalDate.parse("2025-10-01"));
        assertThat(data.origins()).contains("Cost Explorer has nothing by day before 2025-10-01");
        var past = new CostQuestion(TODAY.minusYears(3), TODAY.minusYears(2), Set.of());
        assertThat(explorer().costs().read(past)).isEmpty();
        assertThat(server.paid()).isEqualTo(1);
    }

    private List<CostData> ask(Breakdown... by) {
        return explorer().costs().read(question(by));
    }

    private static CostQuestion question(Breakdown... by) {
        return new CostQuestion(FIRST, TODAY, Set.of(by));
    }

    private static CostData one(List<CostData> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Set<CostKey> keys(CostData data, Breakdown by) {
        return data.table(by).orElseThrow().days().getOrDefault(FIRST, Map.of()).keySet();
    }

    private static Amounts amounts(String billed, String effective) {
        return new Amounts(new BigDecimal(billed), new BigDecimal(effective));
    }
}
