package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import java.util.List;
import java.util.Optional;

/**
 * All that a restore asks of RDS. Lists are complete. Every method may throw {@link
 * CloudException}, and an effect that did may have been made all the same.
 */
public interface RdsRestoreGateway {
    /** Instances and clusters with an identifier: none, or one of each kind. */
    List<Database> databases(String region, String id);

    /** Manual snapshots of one database, or of all. */
    List<Snapshot> snapshots(String region, Optional<String> database);

    boolean has(String region, Group group);

    /**
     * @return whether it was begun now; false if the name is taken
     */
    boolean apply(String region, RdsRestoreStep step);
}
