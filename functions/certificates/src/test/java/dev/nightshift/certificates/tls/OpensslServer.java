package dev.nightshift.certificates.tls;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightshift.core.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_server}, or another program that serves TLS on a port. */
public final class OpensslServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private OpensslServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is no such program. */
    static void assume(String program) {
        assumeTrue(find(program).isPresent(), program + " is not on PATH: not compared with it");
    }

    static Optional<Path> find(String program) {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin";
        return Arrays.stream(folders.split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static OpensslServer start(Path folder, String... options)
            throws IOException, InterruptedException {
        assume("openssl");
        int port = FreePorts.next();
        var command = new ArrayList<String>();
        command.addAll(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port));
        command.addAll(Arrays.asList(options));
        return start(folder, port, command);
    }

    /** Waits until somebody listens on the port. */
    static OpensslServer start(Path folder, int port, List<String> command)
            throws IOException, InterruptedException {
        var log = folder.resolve("server.log").toFile();
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        var server = new OpensslServer(process, port);
        for (int i = 0; i < 600; i++) {
            try {
                new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close();
                return server;
            } catch (IOException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        server.close();
        throw new IOException("it did not start: " + Files.readString(log.toPath()));
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        process.getOutputStream().close();
    }
}
