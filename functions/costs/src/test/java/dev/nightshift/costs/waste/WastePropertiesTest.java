package dev.nightshift.costs.waste;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.WasteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Estates of 5,000 resources of all kinds, drawn at random, over twenty nights. */
class WastePropertiesTest {
    private static final int SIZE = 5_000;
    private static final Scope SCOPE = new Scope("test", "waste-sweep");

    /** The metrics without which nothing may be said of the kind. */
    private static final Map<WasteKind, List<Metric>> NEEDED =
            Map.of(
                    WasteKind.OVERSIZED_INSTANCES, List.of(Metric.INSTANCE_CPU),
                    WasteKind.IDLE_NAT_GATEWAYS, List.of(Metric.NAT_BYTES_IN, Metric.NAT_BYTES_OUT),
                    WasteKind.IDLE_DATABASES, List.of(Metric.DATABASE_CONNECTIONS),
                    WasteKind.OVERSIZED_DATABASES, List.of(Metric.DATABASE_CPU),
                    WasteKind.IDLE_CACHES, List.of(Metric.CACHE_CONNECTIONS, Metric.CACHE_HITS),
                    WasteKind.IDLE_DISTRIBUTIONS, List.of(Metric.DISTRIBUTION_REQUESTS));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothing_is_called_unused_without_metrics_nor_touched_unless_marked_and_due(long seed) {
        var random = new Random(seed);
        var clock = new TestClock(Instant.parse("2026-11-28T02:10:00Z"));
        var estate = new FakeEstate(clock);
        RandomEstate.fill(estate, SIZE, random, clock.instant());
        var automation =
                new WasteSweepAutomation(Samples.ACTING, SCOPE, Samples.alone(estate), clock);
        assertThat(estate.all().values().stream().map(Resource::type).distinct())
                .hasSize(ResourceType.values().length);
        var kinds = new HashMap<WasteKind, Integer>();
        int touched = 0;

        for (int night = 0; night < 20; night++) {
            var before = estate.all();
            var facts = automation.observe(clock.instant());
            var draft = WastePlanner.draft(Samples.ACTING, SCOPE, facts);
            for (var finding : draft.pieces()) {
                kinds.merge(finding.waste().kind(), 1, Integer::sum);
                assertHasMetrics(finding.resource(), finding.waste().kind());
                assertThat(finding.resource().tag(WasteSettings.KEEP_TAG)).isEmpty();
            }
            for (var action : draft.plan().actions()) {
                assertThat(automation.apply(action, () -> Duration.ofMinutes(5)).succeeded())
                        .as(action.id())
                        .isTrue();
            }
            touched += assertOnlyDueWereTouched(before, estate.all(), clock.instant());
            estate.settle();
            clock.advance(Duration.ofDays(1));
            if (night == 10) {
                somebodyKeepsSome(estate, random);
            }
        }

        assertThat(kinds.keySet()).as("the estates must show waste").hasSizeGreaterThan(15);
        assertThat(touched).as("and some of it must be acted on").isGreaterThan(50);
    }

    private static void assertHasMetrics(Resource resource, WasteKind kind) {
        NEEDED.getOrDefault(kind, List.of())
                .forEach(
                        metric ->
                                assertThat(
                                                resource.usage(metric)
                                                        .filter(it -> it.values().size() >= 302))
                                        .as("%s of %s, called %s", metric, resource.id(), kind)
                                        .isPresent());
    }

    /** Compares whatever is not a mark. */
    private static int assertOnlyDueWereTouched(
            Map<String, Resource> before, Map<String, Resource> after, Instant now) {
        int touched = 0;
        for (var old : before.values()) {
            var now2 = Optional.ofNullable(after.get(old.id()));
            if (now2.map(Resource::detail).equals(Optional.of(old.detail()))) {
                assertThat(unmarked(now2.orElseThrow())).isEqualTo(unmarked(old));
                continue;
            }
            touched++;
            var mark = old.tag(WasteMark.TAG).flatMap(WasteMark::parse);
            assertThat(mark).as("%s was touched and not marked", old.id()).isPresent();
            assertThat(mark.orElseThrow().due(Samples.ACTING.patience()))
                    .as("%s was touched before it was due", old.id())
                    .isBeforeOrEqualTo(now);
            assertThat(old.tag(WasteSettings.KEEP_TAG)).as(old.id()).isEmpty();
        }
        return touched;
    }

    private static Map<String, String> unmarked(Resource resource) {
        return resource.tags().value().orElse(Map.of()).entrySet().stream()
                .filter(tag -> !Objects.equals(tag.getKey(), WasteMark.TAG))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void somebodyKeepsSome(FakeEstate estate, Random random) {
        estate.all()
                .forEach(
                        (id, resource) -> {
                            if (!resource.type().canBeMarked()) {
                                return;
                            }
                            if (resource.tag(WasteMark.TAG).isPresent() && random.nextInt(4) == 0) {
                                estate.tag(resource.type(), id, WasteSettings.KEEP_TAG, "yes");
                            } else if (resource.tag(WasteMark.TAG).isPresent()
                                    && random.nextInt(4) == 0) {
                                estate.untag(resource.type(), id, WasteMark.TAG);
                            }
                        });
    }
}
