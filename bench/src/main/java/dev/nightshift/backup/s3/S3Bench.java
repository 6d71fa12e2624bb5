package dev.nightshift.backup.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * s3-backup's engine beside {@code aws s3 sync} and {@code rclone sync}, each as a process of its
 * own, by turns, against one server on this machine. A peer that is not installed is said so.
 */
public final class S3Bench {
    static final String REGION = "eu-west-1";

    private static final int OBJECTS = 20_000;
    private static final int BYTES = 4_096;
    private static final int CHANGED = OBJECTS / 100;
    private static final int MANY = 400_000;
    private static final int AT_ONCE = 128;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, List<Measured>> results = new LinkedHashMap<>();
    private final List<String> peers;

    private S3Bench(List<String> peers) {
        this.peers = peers;
    }

    /** Rounds, questions (0 or 20 milliseconds, none), peers. Without arguments: three, all. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        var questions =
                arguments.length > 1
                        ? Arrays.asList(arguments[1].split(",", -1))
                        : List.of("0", "20", "none");
        var peers = new ArrayList<>(List.of("nightshift"));
        var asked = arguments.length > 2 ? arguments[2] : "rclone,aws";
        for (var peer : asked.split(",", -1)) {
            if (peer.equals("sdk") || onPath(peer)) {
                peers.add(peer);
            } else {
                System.out.println(peer + " is not installed: not compared");
            }
        }
        var bench = new S3Bench(peers);
        for (var question : questions) {
            if (question.equals("none")) {
                bench.nothingToCopy(rounds);
            } else {
                bench.copies(question, rounds);
            }
        }
        bench.print();
        System.exit(bench.isWithinLimits() ? 0 : 1);
    }

    private static boolean onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void copies(String latency, int rounds) throws Exception {
        try (var server = Server.start(S3BenchServer.class, latency, "-Xmx6g")) {
            put(server, "source", "", new byte[0]);
            fill(server, 0, OBJECTS);
            // the server's own compiler gets its time before anybody is measured
            var epoch = Instant.parse("2026-11-22T00:00:00Z");
            for (var peer : peers) {
                if (!peer.equals("aws")) {
                    put(server, "warm-" + peer, "", new byte[0]);
                    run(command(peer, server, "source", "warm-" + peer, epoch), server);
                }
            }
            for (int round = 0; round < rounds; round++) {
                for (var peer : peers) {
                    var target = "target-" + peer + "-" + round;
                    put(server, target, "", new byte[0]);
                    var slot = Instant.parse("2026-11-22T00:00:00Z");
                    var title = latency + " ms, first copy of " + OBJECTS;
                    measure(title, peer, command(peer, server, "source", target, slot), server);
                    fill(server, round * peers.size() + peers.indexOf(peer), CHANGED);
                    title = latency + " ms, then " + CHANGED + " changed";
                    measure(
                            title,
                            peer,
                            command(peer, server, "source", target, slot.plusSeconds(86_400)),
                            server);
                }
            }
        }
    }

    private void nothingToCopy(int rounds) throws Exception {
        try (var server = Server.start(ManyServer.class, String.valueOf(MANY), "-Xmx1g")) {
            var slot = Instant.parse("2026-11-22T00:00:00Z");
            run(command("nightshift", server, "many", "vault", slot), server);
            for (int round = 0; round < rounds; round++) {
                slot = slot.plusSeconds(86_400);
                for (var peer : peers) {
                    var target = peer.equals("nightshift") ? "vault" : "many-copy";
                    measure(
                            "nothing to copy of " + MANY,
                            peer,
                            command(peer, server, "many", target, slot),
                            server);
                }
            }
        }
    }

    private void measure(String title, String peer, List<String> command, Server server)
            throws IOException, InterruptedException {
        var measured = run(command, server);
        results.computeIfAbsent(title + "|" + peer, _ -> new ArrayList<>()).add(measured);
        System.out.printf(
                "%-32s %-10s %7.2f s %7.2f s CPU %6d MB%n",
                title,
                peer,
                measured.wallSeconds(),
                measured.cpuSeconds(),
                measured.peakBytes() >> 20);
    }

    private static Measured run(List<String> command, Server server)
            throws IOException, InterruptedException {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL", server.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", "bench");
        environment.put("AWS_SECRET_ACCESS_KEY", "bench");
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_DEFAULT_REGION", REGION);
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("RCLONE_CONFIG", "/dev/null");
        environment.put("RCLONE_CONFIG_S_TYPE", "s3");
        environment.put("RCLONE_CONFIG_S_PROVIDER", "Other");
        environment.put("RCLONE_CONFIG_S_ENV_AUTH", "true");
        environment.put("RCLONE_CONFIG_S_REGION", REGION);
        environment.put("RCLONE_CONFIG_S_ENDPOINT", server.endpoint().toString());
        return Measured.run(new ProcessBuilder(command), environment);
    }

    private static List<String> command(
            String peer, Server server, String from, String to, Instant slot) {
        return switch (peer) {
            case "aws" ->
                    List.of(
                            "aws",
                            "s3",
                            "sync",
                            "--only-show-errors",
                            "--endpoint-url",
                            server.endpoint().toString(),
                            "s3://" + from,
                            "s3://" + to);
            case "rclone" ->
                    List.of(
                            "rclone",
                            "sync",
                            "--transfers",
                            "32",
                            // by size and ETag, as we compare; else it looks at every object
                            "--checksum",
                            "s:" + from,
                            "s:" + to);
            // ours; «sdk» is ours without the wire, to see what that is worth
            default -> {
                var ours = new ArrayList<>(java());
                ours.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
                ours.add("-XX:-UsePerfData");
                ours.addAll(extra());
                ours.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
                ours.addAll(
                        List.of(
                                S3BenchRun.class.getName(),
                                from,
                                to,
                                slot.toString(),
                                String.valueOf(AT_ONCE),
                                peer.equals("sdk") ? "sdk" : "wire"));
                yield ours;
            }
        };
    }

    private static List<String> extra() {
        var flags = System.getProperty("bench.flags", "");
        return flags.isEmpty() ? List.of() : Arrays.asList(flags.split(" ", -1));
    }

    private static List<String> java() {
        return List.of(ProcessHandle.current().info().command().orElse("java"));
    }

    /** Writes the first objects of the source anew, others for each seed. */
    private void fill(Server server, int seed, int count) throws Exception {
        var random = RandomGenerator.of("L64X128MixRandom");
        var payload = new byte[BYTES];
        random.nextBytes(payload);
        var begun = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < count; i++) {
                int number = i;
                begun.add(
                        threads.submit(
                                () -> {
                                    var bytes = payload.clone();
                                    var mark = (seed + " " + number + " ");
                                    System.arraycopy(
                                            mark.getBytes(StandardCharsets.UTF_8),
                                            0,
                                            bytes,
                                            0,
                                            mark.length());
                                    put(
                                            server,
                                            "source",
                                            "photo-%06d.jpg".formatted(number),
                                            bytes);
                                    return true;
                                }));
            }
        }
        for (var one : begun) {
            one.get();
        }
    }

    private void put(Server server, String bucket, String key, byte[] bytes)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                server.endpoint()
                                        .resolve("/" + bucket + (key.isEmpty() ? "" : "/" + key)))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
        for (int left = 5; ; left--) {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                return;
            }
            if (left == 0) {
                throw new IOException(request.uri() + " answered " + status);
            }
        }
    }

    private void print() {
        System.out.println();
        System.out.println(
                "| medians | | wall s | objects/s | CPU ms/1000 | peak MB | CPU | wall |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        results.forEach(
                (name, all) -> {
                    var title = name.substring(0, name.indexOf('|'));
                    var ours = results.getOrDefault(title + "|nightshift", List.of());
                    int objects = title.startsWith("nothing") ? MANY : OBJECTS;
                    double wall = median(all, Measured::wallSeconds);
                    double cpu = median(all, Measured::cpuSeconds);
                    System.out.printf(
                            "| %s | %s | %.2f | %.0f | %.1f | %.0f | %.2f | %.2f |%n",
                            title,
                            name.substring(title.length() + 1),
                            wall,
                            objects / wall,
                            cpu / objects * 1e6,
                            median(all, it -> it.peakBytes() / 1048576.0),
                            cpu / median(ours, Measured::cpuSeconds),
                            wall / median(ours, Measured::wallSeconds));
                });
        System.out.println("CPU and wall: how many times ours.");
    }

    /** How much faster than each peer, how much less processor time and memory; in medians. */
    private boolean isWithinLimits() {
        boolean within = true;
        for (var name : results.keySet()) {
            var title = name.substring(0, name.indexOf('|'));
            boolean none = title.startsWith("nothing");
            var peer = name.substring(title.length() + 1);
            if (peer.equals("aws")) {
                within &= holds(title, peer, "wall", none ? 4 : 7, Measured::wallSeconds);
            } else if (peer.equals("rclone")) {
                within &= holds(title, peer, "wall", none ? 0.9 : 1, Measured::wallSeconds);
                within &= holds(title, peer, "CPU", 1, Measured::cpuSeconds);
                if (none) {
                    within &= holds(title, peer, "memory", 8, Measured::peakBytes);
                }
            }
        }
        return within;
    }

    private boolean holds(
            String title, String peer, String what, double limit, ToDoubleFunction<Measured> of) {
        double times =
                median(results.getOrDefault(title + "|" + peer, List.of()), of)
                        / median(results.getOrDefault(title + "|nightshift", List.of()), of);
        System.out.printf(
                "%s: %s %s, %.2f times ours, wanted %.1f: %s%n",
                title, peer, what, times, limit, times >= limit ? "ok" : "MISSED");
        return times >= limit;
    }

    private static double median(List<Measured> all, ToDoubleFunction<Measured> of) {
        var sorted = all.stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** A server in a process of its own, which ends with this one. */
    private record Server(Process process, URI endpoint) implements AutoCloseable {
        static Server start(Class<?> main, String argument, String heap) throws IOException {
            var command = new ArrayList<>(java());
            command.addAll(List.of(heap, "-XX:+UseParallelGC", "-cp"));
            command.add(serverClassPath());
            command.addAll(List.of(main.getName(), argument));
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            var line = reader.readLine();
            while (line != null && !line.matches("[0-9]+")) {
                line = reader.readLine();
            }
            if (line == null) {
                throw new IOException(main.getSimpleName() + " did not start");
            }
            return new Server(process, URI.create("http://127.0.0.1:" + line));
        }

        private static String serverClassPath() {
            return System.getProperty(
                    "bench.server",
                    String.join(
                            java.io.File.pathSeparator,
                            "bench/target/server/*",
                            ManagementFactory.getRuntimeMXBean().getClassPath()));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
