package dev.nightshift.rollback.auto;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;

/** What is measured: how each process is laid out and started. */
final class RollbackBenchPeers {
    private static final Path JAR = Path.of("functions/rollback/target/rollback-lambda.jar");
    private static final Path CLIENT = Path.of("bench/target/ric");
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** Of Lambda's managed Java; a cache is only good for the flags that it was made with. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx870m",
                    "--enable-native-access=ALL-UNNAMED");

    private static final String SETTINGS =
            """
            stage: bench
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
            automations:
              auto-rollback:
                schedule: rate(5 minutes)
                apply: true
                services:
                  - { name: shop, lambda: "shop:live", mode: auto, alarms: [shop-5xx] }
            """;

    private static final String PEER_SETTINGS =
            """
            {"function": "shop", "alias": "live", "alarms": ["shop-5xx"], "agreeing": 1, "blameSeconds": 3600,
             "cooldownSeconds": 3600, "daily": 2, "freezes": []}
            """;

    private final Path folder;

    private RollbackBenchPeers(Path folder) {
        this.folder = folder;
    }

    /**
     * @param task where its code lies
     * @param limit how many times the first one's time it may take
     * @param training what is run once before, if anything is
     */
    record Peer(String name, Path task, List<String> command, double limit, List<String> training) {
        Peer {
            command = List.copyOf(command);
            training = List.copyOf(training);
        }
    }

    static List<Peer> make(Path folder, String python) throws Exception {
        Files.writeString(folder.resolve("nightshift.yaml"), SETTINGS);
        Files.writeString(folder.resolve("peer.json"), PEER_SETTINGS);
        var peers = new RollbackBenchPeers(folder);
        return List.of(peers.python(python), peers.managed(), peers.trained());
    }

    private Peer python(String python) throws IOException {
        var script = folder.resolve("peer.py");
        try (var source =
                Objects.requireNonNull(RollbackBenchPeers.class.getResourceAsStream("peer.py"))) {
            Files.copy(source, script);
        }
        return new Peer(
                "Python 3 and boto3",
                folder,
                List.of(python, script.toString()),
                Double.POSITIVE_INFINITY,
                List.of());
    }

    /** Unpacked as Lambda does, found by the class loader of AWS's runtime interface client. */
    private Peer managed() throws IOException {
        var task = folder.resolve("task");
        unpack(JAR, task);
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Peer(
                "managed layout",
                task,
                command(java, List.of(), String.join(File.pathSeparator, client())),
                3.0,
                List.of());
    }

    /** A JRE of what is needed, all on one class path, and the cache made for exactly these. */
    private Peer trained() throws Exception {
        var jre = folder.resolve("jre");
        link(jre);
        var java = jre.resolve("bin/java");
        var cache = folder.resolve("auto-rollback.aot");
        var jars = new ArrayList<>(List.of(JAR.toAbsolutePath().toString()));
        jars.addAll(client());
        var path = String.join(File.pathSeparator, jars);
        return new Peer(
                "trained cache, own JRE",
                folder,
                // a cache that does not fit ends the process, instead of being left out unsaid
                command(java, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), path),
                1.0,
                command(java, List.of("-XX:AOTCacheOutput=" + cache), path));
    }

    private static List<String> command(Path java, List<String> options, String classPath) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(FLAGS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, MAIN, AutoRollbackHandler.class.getName()));
        return command;
    }

    private static List<String> client() throws IOException {
        try (var jars = Files.list(CLIENT)) {
            return jars.map(jar -> jar.toAbsolutePath().toString()).sorted().toList();
        }
    }

    private static void link(Path jre) throws Exception {
        var jlink =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                                "--add-modules",
                                "java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,"
                                        + "java.sql,java.xml,jdk.crypto.ec,jdk.unsupported",
                                "--strip-debug",
                                "--no-header-files",
                                "--no-man-pages",
                                "--generate-cds-archive",
                                "--output",
                                jre.toString())
                        .inheritIO()
                        .start();
        if (jlink.waitFor() != 0) {
            throw new IOException("jlink made no JRE");
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                var file = folder.resolve(entry.getName()).normalize();
                Files.createDirectories(file.getParent());
                try (var content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
    }
}
