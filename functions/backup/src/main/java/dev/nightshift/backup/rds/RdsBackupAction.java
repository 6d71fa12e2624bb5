package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What rds-backup can do to an account: four things. */
public sealed interface RdsBackupAction extends Action {
    Kind kind();

    /**
     * Starts a snapshot; it becomes available after the run.
     *
     * @param subject id of the database
     * @param source its ARN
     */
    record CreateSnapshot(
            Kind kind,
            String subject,
            String source,
            String snapshot,
            Instant slot,
            Map<String, String> tags,
            Set<String> needs,
            String because)
            implements RdsBackupAction {
        @Override
        public String id() {
            return "snapshot " + subject + "/" + slot;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** Lets the vault account read a snapshot, so that its role can copy it. */
    record ShareSnapshot(Kind kind, String subject, String snapshot, String account, String because)
            implements RdsBackupAction {
        @Override
        public String id() {
            return "share " + snapshot + " with " + account;
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /**
     * Starts a copy, in the location that it goes to.
     *
     * @param from region that the source snapshot is in
     * @param source ARN of the source snapshot
     */
    record CopySnapshot(
            Kind kind,
            String subject,
            String from,
            String source,
            Location to,
            String snapshot,
            Instant slot,
            Optional<String> kmsKey,
            Optional<String> optionGroup,
            Map<String, String> tags,
            Set<String> needs,
            String because)
            implements RdsBackupAction {
        @Override
        public String id() {
            return "copy " + subject + "/" + slot + " to " + to;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /**
     * Removes a snapshot of ours.
     *
     * @param subject id of the database
     * @param survivor a good snapshot of the same database that stays in the same location; must
     *     still be there at the moment of removal. Empty for a failed snapshot, which holds
     *     nothing.
     */
    record DeleteSnapshot(
            Kind kind,
            String subject,
            Location in,
            String snapshot,
            Optional<String> survivor,
            String because)
            implements RdsBackupAction {
        @Override
        public String id() {
            return "delete " + snapshot + " in " + in;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }
}
