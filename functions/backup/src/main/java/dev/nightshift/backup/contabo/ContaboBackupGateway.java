package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import java.util.List;

/**
 * All that contabo-backup asks of Contabo. Lists are complete: every page is read, or the call
 * fails. Every method may throw {@link CloudException}, and an effect that did may have been made
 * all the same, unless it is of kind {@code DENIED}, {@code QUOTA}, {@code THROTTLED} or {@code
 * NOT_FOUND}.
 *
 * @see <a href="https://api.contabo.com/#tag/Snapshots">Contabo API: Snapshots</a>
 */
interface ContaboBackupGateway {
    /** Every instance of the account, by id. */
    List<Instance> instances();

    /**
     * Every snapshot of an instance, whoever took it, by id.
     *
     * @throws CloudException of kind {@code NOT_FOUND} if there is no such instance
     */
    List<Snapshot> snapshots(long instance);

    /**
     * Takes a snapshot. Contabo has no client token and lets names repeat: to ask twice is to have
     * two.
     *
     * @param name at most 30 letters, digits, spaces and hyphens
     * @param description at most 255 characters
     * @throws CloudException of kind {@code QUOTA} if the instance has as many as it may have
     */
    Snapshot create(long instance, String name, String description);

    /**
     * @return whether it was removed now; false if it is already gone
     */
    boolean delete(long instance, String snapshot);
}
