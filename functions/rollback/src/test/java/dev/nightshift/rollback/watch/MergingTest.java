package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergingTest {
    private static final Instant T0 = Instant.parse("2026-11-28T09:00:00Z");
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final String TARGET = "lambda shop:live";

    @Test
    void a_deployment_begins_with_its_start_and_ends_with_its_end() {
        assertThat(merged(event(0, Phase.STARTED), event(20, Phase.SUCCEEDED)))
                .isEqualTo(release(0, Release.Phase.LIVE));
        assertThat(merged(event(20, Phase.SUCCEEDED), event(0, Phase.STARTED)))
                .isEqualTo(release(0, Release.Phase.LIVE));
        assertThat(merged(event(0, Phase.STARTED), event(20, Phase.STOPPED)))
                .isEqualTo(release(0, Release.Phase.FAILED));
    }

    @Test
    void what_is_released_again_begins_anew() {
        assertThat(
                        merged(
                                event(0, Phase.STARTED),
                                event(5, Phase.SUCCEEDED),
                                event(60, Phase.STARTED)))
                .isEqualTo(release(60, Release.Phase.STARTED));
        assertThat(merged(event(0, Phase.SUCCEEDED), event(60, Phase.SUCCEEDED)))
                .isEqualTo(release(60, Release.Phase.LIVE));
        assertThat(merged(event(0, Phase.SUCCEEDED), event(1, Phase.SUCCEEDED)))
                .isEqualTo(release(0, Release.Phase.LIVE));
    }

    @Test
    void what_was_seen_later_is_not_moved_back_by_an_old_event() {
        var seen = release(300, Release.Phase.LIVE);

        assertThat(Merging.of(TARGET, "42", Optional.of(seen), List.of(event(0, Phase.FAILED))))
                .contains(seen);
    }

    @Test
    void what_has_arrived_does_not_start_because_its_start_is_told_late() {
        var seen = release(0, Release.Phase.LIVE);

        assertThat(Merging.of(TARGET, "42", Optional.of(seen), List.of(event(0, Phase.STARTED))))
                .contains(seen);
    }

    /** The register after all deliveries is the same, however they came and how often. */
    @Test
    void the_order_of_deliveries_and_their_repetition_change_nothing() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var story = story(random);
            var expected = deliver(story);
            for (int i = 0; i < 5; i++) {
                var deliveries = new ArrayList<>(story);
                for (int extra = random.nextInt(4); extra > 0; extra--) {
                    deliveries.add(story.get(random.nextInt(story.size())));
                }
                Collections.shuffle(deliveries, random);
                assertThat(deliver(deliveries))
                        .as("seed %d: %s", seed, deliveries)
                        .isEqualTo(expected);
            }
        }
    }

    /** Ticks and people write between the deliveries. */
    @Test
    void no_delivery_takes_back_what_a_later_look_has_found() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var told = new LinkedHashSet<DeploymentEvent>();
            var known = Optional.<Release>empty();
            for (var event : story(random)) {
                told.add(event);
                var next = Merging.of(TARGET, "42", known, told).orElseThrow();
                if (known.isPresent() && known.get().at().isAfter(event.at())) {
                    assertThat(next.goodAt()).isEqualTo(known.get().goodAt());
                }
                if (random.nextInt(3) == 0) {
                    var seen = T0.plus(Duration.ofMinutes(500 + random.nextInt(100)));
                    next = Merging.good(Merging.moved(next, seen, Release.Phase.LIVE), seen);
                    var after = Merging.of(TARGET, "42", Optional.of(next), told).orElseThrow();
                    assertThat(after.at()).as("seed %d", seed).isEqualTo(seen);
                    assertThat(after.phase()).isEqualTo(Release.Phase.LIVE);
                    assertThat(after.goodAt()).isEqualTo(next.goodAt());
                }
                known = Optional.of(next);
            }
        }
    }

    @Test
    void a_plan_that_is_late_does_not_overwrite_what_is_newer() {
        var planned = release(0, Release.Phase.STARTED);
        var wanted = release(0, Release.Phase.LIVE);
        var stored = Merging.good(release(30, Release.Phase.STARTED), T0);

        assertThat(Merging.forward(Optional.of(planned), wanted, planned)).isEqualTo(wanted);
        assertThat(Merging.forward(Optional.of(planned), wanted, stored)).isEqualTo(stored);
        assertThat(Merging.forward(Optional.empty(), release(60, Release.Phase.LIVE), stored))
                .isEqualTo(Merging.good(release(60, Release.Phase.LIVE), T0));
    }

    private static Release deliver(List<DeploymentEvent> deliveries) {
        var told = new LinkedHashSet<DeploymentEvent>();
        var known = Optional.<Release>empty();
        for (var event : deliveries) {
            told.add(event);
            known = Merging.of(TARGET, "42", known, told);
        }
        return known.orElseThrow();
    }

    private static List<DeploymentEvent> story(Random random) {
        var story = new ArrayList<DeploymentEvent>();
        int minute = 0;
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            minute += random.nextInt(4) == 0 ? 0 : random.nextInt(40);
            var phase = PHASES.get(random.nextInt(PHASES.size()));
            story.add(
                    new DeploymentEvent(
                            "e" + i,
                            new Subject("lambda", Set.of("shop:live")),
                            Optional.of("42"),
                            phase,
                            T0.plus(Duration.ofMinutes(minute)),
                            maybe(random, "by" + i),
                            maybe(random, "what" + i),
                            Optional.empty(),
                            random.nextInt(5) == 0));
        }
        return story;
    }

    private static Optional<String> maybe(Random random, String text) {
        return random.nextBoolean() ? Optional.of(text) : Optional.empty();
    }

    private static Release merged(DeploymentEvent... events) {
        return Merging.of(TARGET, "42", Optional.empty(), List.of(events)).orElseThrow();
    }

    private static DeploymentEvent event(int minute, Phase phase) {
        return new DeploymentEvent(
                minute + "-" + phase,
                new Subject("lambda", Set.of("shop:live")),
                Optional.of("42"),
                phase,
                T0.plus(Duration.ofMinutes(minute)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Release release(int minute, Release.Phase phase) {
        return new Release(
                TARGET,
                "42",
                T0.plus(Duration.ofMinutes(minute)),
                phase,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Release.Undo.UNKNOWN);
    }
}
