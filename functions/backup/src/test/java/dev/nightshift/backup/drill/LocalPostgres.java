package dev.nightshift.backup.drill;

import dev.nightshift.core.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * PostgreSQL from this machine's package, on a free loopback port, with TLS. A server ends with the
 * test, also if the test's own process is killed: its keeper waits for the end of a pipe.
 */
final class LocalPostgres implements LocalServer {
    static final String MASTER = ServersRds.MASTER;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private final Process keeper;

    private LocalPostgres(Path data, int port, Process keeper) {
        this.data = data;
        this.port = port;
        this.keeper = keeper;
    }

    /** A fresh data directory with a certificate for this host. */
    static Path init(Path data, LocalAuthority authority) {
        run(
                program("initdb"),
                "-D",
                data.toString(),
                "-U",
                MASTER,
                "-A",
                "trust",
                "-N",
                "-E",
                "UTF8",
                "--locale=C");
        certify(data, authority, "IP:127.0.0.1");
        // over the network only with TLS and a password; the socket is for the test itself
        run(
                "sh",
                "-c",
                "printf 'local all all trust\\nhostssl all all 127.0.0.1/32 scram-sha-256\\n"
                        + "local replication all trust\\n' > "
                        + data
                        + "/pg_hba.conf; echo ssl=on >> "
                        + data
                        + "/postgresql.conf");
        return data;
    }

    /** Gives a server that is not running another certificate. */
    static void certify(Path data, LocalAuthority authority, String host) {
        authority.sign(data.resolve("server.key"), data.resolve("server.crt"), host);
        if (isRoot()) {
            exec(List.of("chown", user(), data + "/server.key", data + "/server.crt"));
        }
    }

    static LocalPostgres start(Path data) {
        try {
            int port = FreePorts.next();
            var server =
                    "%s -D %s -p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off -c max_connections=20 -c shared_buffers=16MB >%s/log 2>&1 </dev/null & p=$!; cat >/dev/null; kill -INT $p; wait $p"
                            .formatted(program("postgres"), data, port, data, data);
            var keeper =
                    new ProcessBuilder(asUser("sh", "-c", server))
                            .directory(data.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var postgres = new LocalPostgres(data, port, keeper);
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (!postgres.answers()) {
                if (!keeper.isAlive() || System.nanoTime() > end) {
                    postgres.close();
                    throw new IllegalStateException(
                            "PostgreSQL did not come up: " + postgres.log());
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that recovers from a copy of these files. */
    static LocalPostgres restored(Path from, Path to) {
        return start(copy(from, to));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void password(String password) {
        var _ = sql("postgres", "alter user " + MASTER + " password '" + password + "'");
    }

    boolean isRunning() {
        return keeper.isAlive();
    }

    /** One statement, as the master, through the socket. */
    String sql(String database, String statement) {
        return run(
                        program("psql"),
                        "-h",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-U",
                        MASTER,
                        "-d",
                        database,
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-qAt",
                        "-c",
                        statement)
                .strip();
    }

    void pgbench(String database, String... options) {
        var command = new ArrayList<String>(List.of(program("pgbench"), "-h", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port), "-U", MASTER));
        command.addAll(List.of(options));
        command.add(database);
        run(command.toArray(String[]::new));
    }

    /** What RDS's snapshot is: the files as of a moment, from which a server recovers. */
    Path backup(Path target) {
        run(
                program("pg_basebackup"),
                "-h",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-U",
                MASTER,
                "-D",
                target.toString(),
                "-c",
                "fast",
                "-N");
        return target;
    }

    static Path copy(Path from, Path to) {
        run("cp", "-r", from.toString(), to.toString());
        run("rm", "-f", to + "/postmaster.pid");
        return to;
    }

    /** A folder that the server's user may write in. */
    static Path folder() {
        try {
            var folder = Files.createTempDirectory("nightshift-postgres");
            if (isRoot()) {
                exec(List.of("chown", user(), folder.toString()));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path folder) {
        exec(List.of("rm", "-rf", folder.toString()));
    }

    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(30, TimeUnit.SECONDS)) {
                keeper.descendants().forEach(ProcessHandle::destroyForcibly);
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try {
            return sql("postgres", "select 1").equals("1");
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private String log() {
        return run("sh", "-c", "cat " + data + "/log");
    }

    /**
     * Finds a program of PostgreSQL's; without it there is no test, and that must not go unnoticed.
     */
    static String program(String name) {
        return Stream.concat(
                        Arrays.stream(
                                        Optional.ofNullable(System.getenv("PATH"))
                                                .orElse("")
                                                .split(":", -1))
                                .map(Path::of),
                        packaged())
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        name
                                                + " is missing: the drill is tested against a real"
                                                + " PostgreSQL; install the packages postgresql,"
                                                + " postgresql-contrib and openssl"));
    }

    private static Stream<Path> packaged() {
        var root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try (var versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        return exec(asUser(command));
    }

    /** PostgreSQL does not run as root. */
    private static List<String> asUser(String... command) {
        var list = new ArrayList<String>();
        if (isRoot()) {
            list.addAll(
                    List.of(
                            "setpriv",
                            "--reuid=" + user(),
                            "--regid=" + group(),
                            "--clear-groups"));
        }
        list.addAll(List.of(command));
        return list;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String user() {
        return exec(List.of("sh", "-c", "id -un postgres 2>/dev/null || echo nobody")).strip();
    }

    private static String group() {
        return exec(List.of("id", "-gn", user())).strip();
    }

    static String exec(List<String> command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            var said =
                    new String(
                            process.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
