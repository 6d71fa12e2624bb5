package dev.nightshift.backup.s3.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A manifest as a whole. It is written last: a manifest without its index does not count.
 *
 * @param bucket the source
 * @param slot the moment that the run stands for
 * @param startedAt when the bucket was listed: what the copies are the state of
 * @param finishedAt when the last part was written
 * @param previous the manifest it was made from
 * @param run counts the runs of this bucket; verification rotates by it
 * @param objects lines that are not deleted
 * @param bytes of those objects
 * @param left objects of the source that S3 refused to copy: the manifest is a backup of all but
 *     these
 * @param copied objects that this run copied
 * @param copiedBytes of those
 * @param parts in the order of their keys
 */
public record ManifestIndex(
        String bucket,
        Instant slot,
        Instant startedAt,
        Instant finishedAt,
        Optional<Instant> previous,
        int run,
        long objects,
        long bytes,
        long deleted,
        long left,
        long copied,
        long copiedBytes,
        List<Part> parts) {
    public ManifestIndex {
        parts = List.copyOf(parts);
    }

    /** One that nothing is left out of. */
    public ManifestIndex(
            String bucket,
            Instant slot,
            Instant startedAt,
            Instant finishedAt,
            Optional<Instant> previous,
            int run,
            long objects,
            long bytes,
            long deleted,
            long copied,
            long copiedBytes,
            List<Part> parts) {
        this(
                bucket,
                slot,
                startedAt,
                finishedAt,
                previous,
                run,
                objects,
                bytes,
                deleted,
                0,
                copied,
                copiedBytes,
                parts);
    }

    /**
     * @param firstKey of its lines
     * @param lastKey of its lines
     * @param bytes of the compressed part
     * @param sha256 of the compressed part, in hex
     */
    public record Part(
            String name, String firstKey, String lastKey, long lines, long bytes, String sha256) {}
}
