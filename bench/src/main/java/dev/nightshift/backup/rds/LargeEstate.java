package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.Slots;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** So many databases, each with so many daily backups, to be read only. */
final class LargeEstate implements RdsBackupGateway {
    private static final String ACCOUNT = ":111122223333:";

    private final List<Database> databases = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();

    LargeEstate(Location home, Scope scope, int databases, int snapshotsEach, Instant now) {
        for (int i = 0; i < databases; i++) {
            var id = "db-" + i;
            var arn = "arn:aws:rds:" + home.region() + ACCOUNT + "db:" + id;
            this.databases.add(
                    new Database(
                            id,
                            Kind.INSTANCE,
                            arn,
                            "mysql",
                            "available",
                            Optional.of(Instant.EPOCH),
                            Optional.empty(),
                            Map.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            for (int day = 1; day <= snapshotsEach; day++) {
                var slot = Slots.of(now.minus(Duration.ofDays(day)), Duration.ofDays(1));
                var name = SnapshotName.of(scope.owner(), Kind.INSTANCE, id, arn, slot);
                snapshots.add(
                        new Snapshot(
                                name,
                                "arn:aws:rds:" + home.region() + ACCOUNT + "snapshot:" + name,
                                Kind.INSTANCE,
                                id,
                                slot,
                                "available",
                                Optional.empty(),
                                Backups.tags(scope, arn, slot),
                                Optional.empty()));
            }
        }
    }

    @Override
    public List<Database> databases(Kind kind) {
        return kind == Kind.INSTANCE ? databases : List.of();
    }

    @Override
    public List<Snapshot> snapshots(Location location, Kind kind) {
        return kind == Kind.INSTANCE ? snapshots : List.of();
    }

    @Override
    public List<Snapshot> snapshots(Location location, Kind kind, String database) {
        return snapshots(location, kind).stream()
                .filter(snapshot -> snapshot.database().equals(database))
                .toList();
    }

    @Override
    public Optional<Snapshot> snapshot(Location location, Kind kind, String id) {
        return Optional.empty();
    }

    @Override
    public Optional<KmsKey> key(Location location, String key) {
        return Optional.of(KmsKey.usable());
    }

    @Override
    public OptionGroup optionGroup(Location location, String name) {
        return OptionGroup.missing();
    }

    @Override
    public boolean create(CreateSnapshot action) {
        throw new UnsupportedOperationException("a plan changes nothing");
    }

    @Override
    public void share(ShareSnapshot action) {
        throw new UnsupportedOperationException("a plan changes nothing");
    }

    @Override
    public boolean copy(CopySnapshot action) {
        throw new UnsupportedOperationException("a plan changes nothing");
    }

    @Override
    public boolean delete(DeleteSnapshot action) {
        throw new UnsupportedOperationException("a plan changes nothing");
    }
}
