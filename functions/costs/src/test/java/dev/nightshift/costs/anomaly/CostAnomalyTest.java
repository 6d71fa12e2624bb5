package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.costs.model.Breakdown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostAnomalyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private final FakeFigures figures =
            new FakeFigures(new Faults(), LocalDate.parse("2026-11-22"));
    private final CostAnomalyAutomation automation =
            new CostAnomalyAutomation(FakeFigures.settings(), () -> figures);

    @Test
    void what_costs_ten_times_as_much_is_told_with_its_cause() {
        var facts = automation.observe(NOW);

        assertThat(facts.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isOpen()).isTrue();
                            assertThat(finding.subject()).contains(FakeFigures.SERVICE);
                            assertThat(finding.excess())
                                    .isBetween(BigDecimal.valueOf(150), BigDecimal.valueOf(200));
                            assertThat(finding.causes().toString()).contains("BoxUsage:m5.large");
                        });
        assertThat(automation.plan(facts).findings()).isNotEmpty();
    }

    @Test
    void what_costs_what_it_did_is_not_told() {
        figures.back = true;

        assertThat(automation.observe(NOW).findings()).isEmpty();
    }

    @Test
    void who_made_it_is_asked_once_and_told() {
        figures.made =
                new Attribution.Made(
                        List.of(new Attribution.Maker("ci-deployer", "RunInstances", 14)),
                        "eu-west-1",
                        false);

        var facts = automation.observe(NOW);

        assertThat(facts.makers().values())
                .extracting(Attribution::words)
                .containsExactly("ci-deployer (RunInstances ×14), by CloudTrail in eu-west-1");
        assertThat(asked()).as("no tag was paid for").isFalse();
    }

    @Test
    void where_the_trail_does_not_know_a_tag_tells() {
        figures.made = new Attribution.Unknown("it would be in another account's trail");
        figures.tags.put(CreatedBy.TAG, "IAMUser:AIDACKCEVSQ6C2EXAMPLE:anna");
        figures.tags.put("owner", "shop");

        var facts = automation.observe(NOW);

        assertThat(facts.makers().values())
                .extracting(Attribution::words)
                .containsExactly(
                        "user anna, by tag aws:createdBy on 100 % of it; without tags not known: it"
                                + " would be in another account's trail");
        assertThat(automation.plan(facts).remarks().toString())
                .contains("; made by user anna (tag aws:createdBy)");
        var line = told(facts, "Most probably");
        assertThat(line)
                .as("told apart from the allocation tag")
                .contains("tag team web (")
                .endsWith(" → made by user anna (tag aws:createdBy)");
    }

    @Test
    void the_second_tag_is_good_where_the_first_names_nobody() {
        figures.tags.put("owner", "shop");

        assertThat(automation.observe(NOW).makers().values())
                .extracting(who -> who.brief().orElse(""))
                .containsExactly("shop (tag owner)");
    }

    @Test
    void a_trail_that_was_read_in_part_gives_way_to_a_tag() {
        figures.made =
                new Attribution.Made(
                        List.of(new Attribution.Maker("ci-deployer", "RunInstances", 14)),
                        "eu-west-1",
                        true);
        assertThat(automation.observe(NOW).makers().values())
                .extracting(who -> who.brief().orElse(""))
                .containsExactly("ci-deployer (CloudTrail)");

        figures.tags.put(CreatedBy.TAG, "Root:111122223333");

        assertThat(automation.observe(NOW).makers().values())
                .extracting(Attribution::words)
                .containsExactly(
                        "the root user of account 111122223333, by tag aws:createdBy on 100 % of"
                                + " it; without tags ci-deployer (RunInstances ×14), by CloudTrail in"
                                + " eu-west-1; of the latest changes only, since there are more");
    }

    @Test
    void where_neither_knows_it_is_said_why() {
        var facts = automation.observe(NOW);

        assertThat(facts.makers().values())
                .extracting(Attribution::words)
                .containsExactly(
                        "not known: nobody looked; tag aws:createdBy, owner names nobody on most of"
                                + " it");
        assertThat(told(facts, "Most probably")).doesNotContain("made by");
        assertThat(told(facts, "Made by")).startsWith("not known: ");
    }

    @Test
    void of_what_was_told_before_nobody_is_asked_again() {
        var first = automation.observe(NOW);
        figures.asked.clear();

        var second = automation.observe(NOW, first::after);

        assertThat(second.findings()).extracting(Finding::turn).containsExactly(Turn.OPEN);
        assertThat(second.makers()).isEmpty();
        assertThat(asked()).isFalse();
    }

    private boolean asked() {
        return figures.asked.stream()
                .flatMap(question -> question.breakdowns().stream())
                .anyMatch(by -> by instanceof Breakdown.ByServiceAndTag);
    }

    private String told(CostAnomalyFacts facts, String fact) {
        var run =
                new Run<CostAnomalyFacts, NoAction>(
                        "run",
                        new Scope("prod", "cost-anomaly"),
                        Trigger.schedule(NOW),
                        Mode.APPLY,
                        NOW,
                        NOW,
                        facts,
                        automation.plan(facts),
                        List.of());
        return automation.report(run).stream()
                .flatMap(notice -> notice.facts().stream())
                .filter(one -> one.name().equals(fact))
                .map(Notice.Fact::value)
                .findFirst()
                .orElse("");
    }
}
