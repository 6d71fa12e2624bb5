package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.core.automation.CloudException;
import java.util.List;

/** How far a run got in one invocation. */
public sealed interface RunResult {
    Totals totals();

    /** The manifest is there. */
    record Finished(ManifestIndex index, Totals totals) implements RunResult {}

    /**
     * Stopped before the deadline, or at the end of the survey's range; all up to this key is
     * written down.
     */
    record Paused(String lastKey, Totals totals) implements RunResult {}

    /** Another run writes the same manifest; this one stopped. */
    record Conflict(String why, Totals totals) implements RunResult {}

    /**
     * What one invocation did.
     *
     * @param adopted copies that an earlier invocation, or S3 Batch Operations, had made already
     * @param moved objects that changed or went while they were copied; the manifest has them as
     *     they were when they were copied at last, or not at all
     * @param verified copies that were compared with the manifest and the source
     * @param mismatches copies that are not what the manifest says; at most the first hundred
     * @param refused objects that S3 refused to copy, or copies that it refused to look at
     * @param refusals of those, at most the first hundred
     */
    record Totals(
            long copied,
            long copiedBytes,
            long adopted,
            long moved,
            long verified,
            long mismatched,
            List<Mismatch> mismatches,
            long refused,
            List<Refused> refusals) {
        public Totals {
            mismatches = List.copyOf(mismatches);
            refusals = List.copyOf(refusals);
        }

        /** Of a run in which nothing was refused. */
        public Totals(
                long copied,
                long copiedBytes,
                long adopted,
                long moved,
                long verified,
                long mismatched,
                List<Mismatch> mismatches) {
            this(
                    copied,
                    copiedBytes,
                    adopted,
                    moved,
                    verified,
                    mismatched,
                    mismatches,
                    0,
                    List.of());
        }
    }

    /** An object that could not be copied, and what S3 said. The other objects go on. */
    record Refused(String key, CloudException.Kind kind, String why) {}

    /** A copy that is not what its manifest says. */
    record Mismatch(String key, String vaultKey, String vaultVersion, String what) {}
}
