package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.restore.S3RestorePlanner.Decision;
import dev.nightshift.backup.s3.store.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up the decisions for a plan. */
final class PlanTally {
    /** Parts of a copy are at least this large; S3 wants no more than 10,000 of them. */
    private static final long PART_BYTES = 512L << 20;

    private final S3RestoreRequest request;
    private final Finding.Listener listener;
    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);
    private final List<Finding> examples = new ArrayList<>();
    private final S3RestorePlan.Known known = new S3RestorePlan.Known();
    private long objects;
    private long bytes;
    private long toCopy;
    private long bytesToCopy;
    private long toReplace;
    private long same;
    private long leftOut;
    private long requests;

    PlanTally(S3RestoreRequest request, Finding.Listener listener) {
        this.request = request;
        this.listener = listener;
    }

    synchronized void same(Merge.Row row) {
        asked(row.line());
        same++;
        known.same(row.number());
    }

    synchronized void decided(ManifestLine line, Decision decision) {
        switch (decision) {
            case Decision.LeaveOut() -> leftOut++;
            case Decision.Compare() -> throw new IllegalStateException("not decided yet");
            case Decision.Copy(var replaces) -> {
                asked(line);
                copied(line);
                toReplace += replaces ? 1 : 0;
            }
            case Decision.Refuse(var kind, var what) -> {
                asked(line);
                var finding = new Finding(kind, line.key(), request.targetKey(line.key()), what);
                if (counts.merge(kind, 1L, Long::sum) <= S3RestorePlan.EXAMPLES) {
                    examples.add(finding);
                }
                listener.found(finding);
                if (kind == Finding.Kind.GONE || kind == Finding.Kind.ARCHIVED) {
                    copied(line); // it is tried: it may be thawed, and S3 knows best
                }
            }
        }
    }

    private void asked(ManifestLine line) {
        objects++;
        bytes += line.sizeBytes();
    }

    private void copied(ManifestLine line) {
        toCopy++;
        bytesToCopy += line.sizeBytes();
        // a copy, or its parts with begin and end; then a look at it and at its tags
        requests +=
                line.sizeBytes() > ObjectStore.LARGEST_SINGLE_COPY_BYTES
                        ? Math.ceilDiv(line.sizeBytes(), PART_BYTES) + 6
                        : 3;
    }

    synchronized S3RestorePlan plan(Instant at, long others) {
        return new S3RestorePlan(
                request,
                at,
                objects,
                bytes,
                toCopy,
                bytesToCopy,
                toReplace,
                same,
                leftOut,
                others,
                requests,
                counts,
                examples,
                known);
    }
}
