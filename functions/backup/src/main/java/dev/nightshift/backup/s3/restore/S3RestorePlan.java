package dev.nightshift.backup.s3.restore;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What a restore will do. It holds counts and first examples, never the objects: a bucket of
 * millions fits as well as one of ten.
 *
 * @param objects of the manifest that are asked for
 * @param bytes of those
 * @param toCopy objects that are not in the target, and those that are replaced
 * @param toReplace of those, objects that take the place of another
 * @param same objects that are there already as the manifest has them
 * @param deletedLeftOut objects that were deleted by then
 * @param others objects under the target's prefix that the manifest does not know; they stay
 * @param requests to S3 that copying and verifying take, about
 * @param counts of what is in the way, by kind
 * @param examples of each kind, at most {@value #EXAMPLES}
 * @param at when the target was listed
 */
public record S3RestorePlan(
        S3RestoreRequest request,
        Instant at,
        long objects,
        long bytes,
        long toCopy,
        long bytesToCopy,
        long toReplace,
        long same,
        long deletedLeftOut,
        long others,
        long requests,
        Map<Finding.Kind, Long> counts,
        List<Finding> examples,
        Known known) {
    /** How many objects are named of each kind. */
    public static final int EXAMPLES = 5;

    public S3RestorePlan {
        counts = Map.copyOf(counts);
        examples = List.copyOf(examples);
    }

    public long count(Finding.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Whether nothing may be written: what is there differs, or a key cannot be. */
    public boolean isRefused() {
        return count(Finding.Kind.CONFLICT) > 0 || count(Finding.Kind.TOO_LONG) > 0;
    }

    /** Whether some of what is asked for cannot be restored as things are. */
    public boolean isIncomplete() {
        return count(Finding.Kind.GONE) > 0 || count(Finding.Kind.ARCHIVED) > 0;
    }

    /** Which lines, by number, were found to be in the target as the manifest has them. */
    static final class Known {
        private final BitSet same = new BitSet();

        void same(int line) {
            same.set(line);
        }

        boolean isSame(int line) {
            return same.get(line);
        }
    }
}
