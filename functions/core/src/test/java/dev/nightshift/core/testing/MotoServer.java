package dev.nightshift.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * An AWS stand-in that nobody here wrote: a {@code moto_server} on a free loopback port, for one
 * test class. It knows AWS's protocols and most of its errors, and is kinder than AWS about limits;
 * what it lets pass, a behaving fake refuses.
 */
public final class MotoServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one, or skips the test with a reason if this machine has none. */
    public static MotoServer start() {
        return start(Map.of());
    }

    /**
     * The same without the thousand images and snapshots that it otherwise has from the start, and
     * that every list of either takes a second for.
     */
    public static MotoServer startBare() {
        return start(Map.of("MOTO_EC2_LOAD_DEFAULT_AMIS", "false"));
    }

    private static MotoServer start(Map<String, String> environment) {
        var program = onPath("moto_server");
        Assumptions.assumeTrue(
                program.isPresent(),
                "skipped: moto_server is not on the PATH (pip install 'moto[server]')");
        try {
            return start(program.get(), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MotoServer start(Path program, Map<String, String> environment)
            throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        int port = FreePorts.next();
        var log = Files.createTempFile("moto-server", ".log");
        log.toFile().deleteOnExit();
        var builder =
                new ProcessBuilder(
                        program.toString(),
                        "-H",
                        loopback.getHostAddress(),
                        "-p",
                        Integer.toString(port));
        // IAM is checked only from enforceIam() on
        builder.environment().putAll(environment);
        builder.environment().put("INITIAL_NO_AUTH_ACTION_COUNT", "1000000");
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        var server =
                new MotoServer(
                        process, URI.create("http://" + loopback.getHostAddress() + ":" + port));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop(process);
                throw new IOException("moto_server did not come up: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return server;
    }

    /** For every service and region. */
    public URI endpoint() {
        return endpoint;
    }

    /** Forgets everything that was made in it. */
    public void reset() {
        post("/moto-api/reset", "");
    }

    /** From now on a call needs its action in the policies of whoever makes it. */
    public void enforceIam() {
        post("/moto-api/reset-auth", "0");
    }

    /** No longer asks who calls. */
    public void trustEveryone() {
        post("/moto-api/reset-auth", "1000000");
    }

    @Override
    public void close() {
        http.close();
        stop(process);
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private boolean answers() {
        try {
            return send(HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json")).GET())
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void post(String path, String body) {
        try {
            int status =
                    send(
                            HttpRequest.newBuilder(endpoint.resolve(path))
                                    .header("Content-Type", "text/plain")
                                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (status != 200) {
                throw new IllegalStateException(path + " answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(
                            request.timeout(Duration.ofSeconds(10)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
