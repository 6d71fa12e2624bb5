package dev.nightshift.backup.s3;

import java.io.IOException;
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

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, List<Measured>> results = new LinkedHashMap<>();
    private final List<String> peers;
    private final Path cache;
    private final Peers starts;

    private S3Bench(List<String> peers) throws IOException {
        this.peers = peers;
        this.cache = Files.createTempFile("bench", ".aot");
        this.starts = new Peers(cache);
        cache.toFile().deleteOnExit();
    }

    /**
     * Rounds, questions, peers. Without arguments: three, all. A question is {@code none} (nothing
     * to copy), or a server and milliseconds of latency, such as {@code s3proxy-20}.
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        var questions =
                arguments.length > 1
                        ? Arrays.asList(arguments[1].split(",", -1))
                        : List.of("own-0", "own-20", "s3proxy-0", "s3proxy-20", "none");
        var peers = new ArrayList<>(List.of(Peers.OURS));
        var asked = arguments.length > 2 ? arguments[2] : "cold,rclone,aws";
        for (var peer : asked.split(",", -1)) {
            if (peer.equals(Peers.COLD) || peer.equals("sdk") || Peers.isInstalled(peer)) {
                peers.add(peer);
            } else {
                System.out.println(peer + " is not installed: not compared");
            }
        }
        var bench = new S3Bench(peers);
        bench.train();
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

    /**
     * Makes the JDK's cache of loaded classes, which ours starts from as the deployed function
     * starts from SnapStart's image, and {@code aws} from compiled modules.
     */
    private void train() throws Exception {
        try (var server = BenchServer.start(ManyServer.class, "-Xmx1g", "0", "0")) {
            var slot = Instant.parse("2026-11-22T00:00:00Z");
            put(server, "vault", "", new byte[0]);
            fill(server, 0, 5_000);
            Peers.run(starts.command(Peers.COLD, server, "source", "vault", slot), server);
            fill(server, 1, CHANGED);
            var training =
                    new ArrayList<>(
                            starts.command(
                                    Peers.COLD,
                                    server,
                                    "source",
                                    "vault",
                                    slot.plusSeconds(86_400)));
            training.add(1, "-XX:AOTCacheOutput=" + cache);
            Peers.run(training, server);
        }
    }

    private void copies(String question, int rounds) throws Exception {
        var latency = question.substring(question.indexOf('-') + 1);
        try (var server =
                question.startsWith("own")
                        ? BenchServer.start(ManyServer.class, "-Xmx6g", "0", latency)
                        : BenchServer.start(S3BenchServer.class, "-Xmx6g", latency)) {
            put(server, "source", "", new byte[0]);
            fill(server, 0, OBJECTS);
            // the server's own compiler gets its time before anybody is measured
            var epoch = Instant.parse("2026-11-22T00:00:00Z");
            for (var peer : peers) {
                if (!peer.equals("aws")) {
                    put(server, "warm-" + peer, "", new byte[0]);
                    Peers.run(
                            starts.command(peer, server, "source", "warm-" + peer, epoch), server);
                }
            }
            for (int round = 0; round < rounds; round++) {
                for (var peer : peers) {
                    var target = "target-" + peer + "-" + round;
                    put(server, target, "", new byte[0]);
                    var slot = Instant.parse("2026-11-22T00:00:00Z");
                    var title = question + " ms, first copy of " + OBJECTS;
                    measure(
                            title,
                            peer,
                            starts.command(peer, server, "source", target, slot),
                            server);
                    fill(server, round * peers.size() + peers.indexOf(peer), CHANGED);
                    title = question + " ms, then " + CHANGED + " changed";
                    measure(
                            title,
                            peer,
                            starts.command(
                                    peer, server, "source", target, slot.plusSeconds(86_400)),
                            server);
                }
            }
        }
    }

    private void nothingToCopy(int rounds) throws Exception {
        try (var server =
                BenchServer.start(ManyServer.class, "-Xmx1g", String.valueOf(MANY), "0")) {
            var slot = Instant.parse("2026-11-22T00:00:00Z");
            Peers.run(starts.command(Peers.OURS, server, "many", "vault", slot), server);
            for (int round = 0; round < rounds; round++) {
                for (var peer : peers) {
                    slot = slot.plusSeconds(86_400);
                    var target = Peers.isOurs(peer) ? "vault" : "many-copy";
                    measure(
                            "nothing to copy of " + MANY,
                            peer,
                            starts.command(peer, server, "many", target, slot),
                            server);
                }
            }
        }
    }

    private void measure(String title, String peer, List<String> command, BenchServer server)
            throws IOException, InterruptedException {
        var measured = Peers.run(command, server);
        results.computeIfAbsent(title + "|" + peer, _ -> new ArrayList<>()).add(measured);
        System.out.printf(
                "%-36s %-10s %7.2f s %7.2f s CPU %6d MB%n",
                title,
                peer,
                measured.wallSeconds(),
                measured.cpuSeconds(),
                measured.peakBytes() >> 20);
    }

    /** Writes the first objects of the source anew, others for each seed. */
    private void fill(BenchServer server, int seed, int count) throws Exception {
        var random = RandomGenerator.of("L64X128MixRandom");
        var payload = new byte[BYTES];
        random.nextBytes(payload);
        var begun = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(64)) {
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

    private void put(BenchServer server, String bucket, String key, byte[] bytes)
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
                    var ours = results.getOrDefault(title + "|" + Peers.OURS, List.of());
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
                        / median(results.getOrDefault(title + "|" + Peers.OURS, List.of()), of);
        System.out.printf(
                "%s: %s %s, %.2f times ours, wanted %.1f: %s%n",
                title, peer, what, times, limit, times >= limit ? "ok" : "MISSED");
        return times >= limit;
    }

    private static double median(List<Measured> all, ToDoubleFunction<Measured> of) {
        var sorted = all.stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
