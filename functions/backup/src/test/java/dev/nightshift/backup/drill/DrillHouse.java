package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.DrillSettings.Pick;
import dev.nightshift.backup.drill.sql.DatabaseCheck;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A week of one database: its snapshot, its evidence so far, and what ticks. */
final class DrillHouse implements AutoCloseable {
    private static final String HOME = "eu-west-1";
    private static final Scope SCOPE = new Scope("test", "restore-drill");

    final TestClock clock;
    final ServersRds rds;
    final FakeEvidenceLog log;
    private final DrillAutomation automation;

    /**
     * @param data what the snapshot holds
     * @param restore see {@link ServersRds}
     */
    DrillHouse(
            String engine,
            Instant taken,
            Path data,
            Optional<Evidence> before,
            SqlChecks checks,
            DatabaseCheck check,
            Path folder,
            BiFunction<Path, Path, LocalServer> restore) {
        this.clock = new TestClock(taken.plus(Duration.ofMinutes(30)));
        this.rds = new ServersRds(clock, folder, restore);
        this.log = new FakeEvidenceLog(rds.faults);
        before.ifPresent(log::keep);
        rds.with(
                HOME,
                "shop",
                FakeDrillRds.snapshot(
                        Kind.INSTANCE,
                        "snap",
                        engine,
                        taken,
                        FakeDrillRds.backedUp("test", taken)));
        rds.data("snap", data);
        var settings = settings(checks);
        this.automation =
                new DrillAutomation(
                        settings,
                        SCOPE,
                        new DrillObserver(
                                rds, log, new NoBuckets(), settings, SCOPE, HOME, List.of(HOME)),
                        new DrillEffects(rds, check, log, new NoBuckets(), SCOPE, clock));
    }

    /** One tick: all of the plan, and the quarter of an hour until the next. */
    List<String> tick() {
        var said = new ArrayList<String>();
        for (var action : automation.plan(automation.observe(clock.instant())).actions()) {
            try {
                said.add(
                        action.id()
                                + ": "
                                + automation
                                        .apply(
                                                action,
                                                Deadline.at(
                                                        clock.instant().plusSeconds(300), clock))
                                        .label());
            } catch (CloudException failure) {
                said.add(action.id() + ": " + failure.getMessage());
            }
        }
        clock.advance(Duration.ofMinutes(15));
        rds.settle();
        return said;
    }

    /** Ticks until nothing is to be done and nothing is left; gives the evidence of it. */
    Evidence drill() {
        int before = log.all().size();
        for (int i = 0; i < 40; i++) {
            if (tick().isEmpty() && rds.all().isEmpty()) {
                assertThat(rds.servers()).as("servers left running").isEmpty();
                assertThat(log.all()).hasSize(before + 1);
                return log.all().getLast();
            }
        }
        throw new AssertionError("the drill does not end: " + rds.all());
    }

    @Override
    public void close() {
        rds.close();
    }

    private static DrillSettings settings(SqlChecks checks) {
        return new DrillSettings(
                Duration.ofDays(7),
                1,
                List.of(
                        new DatabaseDrill(
                                "shop",
                                Optional.empty(),
                                Pick.NEWEST,
                                Optional.of("db.t4g.micro"),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofHours(2),
                                Duration.ofHours(26),
                                Duration.ofHours(4),
                                Optional.of("shop"),
                                true,
                                checks)),
                List.of(),
                Optional.of(new Network(List.of("subnet-1"), List.of("sg-1"))),
                Optional.empty(),
                Optional.empty());
    }
}
