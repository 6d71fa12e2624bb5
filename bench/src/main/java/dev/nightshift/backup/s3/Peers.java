package dev.nightshift.backup.s3;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Who is measured by {@link S3Bench}, and how each is started. */
final class Peers {
    static final String OURS = "nightshift";

    /** Ours without a cache of loaded classes. */
    static final String COLD = "cold";

    private static final int AT_ONCE = 256;

    private final Path cache;

    /**
     * @param cache that {@link #OURS} starts from
     */
    Peers(Path cache) {
        this.cache = cache;
    }

    static boolean isInstalled(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static boolean isOurs(String peer) {
        return peer.equals(OURS) || peer.equals(COLD) || peer.equals("sdk");
    }

    static Measured run(List<String> command, BenchServer server)
            throws IOException, InterruptedException {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL", server.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", "bench");
        environment.put("AWS_SECRET_ACCESS_KEY", "bench");
        environment.put("AWS_REGION", S3Bench.REGION);
        environment.put("AWS_DEFAULT_REGION", S3Bench.REGION);
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("RCLONE_CONFIG", "/dev/null");
        environment.put("RCLONE_CONFIG_S_TYPE", "s3");
        environment.put("RCLONE_CONFIG_S_PROVIDER", "Other");
        environment.put("RCLONE_CONFIG_S_ENV_AUTH", "true");
        environment.put("RCLONE_CONFIG_S_REGION", S3Bench.REGION);
        environment.put("RCLONE_CONFIG_S_ENDPOINT", server.endpoint().toString());
        return Measured.run(new ProcessBuilder(command), environment);
    }

    List<String> command(String peer, BenchServer server, String from, String to, Instant slot) {
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
            // ours; «sdk» is ours without the wire, to see what that is worth, and without the
            // cache, as «cold» is
            default -> {
                var ours = new ArrayList<>(java());
                ours.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
                ours.add("-XX:-UsePerfData");
                if (peer.equals(OURS)) {
                    ours.add("-XX:AOTCache=" + cache);
                }
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

    static List<String> java() {
        return List.of(ProcessHandle.current().info().command().orElse("java"));
    }
}
