package dev.nightshift.certificates.tls;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How fast 500 endpoints on this machine are looked at, certificates only and all that they offer;
 * and one endpoint beside {@code sslscan} and {@code testssl}, by turns. Linux only: it reads
 * {@code /proc}.
 */
public final class TlsBench {
    private static final int ENDPOINTS = 500;
    private static final int PORT = 44_300;
    private static final int WARM_UP = 5;
    private static final long MAX_BYTES = 256L << 20;
    private static final List<String> OURS =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private boolean within = true;

    private TlsBench(Path folder) {
        this.folder = folder;
    }

    /** Rounds (3), milliseconds of latency (0,50), how many endpoints the peers look at (1). */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        var latencies =
                arguments.length > 1 ? arguments[1].split(",", -1) : new String[] {"0", "50"};
        int sample = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        var bench = new TlsBench(Files.createTempDirectory("tls-bench"));
        bench.mint("rsa", "RSA", "2048", "-1d");
        bench.mint("ec", "EC", "256", "-1d");
        bench.mint("expired", "RSA", "2048", "-400d");
        for (var latency : latencies) {
            bench.measure(latency, rounds, sample);
        }
        System.exit(bench.within ? 0 : 1);
    }

    private void measure(String latency, int rounds, int sample) throws Exception {
        System.out.println("-- " + latency + " ms of latency");
        try (var server = serve(latency)) {
            // its compiler gets its time before anybody is measured
            for (int i = 0; i < WARM_UP; i++) {
                look(List.of(), "certificates", 0, ENDPOINTS);
            }
            look(List.of("-XX:AOTCacheOutput=" + cache()), "certificates", 0, ENDPOINTS);
            double limit = latency.equals("0") ? 400 : 300;
            for (int round = 0; round < rounds; round++) {
                print("certificates", look(cached(), "certificates", 0, ENDPOINTS), limit);
                print("the same, cold", look(List.of(), "certificates", 0, ENDPOINTS), 0);
            }
            for (int round = 0; round < rounds; round++) {
                print("graded in full", look(cached(), "grade", 0, ENDPOINTS), 20);
            }
            if (!server.isAlive()) {
                throw new IOException("the server died");
            }
            compare(sample);
        }
    }

    /**
     * @param right endpoints seen as they are
     * @param answered seconds until the last one that answers was done
     * @param all seconds with those that never answer
     * @param cpu seconds of the processor, starting Java included
     */
    private record Look(int right, double answered, double all, double cpu, long peakBytes) {}

    /**
     * @param limit 0 for none
     */
    private void print(String what, Look look, double limit) {
        int silent =
                (int)
                        IntStream.range(0, ENDPOINTS)
                                .filter(
                                        i ->
                                                TlsBenchServer.Kind.of(i)
                                                        == TlsBenchServer.Kind.SILENT)
                                .count();
        int answering = ENDPOINTS - silent;
        double rate = answering / look.answered();
        boolean good = rate >= limit && look.peakBytes() < MAX_BYTES && look.right() == ENDPOINTS;
        within &= good;
        System.out.printf(
                "%-16s %6.0f endpoints/s (limit %.0f)  %6.2f s, %6.2f s with %d silent ones"
                        + "  cpu %6.2f s  peak %3d MB (limit 256)  %d of %d right%s%n",
                what,
                rate,
                limit,
                look.answered(),
                look.all(),
                silent,
                look.cpu(),
                look.peakBytes() >> 20,
                look.right(),
                ENDPOINTS,
                good ? "" : "  MISSED");
    }

    private Path cache() {
        return folder.resolve("classes.aot");
    }

    /** The JDK's cache of loaded classes stands for SnapStart's image, which holds them too. */
    private List<String> cached() {
        return List.of("-XX:AOTCache=" + cache());
    }

    private Look look(List<String> options, String what, int from, int to) throws Exception {
        var process =
                new ProcessBuilder(
                                java(
                                        Stream.concat(OURS.stream(), options.stream()).toList(),
                                        TlsBenchRun.class,
                                        what,
                                        String.valueOf(PORT),
                                        String.valueOf(from),
                                        String.valueOf(to)))
                        .redirectErrorStream(true)
                        .start();
        double before = childrenSeconds();
        var words = new StringBuilder();
        long peak = 0;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peak(process.pid()));
            }
            lines.lines().forEach(line -> words.append(line).append('\n'));
        }
        var result =
                words.toString().lines().filter(line -> line.startsWith("result ")).findFirst();
        if (process.exitValue() != 0 || result.isEmpty()) {
            throw new IOException(
                    "the prober ended with " + process.exitValue() + ": " + words.toString());
        }
        var parts = result.get().split(" ", -1);
        return new Look(
                Integer.parseInt(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                childrenSeconds() - before,
                peak);
    }

    /** The same endpoints, one after the other, each program a process of its own. */
    private void compare(int sample) throws Exception {
        var seconds = new TreeMap<String, List<Double>>();
        for (int i = 0; i < sample; i++) {
            var target = TlsBenchServer.address(i) + ":" + PORT;
            var commands = new LinkedHashMap<String, List<String>>();
            commands.put(
                    "nightshift",
                    java(
                            Stream.concat(OURS.stream(), cached().stream()).toList(),
                            TlsBenchRun.class,
                            "grade",
                            String.valueOf(PORT),
                            String.valueOf(i),
                            String.valueOf(i + 1)));
            commands.put("sslscan", List.of("sslscan", "--no-colour", target));
            commands.put(
                    "testssl", List.of("testssl", "--color", "0", "--warnings", "off", target));
            for (var command : commands.entrySet()) {
                if (command.getKey().equals("nightshift") || onPath(command.getKey())) {
                    seconds.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(seconds(command.getValue()));
                }
            }
        }
        for (var peer : List.of("nightshift", "sslscan", "testssl")) {
            var taken = seconds.get(peer);
            System.out.println(
                    taken == null
                            ? peer + " is not installed: not compared"
                            : "%-16s %6.2f s for one endpoint, of %d"
                                    .formatted(
                                            peer,
                                            taken.stream()
                                                    .mapToDouble(Double::doubleValue)
                                                    .average()
                                                    .orElse(0),
                                            taken.size()));
        }
    }

    private static double seconds(List<String> command) throws Exception {
        long start = System.nanoTime();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " did not end");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private Server serve(String latency) throws IOException {
        var process =
                new ProcessBuilder(
                                java(
                                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                                        TlsBenchServer.class,
                                        folder.toString(),
                                        String.valueOf(PORT),
                                        String.valueOf(ENDPOINTS),
                                        latency))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var first =
                new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (!"ready".equals(first)) {
            throw new IOException("the server did not start: " + first);
        }
        return new Server(process);
    }

    private record Server(Process process) implements AutoCloseable {
        boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    private void mint(String name, String algorithm, String size, String since) throws Exception {
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                algorithm,
                                "-keysize",
                                size,
                                "-dname",
                                "CN=bench.example.com",
                                "-startdate",
                                since,
                                "-validity",
                                "90",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                String.valueOf(TlsBenchServer.PASSWORD),
                                "-keystore",
                                folder.resolve(name + ".p12").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key " + name);
        }
    }

    private static List<String> java(List<String> options, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Of all children that have ended; the server has not. */
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
