package dev.nightshift.backup.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a process took, children and all. From {@code /proc}: Linux only.
 *
 * @param cpuSeconds user and system
 * @param peakBytes of memory, looked at every 20 ms
 */
record Measured(double wallSeconds, double cpuSeconds, long peakBytes) {
    private static final double TICKS_PER_SECOND = 100;

    /** Runs it to its end; its words are shown only if it fails. */
    static Measured run(ProcessBuilder builder, Map<String, String> environment)
            throws IOException, InterruptedException {
        // rclone refuses to start with it, and nothing here speaks TLS
        builder.environment().remove("AWS_CA_BUNDLE");
        builder.environment().putAll(environment);
        var words = Files.createTempFile("bench", ".out");
        builder.redirectErrorStream(true).redirectOutput(words.toFile());
        double before = childrenSeconds();
        long start = System.nanoTime();
        var process = builder.start();
        long peak = 0;
        do {
            peak = Math.max(peak, peak(process.pid()));
        } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(
                    "%s ended with %d: %s"
                            .formatted(
                                    builder.command(),
                                    process.exitValue(),
                                    Files.readString(words)));
        }
        Files.delete(words);
        return new Measured(wall, childrenSeconds() - before, peak);
    }

    /** Of all children that have ended; the server has not. */
    private static double childrenSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc/self/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    private static long peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }
}
