package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What s3-backup can do: six things, all of them to the vault. */
public sealed interface S3BackupAction extends Action {
    /** Copies what changed, object by object, and writes the manifest. */
    record BackUp(String subject, Instant slot, Survey survey, String because)
            implements S3BackupAction {
        @Override
        public String id() {
            return "back up " + subject + "/" + slot;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /**
     * Has S3 Batch Operations copy what changed.
     *
     * @param role empty for the one that the main stack makes
     */
    record SubmitBatchCopy(
            String subject, Instant slot, Survey survey, Optional<String> role, String because)
            implements S3BackupAction {
        @Override
        public String id() {
            return "submit the copy of "
                    + subject
                    + "/"
                    + slot
                    + (survey.after().isEmpty() ? "" : " after " + survey.after());
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** Takes over what a job of S3 Batch Operations copied, and copies what it did not. */
    record FoldBatch(String subject, Instant slot, Survey survey, String job, String because)
            implements S3BackupAction {
        @Override
        public String id() {
            return "take over job " + job + " for " + subject + "/" + slot;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /**
     * Removes a manifest; the copies that only it names become garbage.
     *
     * @param survivors slots of manifests of the same bucket that stay and must still be there: the
     *     newest to stay, and the newest proven one
     * @param needs what is collected first, as it goes by the manifests that there were
     */
    record DropManifest(
            String subject,
            Instant slot,
            List<Instant> survivors,
            Set<String> needs,
            String because)
            implements S3BackupAction {
        public DropManifest {
            survivors = List.copyOf(survivors);
            needs = Set.copyOf(needs);
        }

        @Override
        public String id() {
            return "drop " + subject + "/" + slot;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    /**
     * Removes copies that no manifest names, or notes that there are none.
     *
     * @param versions how many there were when the plan was made
     * @param slots of the manifests that there were
     */
    record CollectGarbage(String subject, long versions, List<Instant> slots, String because)
            implements S3BackupAction {
        public CollectGarbage {
            slots = List.copyOf(slots);
        }

        @Override
        public String id() {
            return "collect garbage of " + subject;
        }

        @Override
        public Impact impact() {
            return versions == 0 ? Impact.CHANGE : Impact.DELETE;
        }
    }

    /** Removes what dead runs left. */
    record DropOrphans(String subject, List<Instant> slots, String because)
            implements S3BackupAction {
        public DropOrphans {
            slots = List.copyOf(slots);
        }

        @Override
        public String id() {
            return "clear up after dead runs of " + subject;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }
}
