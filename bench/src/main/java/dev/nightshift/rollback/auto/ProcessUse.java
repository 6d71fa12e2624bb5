package dev.nightshift.rollback.auto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, from {@code /proc}.
 *
 * @param cpuNanos of its threads
 * @param peakBytes of memory
 */
record ProcessUse(long cpuNanos, long peakBytes) {
    private static final long TICK_NANOS = 10_000_000;

    static ProcessUse of(long pid) {
        var folder = Path.of("/proc", String.valueOf(pid));
        try {
            return new ProcessUse(
                    Math.max(threads(folder), ticks(folder) * TICK_NANOS), peak(folder));
        } catch (IOException e) {
            throw new IllegalStateException("the process " + pid + " is gone", e);
        }
    }

    /** To the nanosecond, and without threads that have ended. */
    private static long threads(Path folder) throws IOException {
        try (var tasks = Files.list(folder.resolve("task"))) {
            long sum = 0;
            for (var task : tasks.toList()) {
                sum += nanos(task);
            }
            return sum;
        }
    }

    private static long nanos(Path task) {
        try {
            return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", -1)[0]);
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    /** In steps of 10 ms, with threads that have ended. */
    private static long ticks(Path folder) throws IOException {
        var stat = Files.readString(folder.resolve("stat"));
        var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }

    private static long peak(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
