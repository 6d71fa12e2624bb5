package dev.nightshift.backup.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, which ends with this one. */
record BenchServer(Process process, URI endpoint) implements AutoCloseable {
    static BenchServer start(Class<?> main, String heap, String... arguments) throws IOException {
        var command = new ArrayList<>(Peers.java());
        command.addAll(List.of(heap, "-XX:+UseParallelGC", "-cp"));
        command.add(serverClassPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = reader.readLine();
        while (line != null && !line.matches("[0-9]+")) {
            line = reader.readLine();
        }
        if (line == null) {
            throw new IOException(main.getSimpleName() + " did not start");
        }
        return new BenchServer(process, URI.create("http://127.0.0.1:" + line));
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
