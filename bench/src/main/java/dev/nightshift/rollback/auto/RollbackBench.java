package dev.nightshift.rollback.auto;

import dev.nightshift.core.lambda.FunctionEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * From starting the process to the call that rolls back, cold: auto-rollback in the layout of
 * Lambda's managed Java, auto-rollback with a trained cache and a JRE of its own, and the same
 * decision in Python with boto3, by turns. Linux only: it reads {@code /proc}.
 */
public final class RollbackBench {
    private static final long PATIENCE_SECONDS = 120;

    private final RollbackBenchCloud cloud;
    private final RollbackBenchScene scene;
    private final Path folder;

    private RollbackBench(RollbackBenchCloud cloud, RollbackBenchScene scene, Path folder) {
        this.cloud = cloud;
        this.scene = scene;
        this.folder = folder;
    }

    /** Rounds (12). The interpreter of the peer and of moto is {@code python3} on the path. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12;
        // otherwise every answer of two packets waits for a delayed acknowledgement, some 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var folder = Files.createTempDirectory("rollback-bench");
        var python = python();
        boolean within;
        try (var cloud = RollbackBenchCloud.start(python, folder.resolve("moto.log"))) {
            var bench = new RollbackBench(cloud, RollbackBenchScene.build(cloud), folder);
            within = bench.measure(RollbackBenchPeers.make(folder, python), rounds);
        }
        System.exit(within ? 0 : 1);
    }

    /**
     * @param wall seconds from start to call
     * @param cpu seconds of the processors until then
     * @param requests to AWS until then, the call included
     */
    private record Look(double wall, double cpu, long peakBytes, int requests) {}

    private boolean measure(List<RollbackBenchPeers.Peer> peers, int rounds) throws Exception {
        for (var peer : peers) {
            if (!peer.training().isEmpty()) {
                look(peer, peer.training());
            }
        }
        var looks = new LinkedHashMap<RollbackBenchPeers.Peer, List<Look>>();
        // the first round fills the page cache and warms the servers, and does not count
        for (int round = 0; round <= rounds; round++) {
            for (var peer : peers) {
                var look = look(peer, peer.command());
                if (round > 0) {
                    looks.computeIfAbsent(peer, _ -> new ArrayList<>()).add(look);
                }
            }
        }
        return print(looks);
    }

    private static boolean print(Map<RollbackBenchPeers.Peer, List<Look>> looks)
            throws IOException {
        var base = looks.values().iterator().next();
        System.out.printf(
                "%d rounds, medians; load %s%n",
                base.size(), Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
        System.out.printf(
                "%-34s %7s %15s %7s %7s %7s %6s %5s%n",
                "", "wall s", "(min, max)", "cpu s", "x wall", "x cpu", "calls", "MB");
        boolean within = true;
        for (var peer : looks.entrySet()) {
            var list = peer.getValue();
            double wall = median(list, Look::wall);
            double times = wall / median(base, Look::wall);
            boolean good = times <= peer.getKey().limit();
            within &= good;
            System.out.printf(
                    "%-34s %7.3f (%.3f, %.3f) %7.3f %7.2f %7.2f %6.0f %5.0f  %s%n",
                    peer.getKey().name(),
                    wall,
                    list.stream().mapToDouble(Look::wall).min().orElse(0),
                    list.stream().mapToDouble(Look::wall).max().orElse(0),
                    median(list, Look::cpu),
                    times,
                    median(list, Look::cpu) / median(base, Look::cpu),
                    median(list, Look::requests),
                    median(list, look -> look.peakBytes() / 1048576.0),
                    Double.isInfinite(peer.getKey().limit())
                            ? ""
                            : "limit %.1f %s"
                                    .formatted(peer.getKey().limit(), good ? "ok" : "MISSED"));
        }
        return within;
    }

    private static double median(List<Look> looks, ToDoubleFunction<Look> what) {
        var sorted = looks.stream().mapToDouble(what).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private Look look(RollbackBenchPeers.Peer peer, List<String> command) throws Exception {
        var at = scene.reset();
        try (var runtime = new RollbackBenchRuntime(RollbackBenchScene.event(at))) {
            var builder =
                    new ProcessBuilder(command)
                            .directory(peer.task().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("functions.log").toFile()))
                            .redirectInput(new File("/dev/null"));
            builder.environment().clear();
            builder.environment().putAll(environment(peer, runtime));
            long start = System.nanoTime();
            var process = builder.start();
            try {
                var call =
                        cloud.await(
                                process.pid(),
                                new AlarmHistoryAnswer(RollbackBenchScene.ALARM, Optional.of(at)));
                var answer = runtime.answer();
                CompletableFuture.anyOf(answer, process.onExit())
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!call.isDone() || !scene.isBack()) {
                    throw new IOException(
                            "%s did not roll back, but said %s; see %s"
                                    .formatted(
                                            peer.name(),
                                            answer.getNow("nothing"),
                                            folder.resolve("functions.log")));
                }
                var made = call.join();
                return new Look(
                        (made.at() - start) / 1e9,
                        made.used().cpuNanos() / 1e9,
                        made.used().peakBytes(),
                        made.requests());
            } finally {
                end(process);
            }
        }
    }

    /** In order, so that a JVM that is trained writes its cache. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private Map<String, String> environment(
            RollbackBenchPeers.Peer peer, RollbackBenchRuntime runtime) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("HOME", folder.toString());
        environment.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
        environment.put("_HANDLER", AutoRollbackHandler.class.getName());
        environment.put("LAMBDA_TASK_ROOT", peer.task().toString());
        environment.put("AWS_REGION", RollbackBenchScene.REGION);
        environment.put("AWS_DEFAULT_REGION", RollbackBenchScene.REGION);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "auto-rollback");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/auto-rollback");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put(FunctionEnvironment.CONFIG, folder.resolve("nightshift.yaml").toString());
        environment.put("PEER_CONFIG", folder.resolve("peer.json").toString());
        environment.put(FunctionEnvironment.LEDGER, RollbackBenchScene.TABLE);
        environment.put(FunctionEnvironment.NOTICES, scene.topic());
        return environment;
    }

    /** The interpreter itself, and not what a version manager puts before it. */
    private static String python() throws Exception {
        var process =
                new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        var path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("python3 does not start");
        }
        return path.strip();
    }
}
