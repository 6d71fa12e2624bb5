package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.costs.report.Edition.Told;
import dev.nightshift.costs.summary.Estate;
import dev.nightshift.costs.summary.Purchase;
import dev.nightshift.costs.summary.Shop;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostReportTest {
    /** A Sunday. */
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private final FakeCosts costs = new FakeCosts(new Faults());
    private final CostReportAutomation automation =
            new CostReportAutomation(Given.settings(), costs);

    private Run<CostReportFacts, NoAction> run(Map<String, String> memory) {
        return run(NOW, memory);
    }

    private Run<CostReportFacts, NoAction> run(Instant now, Map<String, String> memory) {
        var facts = automation.observe(now, () -> memory);
        return new Run<>(
                "run",
                new Scope("prod", "cost-report"),
                Trigger.schedule(now),
                Mode.APPLY,
                now,
                now,
                facts,
                automation.plan(facts),
                List.of());
    }

    private static List<Notice> editions(List<Notice> notices) {
        return notices.stream().filter(notice -> notice.incident().isEmpty()).toList();
    }

    @Test
    void a_day_is_told_once_shortly_and_with_its_page() {
        costs.data.add(Shop.data("USD"));
        var told = Map.of("monthly", "2026-10");

        var run = run(told);
        var notices = editions(automation.report(run));

        assertThat(notices).hasSize(1);
        var digest = notices.getFirst();
        assertThat(digest.title()).startsWith("Costs of the month to date: ").contains("USD (+");
        assertThat(1 + digest.facts().size() + digest.left().size() + digest.links().size())
                .as("lines: %s", digest)
                .isLessThanOrEqualTo(15);
        assertThat(digest.facts())
                .extracting(Notice.Fact::name)
                .contains("Month to date", "Forecast", "Provisional");
        assertThat(digest.left().getFirst()).startsWith("Amazon Elastic Compute Cloud in ");
        assertThat(digest.links())
                .extracting(Notice.Link::label, link -> link.target().toString())
                .containsExactly(
                        tuple("Page", "https://example.com/2026-11-22/daily/index.html"),
                        tuple("Picture", "https://example.com/2026-11-22/daily/days.png"));
        assertThat(digest.picture().orElseThrow().title())
                .isEqualTo("Costs by day and service, USD");
        assertThat(costs.places.getOrDefault("2026-11-22/daily", Map.of()))
                .containsKeys("index.html", "days.csv", "services.csv", "days.png");

        var again = run(automation.remember(run));
        assertThat(editions(automation.report(again))).isEmpty();
        assertThat(
                        editions(
                                automation.report(
                                        run(NOW.plusSeconds(86_400), automation.remember(run)))))
                .hasSize(2); // Monday: the day and the week
    }

    @Test
    void a_month_is_told_once_it_has_settled_even_if_late() {
        var settings = Given.settings();
        var october = YearMonth.of(2026, 10);
        var never = Told.NOTHING;
        var before =
                new Told(Optional.empty(), Optional.empty(), Optional.of(october.minusMonths(1)));
        var after = new Told(Optional.empty(), Optional.empty(), Optional.of(october));

        assertThat(Edition.due(settings, never, LocalDate.of(2026, 11, 5)))
                .doesNotContain(Edition.MONTHLY);
        assertThat(Edition.due(settings, before, LocalDate.of(2026, 11, 6)))
                .contains(Edition.MONTHLY);
        assertThat(Edition.due(settings, before, LocalDate.of(2026, 11, 27)))
                .contains(Edition.MONTHLY);
        assertThat(Edition.due(settings, after, LocalDate.of(2026, 11, 27)))
                .doesNotContain(Edition.MONTHLY);
    }

    @Test
    void a_week_is_told_on_its_day_and_made_good_later() {
        var settings = Given.settings();
        var monday = LocalDate.of(2026, 11, 23);
        var told = new Told(Optional.empty(), Optional.of(monday), Optional.empty());

        assertThat(Edition.due(settings, Told.NOTHING, monday.minusDays(1)))
                .doesNotContain(Edition.WEEKLY);
        assertThat(Edition.due(settings, Told.NOTHING, monday)).contains(Edition.WEEKLY);
        assertThat(Edition.due(settings, told, monday.plusDays(6))).doesNotContain(Edition.WEEKLY);
        assertThat(Edition.due(settings, told, monday.plusDays(8))).contains(Edition.WEEKLY);
    }

    @Test
    void the_month_is_longer_and_speaks_of_credits_and_tags() {
        costs.data.add(Shop.data("USD"));

        var monthly = editions(automation.report(run(Map.of("daily", "2026-11-22")))).getFirst();

        assertThat(monthly.title()).startsWith("Costs of the last full month");
        assertThat(monthly.facts())
                .extracting(Notice.Fact::name)
                .contains("Month", "Before credits", "Amortised", "Without tag team", "Asking");
    }

    @Test
    void a_budget_that_will_be_crossed_is_an_incident_until_it_will_not() {
        costs.data.add(Shop.data("USD"));
        var notices = automation.report(run(Map.of()));

        assertThat(notices)
                .filteredOn(notice -> notice.incident().isPresent())
                .extracting(
                        notice -> notice.incident().get().key(),
                        notice -> notice.incident().get().resolved())
                .contains(
                        tuple("cost-report/data-team/budget", false),
                        tuple("cost-report/databases/budget", true));
    }

    @Test
    void what_cannot_be_read_is_said_and_nothing_is_told_as_if_it_were_known() {
        costs.blind = true;

        var run = run(Map.of());
        var notices = automation.report(run);

        assertThat(editions(notices)).isEmpty();
        assertThat(notices).hasSize(1);
        assertThat(notices.getFirst().title()).isEqualTo(FakeCosts.BLIND + " could not be read");
        assertThat(run.plan().remarks()).extracting(Remark::kind).containsOnly(Remark.Kind.UNKNOWN);
        assertThat(automation.remember(run)).as("tried again by the next run").isEmpty();
        assertThat(costs.places).isEmpty();
    }

    @Test
    void a_budget_of_which_nothing_is_known_is_neither_well_nor_over() {
        costs.data.add(new Estate("USD").use(LocalDate.of(2026, 11, 3), "RDS", "1").data());

        var run = run(Map.of("monthly", "2026-10"));

        assertThat(run.plan().remarks())
                .filteredOn(remark -> remark.subject().equals("budget all of it"))
                .extracting(Remark::kind)
                .containsExactly(Remark.Kind.UNKNOWN);
        assertThat(automation.report(run)).allMatch(notice -> notice.incident().isEmpty());
    }

    @Test
    void a_page_that_has_no_place_is_said_and_the_rest_is_told() {
        costs.data.add(Shop.data("USD"));
        costs.placeRefused = true;

        var notices = automation.report(run(Map.of("monthly", "2026-10")));

        assertThat(editions(notices)).hasSize(1);
        assertThat(editions(notices).getFirst().links()).isEmpty();
        assertThat(notices)
                .extracting(Notice::title)
                .contains("The daily page could not be put into its bucket");
    }

    @Test
    void currencies_are_told_beside_each_other() {
        costs.data.add(Shop.data("USD"));
        costs.data.add(Shop.data("EUR"));

        var digest = editions(automation.report(run(Map.of("monthly", "2026-10")))).getFirst();

        assertThat(digest.title()).contains(" USD (", " EUR (");
    }

    @Test
    void looking_without_a_memory_publishes_nothing() {
        costs.data.add(Shop.data("USD"));

        automation.observe(NOW);

        assertThat(costs.places).isEmpty();
    }

    @Test
    void what_costs_nothing_is_asked_in_full() {
        var today = LocalDate.of(2026, 11, 22);

        var free = Questions.of(Given.settings(), List.of(Edition.DAILY), today).costs();

        assertThat(free.breakdowns()).hasSize(8);
        assertThat(free.first()).isEqualTo("2026-09-01");
        assertThat(free.last()).isEqualTo("2026-11-21");
        assertThat(
                        Questions.of(Given.settings(true), List.of(), LocalDate.of(2026, 11, 1))
                                .costs()
                                .first())
                .isEqualTo("2026-08-01");
    }

    @Test
    void what_two_sources_tell_is_an_incident() {
        costs.data.add(Shop.data("USD"));
        costs.twice.add("Cost Explorer and exports both tell costs of account 1");

        var run = run(Map.of());

        assertThat(run.plan().remarks())
                .filteredOn(remark -> remark.subject().equals("sources"))
                .extracting(Remark::kind)
                .containsExactly(Remark.Kind.WARN);
        assertThat(automation.report(run))
                .filteredOn(notice -> notice.title().equals("Two sources tell the same costs"))
                .singleElement()
                .satisfies(
                        notice ->
                                assertThat(notice.incident().orElseThrow().key())
                                        .isEqualTo("cost-report/sources/twice"));
    }

    @Test
    void what_is_worth_buying_is_a_line_of_the_month() {
        costs.data.add(Shop.data("USD"));
        costs.purchases =
                List.of(
                        new Purchase(
                                "Savings Plan",
                                "Compute Savings Plan",
                                "1.2 USD an hour",
                                Optional.empty(),
                                new BigDecimal("188.4"),
                                Optional.empty(),
                                "USD"));

        var digests = editions(automation.report(run(Map.of("weekly", "2026-11-22"))));

        assertThat(digests)
                .extracting(
                        digest ->
                                digest.facts().stream()
                                        .filter(fact -> fact.name().equals("Worth evaluating"))
                                        .map(Notice.Fact::value)
                                        .toList())
                .containsExactly(
                        List.of(),
                        List.of(
                                "1 commitment could save 188.40 USD a month, AWS reckons; first of"
                                        + " all 1.2 USD an hour, Compute Savings Plan"));
    }
}
