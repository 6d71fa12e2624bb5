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

/** An RDS whose snapshots are data directories, and whose databases are running servers. */
final class PostgresRds extends FakeDrillRds implements AutoCloseable {
    private final Path folder;
    private final Map<String, Path> data = new HashMap<>();
    private final Map<String, LocalPostgres> servers = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();

    PostgresRds(Clock clock, Path folder) {
        super(clock);
        this.folder = folder;
    }

    void data(String snapshot, Path directory) {
        data.put(snapshot, directory);
    }

    Map<String, LocalPostgres> servers() {
        return Map.copyOf(servers);
    }

    /** RDS does as it is told, and nobody can connect any more. */
    void pullThePlug() {
        servers.values().forEach(LocalPostgres::close);
    }

    @Override
    Address arrived(Restored restored) {
        var from =
                Optional.ofNullable(data.get(restored.tags().getOrDefault(DrillTags.COPY, "")))
                        .orElseThrow();
        var server =
                LocalPostgres.start(
                        LocalPostgres.copy(from, folder.resolve("restored-" + UUID.randomUUID())));
        servers.put(restored.id(), server);
        return new Address("127.0.0.1", server.port(), Optional.empty());
    }

    @Override
    void passwordSet(Restored restored) {
        var password = UUID.randomUUID().toString();
        Optional.ofNullable(servers.get(restored.id()))
                .orElseThrow()
                .sql(
                        "postgres",
                        "alter user " + LocalPostgres.MASTER + " password '" + password + "'");
        passwords.put("arn:rds!db-" + restored.id(), password);
    }

    @Override
    public Login login(String region, String secretArn) {
        return new Login(LocalPostgres.MASTER, passwords.getOrDefault(secretArn, ""));
    }

    @Override
    void left(Restored restored) {
        Optional.ofNullable(servers.remove(restored.id())).ifPresent(LocalPostgres::close);
    }

    @Override
    public void close() {
        servers.values().forEach(LocalPostgres::close);
    }
}
