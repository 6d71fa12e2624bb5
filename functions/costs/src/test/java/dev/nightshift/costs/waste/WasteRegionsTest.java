package dev.nightshift.costs.waste;

import static dev.nightshift.costs.waste.Samples.loose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Sight;
import dev.nightshift.costs.waste.price.Quote;
import dev.nightshift.costs.waste.price.ShippedPrices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regions that have things of the same names in them: each is swept as if it were alone, at its own
 * prices.
 */
class WasteRegionsTest {
    private static final Scope SCOPE = new Scope("test", "waste-sweep");
    private static final Instant NOW = Instant.parse("2026-11-28T02:10:00Z");
    private static final List<String> NAMES = List.of("eu-west-1", "us-east-1", "ap-south-2");

    private final TestClock clock = new TestClock(NOW);

    private static WasteRegion region(WasteGateway gateway) {
        return new WasteRegion(gateway, ShippedPrices.of(gateway.region()));
    }

    private WasteSweepAutomation automation(List<FakeEstate> estates) {
        return new WasteSweepAutomation(
                Samples.ACTING,
                SCOPE,
                estates.stream().map(WasteRegionsTest::region).toList(),
                clock);
    }

    private List<FakeEstate> estates(long seed) {
        var estates = new ArrayList<FakeEstate>();
        for (var name : NAMES) {
            var estate = new FakeEstate(clock, name);
            // the same ids in each, and of each something else
            RandomEstate.fill(estate, 208, new Random(seed * 31 + name.hashCode()), NOW);
            estates.add(estate);
        }
        return estates;
    }

    private record Night(List<String> actions, List<String> findings) {}

    /** What came of it in each region. */
    private Map<String, Night> night(List<FakeEstate> estates) {
        var automation = automation(estates);
        var draft = WastePlanner.draft(Samples.ACTING, SCOPE, automation.observe(clock.instant()));
        var nights = new TreeMap<String, Night>();
        NAMES.forEach(name -> nights.put(name, new Night(new ArrayList<>(), new ArrayList<>())));
        for (var action : draft.plan().actions()) {
            assertThat(automation.apply(action, () -> Duration.ofMinutes(5)).succeeded())
                    .as(action.id())
                    .isTrue();
            Optional.ofNullable(nights.get(action.region()))
                    .orElseThrow()
                    .actions()
                    .add(action.id());
        }
        for (var finding : draft.pieces()) {
            Optional.ofNullable(nights.get(finding.resource().region()))
                    .ifPresent(it -> it.findings().add(finding.line()));
        }
        estates.forEach(FakeEstate::settle);
        return nights;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_region_ends_as_if_it_were_alone(long seed) {
        var together = estates(seed);
        var alone = estates(seed);
        var acted = new TreeMap<String, Integer>();
        for (int night = 0; night < 20; night++) {
            var all = night(together);
            for (int i = 0; i < NAMES.size(); i++) {
                var name = NAMES.get(i);
                var one = night(List.of(alone.get(i)));
                assertThat(all.get(name)).as("%s, night %d", name, night).isEqualTo(one.get(name));
                assertThat(together.get(i).all())
                        .as("%s, night %d", name, night)
                        .isEqualTo(alone.get(i).all());
                acted.merge(
                        name,
                        Optional.ofNullable(one.get(name)).orElseThrow().actions().size(),
                        Integer::sum);
            }
            clock.advance(Duration.ofDays(1));
        }
        assertThat(acted.values()).as("%s", acted).hasSize(3).allMatch(actions -> actions > 30);
    }

    @Test
    void what_is_in_no_region_is_looked_at_once() {
        var estates = estates(4);
        var facts = automation(estates).observe(NOW);

        assertThat(facts.resources())
                .filteredOn(it -> it.type() == ResourceType.DISTRIBUTION)
                .isNotEmpty()
                .allMatch(it -> it.region().equals(Resource.GLOBAL))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(
                        estates.getFirst().all().values().stream()
                                .filter(it -> it.type() == ResourceType.DISTRIBUTION)
                                .toList());
        assertThat(facts.resources())
                .filteredOn(it -> it.type() != ResourceType.DISTRIBUTION)
                .extracting(Resource::region)
                .isSubsetOf(NAMES)
                .containsAll(NAMES);
    }

    @Test
    void each_has_its_own_prices_and_one_that_cannot_be_read_spares_the_others() {
        var here = new FakeEstate(clock, "eu-west-1").with(volume("eu-west-1"));
        var there = new FakeEstate(clock, "us-east-1").with(volume("us-east-1"));
        var facts = automation(List.of(here, there)).observe(NOW);
        var draft = WastePlanner.draft(Samples.ACTING, SCOPE, facts);

        assertThat(draft.pieces())
                .extracting(it -> it.monthly().amount().map(BigDecimal::stripTrailingZeros))
                .containsExactly(
                        Optional.of(new BigDecimal("8.8")), Optional.of(new BigDecimal("8")));
        assertThat(facts.quotes("ap-south-2").values()).noneMatch(Quote.Known.class::isInstance);
        assertThat(draft.plan().actions())
                .extracting(it -> it.id())
                .allMatch(id -> id.startsWith("mark vol in "))
                .doesNotHaveDuplicates();

        there.shut();
        var blind = automation(List.of(here, there)).observe(NOW);
        assertThat(blind.unread())
                .containsKey("volumes in us-east-1")
                .doesNotContainKey("volumes in eu-west-1");
        var plan = WastePlanner.plan(Samples.ACTING, SCOPE, blind);
        assertThat(plan.actions()).extracting(WasteAction::region).containsExactly("eu-west-1");
        assertThat(plan.remarks())
                .anyMatch(
                        it ->
                                it.kind() == Remark.Kind.UNKNOWN
                                        && it.subject().contains("us-east-1"));
        here.shut();
        assertThatThrownBy(() -> automation(List.of(here, there)).observe(NOW))
                .isInstanceOfSatisfying(
                        CloudException.class, it -> assertThat(it.kind()).isEqualTo(Kind.DENIED));
    }

    @Test
    void an_action_elsewhere_is_nobodys() {
        var there = new FakeEstate(clock, "us-east-1").with(volume("us-east-1"));
        var action =
                automation(List.of(there))
                        .plan(automation(List.of(there)).observe(NOW))
                        .actions()
                        .getFirst();
        var here = new FakeEstate(clock, "eu-west-1").with(volume("eu-west-1"));

        assertThatThrownBy(
                        () -> automation(List.of(here)).apply(action, () -> Duration.ofMinutes(5)))
                .hasMessageContaining("in no region that is looked at");
        assertThat(here.all().values())
                .singleElement()
                .satisfies(it -> assertThat(it.tag(WasteMark.TAG)).isEmpty());
    }

    private static Resource volume(String region) {
        return new Resource(
                region,
                "vol",
                Optional.of(Samples.LONG_AGO),
                Sight.of(Map.of()),
                loose("gp3", 100),
                Map.of());
    }
}
