package dev.nightshift.costs.focus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How fast FOCUS rows are summed up, beside DuckDB: 10,000,000 rows made from the sample, by turns,
 * each a process of its own that starts from nothing. Linux only: it reads {@code /proc}.
 */
public final class FocusBench {
    private static final int HEAP_MEGABYTES = 512;

    /** Of DuckDB's rows a second. */
    private static final double SHARE = 0.8;

    /** Of DuckDB's time of the processors, which other work on the machine hardly changes. */
    private static final double CPU_SHARE = 1.0;

    private static final Path SAMPLE =
            Path.of("functions", "costs", "src", "test", "resources", "focus_sample.csv");

    private final Path folder;
    private final Path table;
    private final long rows;

    private FocusBench(Path folder, long rows) {
        this.folder = folder;
        this.rows = rows;
        table = folder.resolve("focus-" + rows + ".csv");
    }

    /** Rounds (3), rows (10,000,000). From the folder of the whole project. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
        var bench = new FocusBench(Files.createDirectories(Path.of("bench", "target")), rows);
        System.exit(bench.run(rounds) ? 0 : 1);
    }

    /**
     * @param cpu seconds of the processors, starting Java included
     */
    private record Run(double seconds, double cpu, long peakBytes) {}

    private boolean run(int rounds) throws Exception {
        FocusRows.write(SAMPLE, table, rows);
        System.out.printf(
                "%,d rows, %.1f GB, %d processors%n",
                rows, Files.size(table) / 1e9, Runtime.getRuntime().availableProcessors());
        var runs = new TreeMap<String, List<Run>>();
        for (int round = 0; round < rounds; round++) {
            for (var who : List.of("own", "duckdb")) {
                var run = run(who);
                runs.computeIfAbsent(who, any -> new ArrayList<>()).add(run);
                System.out.printf(
                        "%-8s %6.2f s  %,11.0f rows/s  cpu %6.2f s  peak %,d MB%n",
                        who, run.seconds(), rows / run.seconds(), run.cpu(), run.peakBytes() >> 20);
            }
            if (Files.mismatch(sums("own"), sums("duckdb")) >= 0) {
                System.out.println("the sums differ: " + sums("own") + ", " + sums("duckdb"));
                return false;
            }
        }
        var ours = runs.getOrDefault("own", List.of());
        var theirs = runs.getOrDefault("duckdb", List.of());
        double own = rows / median(ours, Run::seconds);
        double share = own * median(theirs, Run::seconds) / rows;
        double cpu = median(ours, Run::cpu) / median(theirs, Run::cpu);
        boolean within = share >= SHARE && cpu <= CPU_SHARE;
        System.out.printf(
                "%,d equal sums, %,.0f rows/s in %d MB of heap (medians):"
                        + " %.2f of duckdb's rows/s (limit %.1f), %.2f of its cpu (limit %.1f)%s%n",
                Files.readAllLines(sums("own")).size(),
                own,
                HEAP_MEGABYTES,
                share,
                SHARE,
                cpu,
                CPU_SHARE,
                within ? "" : "  MISSED");
        return within;
    }

    private Run run(String who) throws IOException, InterruptedException {
        double before = childrenSeconds();
        long start = System.nanoTime();
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + HEAP_MEGABYTES + "m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FocusBenchRun.class.getName(),
                                who,
                                table.toString(),
                                sums(who).toString())
                        .inheritIO()
                        .start();
        long peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IOException(who + " ended with " + process.exitValue());
        }
        return new Run((System.nanoTime() - start) / 1e9, childrenSeconds() - before, peak);
    }

    private Path sums(String who) {
        return folder.resolve("focus-sums-" + who + ".txt");
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> what) {
        return runs.stream().mapToDouble(what).sorted().toArray()[runs.size() / 2];
    }

    /** Of all children that have ended. */
    private static double childrenSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc/self/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
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
