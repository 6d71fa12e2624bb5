package dev.nightshift.backup.contabo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Outcome.Failed;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two months of ticks over a host where people take, remove and rename snapshots by hand, calls
 * fail and answers get lost; looked at around every single effect.
 */
class ContaboBackupHistoriesTest {
    private static final Scope SCOPE = new Scope("test", "contabo-backup");
    private static final long ID = 100;
    private static final Duration TICK = Duration.ofHours(1);
    private static final int TICKS = 60 * 24;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest(name = "history {0}")
    @MethodSource("seeds")
    void whatever_happens_nothing_of_others_goes_and_the_last_good_one_stays(int seed) {
        var history = new History(seed, true);

        IntStream.range(0, TICKS).forEach(any -> history.tick());

        assertThat(history.taken).as("it does something").isPositive();
    }

    @ParameterizedTest(name = "history {0}")
    @MethodSource("seeds")
    void where_nobody_interferes_the_objective_is_met_in_every_hour(int seed) {
        var history = new History(seed, false);

        for (int i = 0; i < TICKS; i++) {
            history.tick();
            if (i > 0) {
                assertThat(history.ours())
                        .as("after %d ticks of %s", i, history.settings)
                        .anyMatch(
                                snapshot ->
                                        snapshot.created()
                                                .plus(history.settings.rpo())
                                                .isAfter(history.clock.instant()));
            }
        }
    }

    @Test
    void a_single_place_without_a_gap_is_filled_anew_once_contabo_has_emptied_it() {
        var history = new History(0, false, 1, RetentionPolicy.keepLast(1), false);

        IntStream.range(0, TICKS).forEach(any -> history.tick());

        assertThat(history.taken).isEqualTo(2);
        assertThat(history.removed).isZero();
    }

    private static final class History {
        final Random random;
        final boolean rough;
        final TestClock clock = new TestClock(Instant.parse("2026-10-01T00:10:00Z"));
        final FakeContabo contabo = new FakeContabo(clock);
        final ContaboBackupSettings settings;
        final ContaboBackupAutomation automation;
        int taken;
        int removed;

        History(int seed, boolean rough) {
            this(new Random(seed), rough);
        }

        private History(Random random, boolean rough) {
            this(
                    random,
                    rough,
                    rough ? 1 + random.nextInt(5) : 2 + random.nextInt(4),
                    RetentionPolicy.keepLast(1 + random.nextInt(2)),
                    rough && random.nextInt(4) == 0);
        }

        History(int seed, boolean rough, int quota, RetentionPolicy keep, boolean acceptGap) {
            this(new Random(seed), rough, quota, keep, acceptGap);
        }

        private History(
                Random random, boolean rough, int quota, RetentionPolicy keep, boolean acceptGap) {
            this.random = random;
            this.rough = rough;
            var every = Duration.ofHours(List.of(6, 12, 24, 72).get(random.nextInt(4)));
            contabo.with(FakeContabo.instance(ID, "web"), quota);
            settings =
                    new ContaboBackupSettings(
                            new Select(List.of(ID), List.of(), List.of()),
                            every,
                            keep,
                            every.plus(Duration.ofHours(4)),
                            quota,
                            Map.of(),
                            acceptGap,
                            "nightshift/contabo",
                            URI.create("https://api.contabo.com"),
                            URI.create("https://auth.contabo.com/token"));
            automation = new ContaboBackupAutomation(settings, SCOPE, new Weather());
        }

        List<Snapshot> ours() {
            return contabo.all(ID).stream()
                    .filter(it -> SnapshotLabel.read(it.description(), SCOPE, ID).isPresent())
                    .toList();
        }

        private List<Snapshot> good() {
            var now = clock.instant();
            return Holdings.of(contabo.all(ID), SCOPE, ID, now).ours().stream()
                    .filter(owned -> owned.isReliable(now))
                    .map(Holdings.Owned::snapshot)
                    .toList();
        }

        void tick() {
            clock.advance(TICK);
            if (rough) {
                people();
            }
            ContaboBackupFacts facts;
            try {
                facts = automation.observe(clock.instant());
            } catch (CloudException unreachable) {
                return;
            }
            if (rough && random.nextInt(20) == 0) {
                people();
            }
            var succeeded = new HashSet<String>();
            for (var action : automation.plan(facts).actions()) {
                if (succeeded.containsAll(action.needs()) && apply(action).succeeded()) {
                    succeeded.add(action.id());
                }
            }
        }

        private Outcome apply(ContaboBackupAction action) {
            var foreign = foreign();
            var before = contabo.all(ID);
            var hadGood = !good().isEmpty();
            Outcome outcome;
            try {
                outcome = automation.apply(action, () -> Duration.ofMinutes(5));
            } catch (CloudException failure) {
                outcome = new Failed(failure.kind(), failure.getMessage());
            }
            var gone = new HashSet<>(before);
            contabo.all(ID).forEach(gone::remove);
            taken += contabo.all(ID).size() - before.size() + gone.size();
            removed += gone.size();

            assertThat(foreign()).as("what is not ours").isEqualTo(foreign);
            assertThat(contabo.all(ID)).hasSizeLessThanOrEqualTo(settings.snapshotQuota());
            assertThat(ours().stream().map(Snapshot::name)).doesNotHaveDuplicates();
            if (hadGood && !settings.acceptGap()) {
                assertThat(good()).as("%s: %s", action, outcome).isNotEmpty();
            }
            return outcome;
        }

        private List<Snapshot> foreign() {
            var ours = ours();
            return contabo.all(ID).stream().filter(it -> !ours.contains(it)).toList();
        }

        /** What people do by hand, now and then. */
        private void people() {
            var there = contabo.all(ID);
            switch (random.nextInt(200)) {
                case 0 -> {
                    if (there.size() < settings.snapshotQuota()) {
                        contabo.taken(ID, "by hand", "before the upgrade", clock.instant());
                    }
                }
                case 1, 2, 3 -> pick(there).ifPresent(it -> contabo.delete(ID, it.id()));
                case 4 -> pick(there).ifPresent(it -> contabo.change(ID, it.id(), "mine now"));
                case 5 ->
                        pick(ours())
                                .ifPresent(
                                        it ->
                                                contabo.change(
                                                        ID,
                                                        it.id(),
                                                        it.description()
                                                                + " nightshift:proven="
                                                                + clock.instant()));
                default -> {
                    // most of the time they do something else
                }
            }
        }

        private Optional<Snapshot> pick(List<Snapshot> from) {
            return from.isEmpty()
                    ? Optional.empty()
                    : Optional.of(from.get(random.nextInt(from.size())));
        }

        /** Contabo's API on good days and bad ones. */
        private final class Weather implements ContaboBackupGateway {
            @Override
            public List<ContaboBackupFacts.Instance> instances() {
                return call(contabo::instances);
            }

            @Override
            public List<Snapshot> snapshots(long instance) {
                return call(() -> contabo.snapshots(instance));
            }

            @Override
            public Snapshot create(long instance, String name, String description) {
                return call(() -> contabo.create(instance, name, description));
            }

            @Override
            public boolean delete(long instance, String snapshot) {
                return call(() -> contabo.delete(instance, snapshot));
            }

            private <T> T call(Supplier<T> what) {
                return switch (rough ? random.nextInt(30) : -1) {
                    case 0 -> throw new CloudException(Kind.UNREACHABLE, "request lost");
                    case 1 -> throw new CloudException(Kind.THROTTLED, "429");
                    case 2 -> {
                        var _ = what.get();
                        throw new CloudException(Kind.UNREACHABLE, "answer lost");
                    }
                    default -> what.get();
                };
            }
        }
    }
}
