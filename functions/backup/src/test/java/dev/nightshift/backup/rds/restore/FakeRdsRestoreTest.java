package dev.nightshift.backup.rds.restore;

import static dev.nightshift.backup.rds.restore.Samples.HOME;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import java.util.Map;

class FakeRdsRestoreTest extends RdsRestoreGatewayContract {
    private final FakeRdsRestore fake = new FakeRdsRestore();

    @Override
    RdsRestoreGateway gateway() {
        return fake;
    }

    @Override
    void makeSnapshot(Kind kind, String database, String id, Map<String, String> tags) {
        fake.with(
                HOME,
                new Snapshot(
                        id,
                        kind,
                        database,
                        Samples.NOW,
                        "available",
                        kind == Kind.CLUSTER ? "aurora-postgresql" : "postgres",
                        "16.4",
                        kind == Kind.CLUSTER ? 0 : 20,
                        false,
                        "",
                        false,
                        tags));
    }

    @Override
    void makeGroup(Group group) {
        fake.with(HOME, group);
    }

    @Override
    void settle() {
        fake.settle();
    }
}
