package dev.nightshift.backup.s3.manifest;

import java.util.List;

/**
 * A part, and what its lines add up to.
 *
 * @param objects lines that can be restored
 * @param bytes of those objects
 * @param left objects that S3 refused to copy
 * @param copied objects that the run itself copied
 */
public record WrittenPart(
        ManifestIndex.Part part,
        long objects,
        long bytes,
        long deleted,
        long left,
        long copied,
        long copiedBytes) {
    /** The same lines, compressed as these bytes have them. */
    public WrittenPart of(Spool gzip) {
        return new WrittenPart(
                new ManifestIndex.Part(
                        part.name(),
                        part.firstKey(),
                        part.lastKey(),
                        part.lines(),
                        gzip.size(),
                        gzip.sha256(),
                        part.cuts()),
                objects,
                bytes,
                deleted,
                left,
                copied,
                copiedBytes);
    }

    /** What several parts add up to; the part itself is the last one's. */
    public static Sums sum(List<WrittenPart> parts) {
        var sums = new Sums(0, 0, 0, 0, 0, 0);
        for (var it : parts) {
            sums =
                    new Sums(
                            sums.objects + it.objects,
                            sums.bytes + it.bytes,
                            sums.deleted + it.deleted,
                            sums.left + it.left,
                            sums.copied + it.copied,
                            sums.copiedBytes + it.copiedBytes);
        }
        return sums;
    }

    /** See {@link WrittenPart}. */
    public record Sums(
            long objects, long bytes, long deleted, long left, long copied, long copiedBytes) {}
}
