package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.drill.sql.DatabaseCheck.Examined;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Finding;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every history, whatever goes wrong at whatever call. */
class DrillPropertiesTest {
    private static final Scope SCOPE = new Scope("test", "restore-drill");
    private static final String HOME = "eu-west-1";
    private static final Duration TICK = Duration.ofMinutes(15);
    private static final int TICKS = 4 * 24 * 16;

    static java.util.stream.IntStream seeds() {
        return java.util.stream.IntStream.range(0, 40);
    }

    /** Sixteen days of ticks that are late, lost, cut off and refused, and of checks that fail. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_history_leaves_anything_behind_touches_a_stranger_or_proves_what_is_not(int seed) {
        var random = new Random(seed);
        var clock = new TestClock(Instant.parse("2026-11-19T00:00:00Z").plusSeconds(seed * 7_001L));
        var rds = new FakeDrillRds(clock);
        var log = new FakeEvidenceLog(rds.faults);
        strangers(rds);
        var strangers = foreign(rds);
        var settings =
                DrillContractTest.settings(
                        1 + random.nextInt(3),
                        DrillContractTest.drill("shop", Optional.empty(), checks()),
                        DrillContractTest.drill("blog", Optional.empty(), SqlChecks.NONE),
                        DrillContractTest.drill("ledger", Optional.empty(), checks()));
        var automation =
                new DrillAutomation(
                        settings,
                        SCOPE,
                        new DrillObserver(
                                rds, log, new NoBuckets(), settings, SCOPE, HOME, List.of(HOME)),
                        new DrillEffects(
                                rds,
                                (door, login, checks, known, time) ->
                                        rds.faults.read("jdbc:select", () -> answer(random)),
                                log,
                                new NoBuckets(),
                                SCOPE,
                                clock));
        for (int tick = 0; tick < TICKS; tick++) {
            backUp(rds, clock, random, tick);
            if (random.nextInt(4) == 0) {
                rds.faults.arm(
                        any(random, Fault.values()), Among.ALL_CALLS, 1 + random.nextInt(25));
            }
            if (random.nextInt(20) != 0) {
                run(automation, clock);
            }
            rds.faults.disarm();
            clock.advance(TICK);
            if (random.nextInt(3) == 0) {
                rds.settle();
            }
            assertThat(foreign(rds)).as("what is not ours").isEqualTo(strangers);
            overdue(rds, clock);
        }
        assertThat(log.all()).as("the drills of two slots and more").hasSizeGreaterThan(5);
        assertThat(log.all()).extracting(Evidence::drill).doesNotHaveDuplicates();
        proven(rds, log);
    }

    private static SqlChecks checks() {
        return new SqlChecks(List.of(), true, Optional.empty(), List.of());
    }

    private static Examined answer(Random random) {
        var verdict = any(random, Verdict.values());
        if (random.nextInt(10) == 0) {
            throw new CloudException(CloudException.Kind.UNREACHABLE, "could not connect");
        }
        return new Examined(
                List.of(new Finding("schema", verdict, "as it is")), Map.of(), Optional.empty());
    }

    private static <T> T any(Random random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private static void strangers(FakeDrillRds rds) {
        rds.with(DrillContractTest.restored(Kind.INSTANCE, "shop", Map.of(), Instant.EPOCH));
        rds.with(
                DrillContractTest.restored(
                        Kind.INSTANCE,
                        "nightshift-drill-shop-ffffffff",
                        Map.of(Ownership.OWNER_TAG, "other/restore-drill", DrillTags.DRILL, "x"),
                        Instant.EPOCH));
        rds.with(
                DrillContractTest.restored(
                        Kind.INSTANCE,
                        "only-the-owner-tag",
                        Map.of(Ownership.OWNER_TAG, SCOPE.owner()),
                        Instant.EPOCH));
    }

    private static List<Object> foreign(FakeDrillRds rds) {
        Predicate<DrillFacts.Restored> ours =
                one ->
                        SCOPE.owner().equals(one.tags().get(Ownership.OWNER_TAG))
                                && one.tags().containsKey(DrillTags.DRILL);
        return rds.all().stream().filter(ours.negate()).map(Object.class::cast).toList();
    }

    private static void backUp(FakeDrillRds rds, TestClock clock, Random random, int tick) {
        if (tick % 96 != 0) {
            return;
        }
        for (var name : List.of("shop", "blog", "ledger")) {
            var kind = name.equals("ledger") ? Kind.CLUSTER : Kind.INSTANCE;
            var id = name + "-" + tick;
            rds.with(
                    HOME,
                    name,
                    FakeDrillRds.snapshot(
                            kind,
                            id,
                            clock.instant(),
                            FakeDrillRds.backedUp(SCOPE.stage(), clock.instant())));
            if (random.nextInt(4) == 0) {
                rds.doom(id);
            }
        }
    }

    private static void run(DrillAutomation automation, TestClock clock) {
        try {
            var plan = automation.plan(automation.observe(clock.instant()));
            for (var action : plan.actions()) {
                try {
                    var _ =
                            automation.apply(
                                    action, Deadline.at(clock.instant().plusSeconds(300), clock));
                } catch (CloudException refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                }
            }
        } catch (Faults.Killed | CloudException cut) {
            assertThat(cut).isNotNull();
        }
    }

    /** Twice the timeout, and a few ticks for what went wrong at that very moment. */
    private static void overdue(FakeDrillRds rds, TestClock clock) {
        for (var one : rds.all()) {
            var started = DrillTags.startedAt(one.tags());
            if (started.isPresent()) {
                assertThat(Duration.between(started.get(), clock.instant()))
                        .as("%s is still there, %s", one.id(), one.status())
                        .isLessThan(Duration.ofHours(8 + 12));
            }
        }
    }

    private static void proven(FakeDrillRds rds, FakeEvidenceLog log) {
        var good = new HashSet<String>();
        log.all().stream()
                .filter(one -> one.result() == Result.SUCCESSFUL)
                .forEach(one -> good.add(one.copy()));
        rds.snapshots().stream()
                .filter(one -> one.tags().containsKey(Ownership.PROVEN_TAG))
                .forEach(one -> assertThat(good).as("proven").contains(one.id()));
    }
}
