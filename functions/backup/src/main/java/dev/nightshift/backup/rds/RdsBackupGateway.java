package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import java.util.List;
import java.util.Optional;

/**
 * All that rds-backup asks of AWS. Lists are complete: every page is read, or the call fails. Every
 * method may throw {@link CloudException}, and an effect that did may have been made all the same.
 */
interface RdsBackupGateway {
    /** The databases of the home location; without option groups, see {@link Database}. */
    List<Database> databases(Kind kind);

    /** Every manual snapshot of a kind in a location, whoever made it. */
    List<Snapshot> snapshots(Location location, Kind kind);

    /** The same, of one database. */
    List<Snapshot> snapshots(Location location, Kind kind, String database);

    Optional<Snapshot> snapshot(Location location, Kind kind, String id);

    /**
     * @return empty if there is no such key
     */
    Optional<KmsKey> key(Location location, String key);

    /** A group that is not there is a missing one. */
    OptionGroup optionGroup(Location location, String name);

    /**
     * @return whether it was begun now; false if the name is taken
     */
    boolean create(CreateSnapshot action);

    /** Sharing it again with the same account changes nothing. */
    void share(ShareSnapshot action);

    /**
     * @return whether it was begun now; false if the name is taken
     */
    boolean copy(CopySnapshot action);

    /**
     * @return whether it was removed now; false if it is already gone
     */
    boolean delete(DeleteSnapshot action);
}
