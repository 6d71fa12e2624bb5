package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillFacts.Address;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Login;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** An RDS whose snapshots are data directories, and whose databases are running servers. */
final class ServersRds extends FakeDrillRds implements AutoCloseable {
    static final String MASTER = "master";

    private final Path folder;
    private final BiFunction<Path, Path, LocalServer> restore;
    private final Map<String, Path> data = new HashMap<>();
    private final Map<String, LocalServer> servers = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();

    /**
     * @param restore starts a server on a copy of the first directory, made at the second
     */
    ServersRds(Clock clock, Path folder, BiFunction<Path, Path, LocalServer> restore) {
        super(clock);
        this.folder = folder;
        this.restore = restore;
    }

    void data(String snapshot, Path directory) {
        data.put(snapshot, directory);
    }

    Map<String, LocalServer> servers() {
        return Map.copyOf(servers);
    }

    /** RDS does as it is told, and nobody can connect any more. */
    void pullThePlug() {
        servers.values().forEach(LocalServer::close);
    }

    @Override
    Address arrived(Restored restored) {
        var from =
                Optional.ofNullable(data.get(restored.tags().getOrDefault(DrillTags.COPY, "")))
                        .orElseThrow();
        var server = restore.apply(from, folder.resolve("restored-" + UUID.randomUUID()));
        servers.put(restored.id(), server);
        return new Address("127.0.0.1", server.port(), Optional.empty());
    }

    @Override
    void passwordSet(Restored restored) {
        var password = UUID.randomUUID().toString();
        Optional.ofNullable(servers.get(restored.id())).orElseThrow().password(password);
        passwords.put("arn:rds!db-" + restored.id(), password);
    }

    @Override
    public Login login(String region, String secretArn) {
        return new Login(MASTER, passwords.getOrDefault(secretArn, ""));
    }

    @Override
    void left(Restored restored) {
        Optional.ofNullable(servers.remove(restored.id())).ifPresent(LocalServer::close);
    }

    @Override
    public void close() {
        servers.values().forEach(LocalServer::close);
    }
}
