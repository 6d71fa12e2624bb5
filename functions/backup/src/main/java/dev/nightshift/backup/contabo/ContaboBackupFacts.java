package dev.nightshift.backup.contabo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run of contabo-backup saw, and when. What could not be read is a fact too.
 *
 * @param instances all of the account, selected or not
 * @param snapshots of each selected instance that could be read, by its id
 * @param unread why not, of each selected instance that could not
 */
public record ContaboBackupFacts(
        Instant at,
        List<Instance> instances,
        Map<Long, List<Snapshot>> snapshots,
        Map<Long, String> unread) {
    public ContaboBackupFacts {
        instances = List.copyOf(instances);
        snapshots = Map.copyOf(snapshots);
        unread = Map.copyOf(unread);
    }

    /**
     * A VPS or VDS.
     *
     * @param name Contabo's, such as {@code vmd12345}
     * @param displayName the customer's; may be empty, and the same for several
     * @param product such as {@code Cloud VPS 8}
     * @param status such as {@code running}
     */
    public record Instance(
            long id,
            String name,
            String displayName,
            String product,
            String status,
            Optional<Instant> created) {
        private static final int LONGEST = 60;

        /** As the plan names it: what people call it, and the id that makes it unique. */
        public String subject() {
            var called = (displayName.isBlank() ? name : displayName).strip();
            var line = called.replaceAll("[\\p{Cntrl}\\s]+", " ");
            var shown =
                    line.codePointCount(0, line.length()) <= LONGEST
                            ? line
                            : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
            return shown.isEmpty() ? Long.toString(id) : shown + " (" + id + ")";
        }

        /** Whether Contabo takes snapshots of it as it is now. */
        public boolean isSettled() {
            return status.equals("running") || status.equals("stopped");
        }
    }

    /**
     * A snapshot. Contabo shows no state of it: it is there, or it is not.
     *
     * @param description where ours say whose they are, see {@link SnapshotLabel}
     * @param leaves when Contabo removes it by itself; empty if it does not say
     */
    public record Snapshot(
            String id,
            String name,
            String description,
            Instant created,
            Optional<Instant> leaves) {}
}
