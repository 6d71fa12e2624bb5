package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.ManifestIndex;
import java.time.Instant;
import java.util.Optional;

/**
 * What changed in a bucket since its last manifest, within a range of its keys.
 *
 * @param slot the moment that the run stands for
 * @param startedAt when the run began, be it in an earlier invocation
 * @param begun whether an earlier invocation has begun the run, or brought it to its end
 * @param previous the last finished manifest
 * @param after the range begins after this key: what an earlier invocation of the same run has
 *     done; empty for the beginning
 * @param upTo the last key of the range; empty if it reaches the end of the bucket
 * @param changes what to copy and what is deleted, in key order; kept outside of memory
 */
public record Survey(
        Source source,
        Instant slot,
        Instant startedAt,
        boolean begun,
        Optional<ManifestIndex> previous,
        String after,
        String upTo,
        Counts counts,
        ChangeList changes) {
    /**
     * @param unchanged objects that the last manifest has as they are
     * @param added objects that it has not, or has as deleted
     * @param changed objects that it has in another state
     * @param removed objects that it has and the bucket has not any more
     * @param bytesToCopy of those added and changed
     * @param large objects among these that are copied in parts
     * @param parts of those
     * @param lists pages that the bucket was listed by
     */
    public record Counts(
            long unchanged,
            long added,
            long changed,
            long removed,
            long bytesToCopy,
            long large,
            long parts,
            long lists) {
        public long toCopy() {
            return added + changed;
        }
    }
}
