package dev.nightshift.backup.rds;

import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Option;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;

/** RDS's words for things into ours. What RDS does not say is null there and empty here. */
final class AwsRdsTypes {
    /** The groups that RDS makes by itself have no options, and are everywhere. */
    private static final String DEFAULT_GROUP = "default:";

    private AwsRdsTypes() {}

    static Database database(DBInstance instance) {
        return new Database(
                instance.dbInstanceIdentifier(),
                Kind.INSTANCE,
                instance.dbInstanceArn(),
                instance.engine(),
                instance.dbInstanceStatus(),
                Optional.ofNullable(instance.instanceCreateTime()),
                key(instance.storageEncrypted(), instance.kmsKeyId()),
                RdsTags.of(instance.tagList()),
                said(instance.dbClusterIdentifier()),
                said(instance.readReplicaSourceDBInstanceIdentifier())
                        .or(() -> said(instance.readReplicaSourceDBClusterIdentifier())),
                instance.optionGroupMemberships().stream()
                        .map(OptionGroupMembership::optionGroupName)
                        .filter(name -> name != null && !name.startsWith(DEFAULT_GROUP))
                        .findFirst());
    }

    static Database database(DBCluster cluster) {
        return new Database(
                cluster.dbClusterIdentifier(),
                Kind.CLUSTER,
                cluster.dbClusterArn(),
                cluster.engine(),
                cluster.status(),
                Optional.ofNullable(cluster.clusterCreateTime()),
                key(cluster.storageEncrypted(), cluster.kmsKeyId()),
                RdsTags.of(cluster.tagList()),
                Optional.empty(),
                said(cluster.replicationSourceIdentifier()),
                Optional.empty());
    }

    static Snapshot snapshot(DBSnapshot snapshot) {
        return new Snapshot(
                snapshot.dbSnapshotIdentifier(),
                snapshot.dbSnapshotArn(),
                Kind.INSTANCE,
                snapshot.dbInstanceIdentifier(),
                created(snapshot.originalSnapshotCreateTime(), snapshot.snapshotCreateTime()),
                snapshot.status(),
                key(snapshot.encrypted(), snapshot.kmsKeyId()),
                RdsTags.of(snapshot.tagList()),
                said(snapshot.sourceDBSnapshotIdentifier()));
    }

    static Snapshot snapshot(DBClusterSnapshot snapshot) {
        var made = snapshot.snapshotCreateTime();
        return new Snapshot(
                snapshot.dbClusterSnapshotIdentifier(),
                snapshot.dbClusterSnapshotArn(),
                Kind.CLUSTER,
                snapshot.dbClusterIdentifier(),
                created(made, made),
                snapshot.status(),
                key(snapshot.storageEncrypted(), snapshot.kmsKeyId()),
                RdsTags.of(snapshot.tagList()),
                said(snapshot.sourceDBClusterSnapshotArn()));
    }

    /** Of a copy, the first time is that of its source. One that has only begun may have none. */
    private static Instant created(Instant original, Instant made) {
        return Optional.ofNullable(original)
                .or(() -> Optional.ofNullable(made))
                .orElse(Instant.EPOCH);
    }

    private static Optional<String> key(Boolean encrypted, String key) {
        return Boolean.TRUE.equals(encrypted) ? said(key) : Optional.empty();
    }

    private static Optional<String> said(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    /** An option that stays with every database that has it, and must be there to restore one. */
    static boolean isLasting(Option option) {
        return Boolean.TRUE.equals(option.permanent()) || Boolean.TRUE.equals(option.persistent());
    }
}
