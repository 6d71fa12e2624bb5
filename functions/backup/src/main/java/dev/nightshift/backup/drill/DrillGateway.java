package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillAction.AddInstance;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.DrillFacts.Origin;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Login;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that restore-drill asks of RDS, KMS and Secrets Manager. Lists are complete: every page is
 * read, or the call fails. Every method may throw {@link CloudException}, and an effect that did
 * may have been made all the same.
 */
interface DrillGateway {
    /** Every instance or cluster of a region, whoever made it. */
    List<Restored> databases(String region, Kind kind);

    Optional<Restored> database(String region, Kind kind, String id);

    /** Manual snapshots of one database, whoever made them. */
    List<Snapshot> snapshots(String region, Kind kind, String database);

    Optional<Snapshot> snapshot(String region, Kind kind, String id);

    /**
     * @return empty if there is no such key
     */
    Optional<KmsKey> key(String region, String key);

    /**
     * How a database is set up.
     *
     * @return empty if there is none of that name
     */
    Optional<Origin> origin(String region, Kind kind, String database);

    /**
     * Not public, in one zone, without protection against deletion.
     *
     * @return whether it was begun now; false if the name is taken
     */
    boolean restore(Restore action);

    /**
     * @return whether it was begun now; false if the name is taken
     */
    boolean addInstance(AddInstance action);

    /** Has RDS make and keep a master password. */
    void manage(String region, Kind kind, String id);

    /** What RDS keeps as the master user's name and password. */
    Login login(String region, String secretArn);

    /** Adds the tag that says when a restore of a snapshot was found good. */
    void prove(String region, String snapshotArn, Instant at);

    /**
     * Without a last snapshot, and with its automated backups.
     *
     * @return whether it was begun now; false if it is already gone
     */
    boolean delete(String region, Kind kind, String id);

    /**
     * A manual snapshot.
     *
     * @param created when the data in it was current, if RDS knows; of a cluster's copy it is when
     *     the copy was made
     * @param copied whether it is a copy of another snapshot
     * @param kmsKey ARN of the key it lies under; empty if it is not encrypted
     */
    record Snapshot(
            Kind kind,
            String id,
            String arn,
            String engine,
            Optional<Instant> created,
            String status,
            Optional<String> kmsKey,
            Map<String, String> tags,
            boolean copied) {
        public Snapshot {
            tags = Map.copyOf(tags);
        }
    }
}
