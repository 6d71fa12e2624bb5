package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.engine.BackupRun.Progress;
import dev.nightshift.backup.s3.manifest.Vault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process of its own: backs a bucket of so many objects up twice, the first time copying all, and
 * prints what it took: {@code <objects> <most heap in use, bytes> <ms of the first run> <ms of the
 * second>}.
 */
public final class MillionKeys {
    /** As the settings of s3-backup have it. */
    private static final int LINES = 50_000;

    private MillionKeys() {}

    /** The number of objects; and {@code fast} to leave the heap unmeasured. */
    public static void main(String[] args) throws IOException {
        long objects = Long.parseLong(args[0]);
        boolean measured = args.length == 1;
        var folder = Files.createTempDirectory("nightshift-million-");
        var most = new AtomicLong();
        var calls = new AtomicLong();
        var store =
                new EndlessStore(
                        "source",
                        objects,
                        folder,
                        () -> {
                            long call = calls.getAndIncrement();
                            // all there are of ten thousand objects, and as many of a million
                            if (measured && (call < 100 || call % 32 == 0)) {
                                most.accumulateAndGet(inUse(), Math::max);
                            }
                        });
        var first = once(store, Instant.parse("2026-11-22T00:00:00Z"), objects, objects);
        var second = once(store, Instant.parse("2026-11-23T00:00:00Z"), objects, 0);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        System.out.println(objects + " " + most + " " + first.toMillis() + " " + second.toMillis());
    }

    /** As the collection left it: what is in use now counts what other threads have begun since. */
    private static long inUse() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static Duration once(EndlessStore store, Instant slot, long objects, long copied) {
        var vault = new Vault("vault", "eu-central-1");
        long begun = System.nanoTime();
        var survey =
                new Surveyor(_ -> store, vault)
                        .survey(
                                new Source("source", "eu-west-1", false),
                                slot,
                                slot,
                                Long.MAX_VALUE);
        var result =
                new BackupRun(_ -> store, vault, "test/s3-backup", Clock.systemUTC())
                        .run(
                                survey,
                                new Options(16, LINES, false, 0),
                                () -> Duration.ofHours(1),
                                Progress.none());
        survey.changes().close();
        if (!(result instanceof RunResult.Finished(var index, var totals))
                || index.objects() != objects
                || totals.copied() != copied) {
            throw new IllegalStateException("not what was expected: " + result);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Runs {@link #main} with so much heap, and returns what it printed. */
    static String[] fork(String heap, long objects) throws IOException, InterruptedException {
        var log = Files.createTempFile("nightshift-million-", ".log");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap,
                                "-XX:+UseSerialGC",
                                // what is dead counts otherwise, where moving things does not pay
                                "-XX:MarkSweepAlwaysCompactCount=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MillionKeys.class.getName(),
                                Long.toString(objects))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        int code = process.waitFor();
        var out = Files.readString(log).strip();
        Files.delete(log);
        if (code != 0) {
            throw new IllegalStateException(out);
        }
        return out.lines().toList().getLast().split(" ", -1);
    }
}
