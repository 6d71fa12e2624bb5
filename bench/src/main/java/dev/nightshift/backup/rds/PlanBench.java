package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * How long rds-backup thinks about a large estate, straight in memory, against its limits. Each
 * question has a JVM of its own with the heap that it is allowed; ends with 1 if a limit is passed.
 */
public final class PlanBench {
    private static final Duration OBSERVE_AND_PLAN = Duration.ofSeconds(2);
    private static final Duration PLAN = Duration.ofMillis(100);
    private static final int ROUNDS = 15;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Scope SCOPE = new Scope("bench", "rds-backup");
    private static final Location HOME = Location.here("eu-west-1");

    private PlanBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var within =
                switch (arguments.length == 0 ? "" : arguments[0]) {
                    case "estate" -> estate();
                    case "planner" -> planner();
                    default -> both();
                };
        System.exit(within ? 0 : 1);
    }

    private static boolean both() throws IOException, InterruptedException {
        var estate = inOwnJvm("-Xmx256m", "estate");
        return inOwnJvm("-Xmx1g", "planner") && estate;
    }

    /** What outgrows the heap ends that JVM, and so fails. */
    private static boolean inOwnJvm(String heap, String question)
            throws IOException, InterruptedException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var command = new ArrayList<>(List.of(java, heap, "-XX:+UseSerialGC", "-cp"));
        command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
        command.addAll(List.of(PlanBench.class.getName(), question));
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static boolean estate() {
        var estate = new LargeEstate(HOME, SCOPE, 500, 40, NOW);
        var automation = new RdsBackupAutomation(settings(), SCOPE, HOME, estate);
        return report(
                "observe and plan, 500 databases x 40 snapshots, the first time, 256 MB",
                millis(() -> automation.plan(automation.observe(NOW)).remarks().size()),
                OBSERVE_AND_PLAN);
    }

    private static boolean planner() {
        var large = new LargeEstate(HOME, SCOPE, 1_000, 100, NOW);
        var facts = new RdsBackupAutomation(settings(), SCOPE, HOME, large).observe(NOW);
        var times = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            times.add(
                    millis(() -> RdsBackupPlanner.plan(settings(), SCOPE, facts).remarks().size()));
        }
        times.sort(Comparator.naturalOrder());
        System.out.printf(
                "  %d rounds: %.0f to %.0f ms%n", ROUNDS, times.getFirst(), times.getLast());
        return report(
                "plan alone, 1,000 databases x 100 snapshots, median of " + ROUNDS,
                times.get(ROUNDS / 2),
                PLAN);
    }

    private static double millis(IntSupplier work) {
        var start = System.nanoTime();
        if (work.getAsInt() == 0) {
            throw new IllegalStateException("a plan that says nothing");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static boolean report(String what, double millis, Duration limit) {
        var within = millis <= limit.toMillis();
        System.out.printf(
                "%-75s %8.0f ms, limit %d ms%s%n",
                what, millis, limit.toMillis(), within ? "" : "  PASSED");
        return within;
    }

    private static RdsBackupSettings settings() {
        return new RdsBackupSettings(
                new Select(Map.of(), List.of(), List.of("db-*")),
                Duration.ofDays(1),
                new RetentionPolicy(3, 7, 4, 3, 1, Optional.empty()),
                List.of(),
                Duration.ofHours(26),
                200_000,
                80);
    }
}
