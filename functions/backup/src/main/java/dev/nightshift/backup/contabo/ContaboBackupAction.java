package dev.nightshift.backup.contabo;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import java.util.Optional;
import java.util.Set;

/** What contabo-backup can do to an account: two things. */
public sealed interface ContaboBackupAction extends Action {
    /** Id of the instance. */
    long instance();

    /**
     * Takes a snapshot.
     *
     * @param snapshot its name
     * @param label what its description is to say
     * @param quota how many snapshots the instance may have
     */
    record CreateSnapshot(
            String subject,
            long instance,
            String snapshot,
            SnapshotLabel label,
            int quota,
            Set<String> needs,
            String because)
            implements ContaboBackupAction {
        @Override
        public String id() {
            return "snapshot " + subject + "/" + label.slot();
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /**
     * Removes a snapshot of ours.
     *
     * @param snapshot Contabo's id of it
     * @param survivor id of a good snapshot of the same instance that stays; must still be there at
     *     the moment of removal. Empty if none does, which only {@code acceptGap} in the settings
     *     allows
     */
    record DeleteSnapshot(
            String subject,
            long instance,
            String snapshot,
            String name,
            Optional<String> survivor,
            String because)
            implements ContaboBackupAction {
        @Override
        public String id() {
            return "delete " + name + " (" + snapshot + ") of " + subject;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }
}
