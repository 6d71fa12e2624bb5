package dev.nightshift.backup.s3.manifest;

import java.time.Instant;
import java.util.ArrayList;
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
     * Some of the keys, so that there are at most {@value Part#CUT_LINES} lines from one to the
     * next. A list of the bucket may be cut there, and its pieces fetched side by side. None if
     * they are too few to be worth it.
     */
    public List<String> cuts() {
        var cuts = new ArrayList<String>();
        var last = "";
        long lines = 0;
        for (var part : parts) {
            long rest = part.lines();
            for (var key : part.cuts()) {
                if (lines > 0) {
                    cuts.add(last);
                }
                lines = Part.CUT_LINES;
                last = key;
                rest -= Part.CUT_LINES;
            }
            if (rest > 0) {
                if (lines > 0 && lines + rest > Part.CUT_LINES) {
                    cuts.add(last);
                    lines = 0;
                }
                lines += rest;
                last = part.lastKey();
            }
        }
        return cuts.size() < 2 ? List.of() : List.copyOf(cuts);
    }

    /**
     * @param firstKey of its lines
     * @param lastKey of its lines
     * @param bytes of the compressed part
     * @param sha256 of the compressed part, in hex
     * @param cuts the key of every {@value #CUT_LINES}th line
     */
    public record Part(
            String name,
            String firstKey,
            String lastKey,
            long lines,
            long bytes,
            String sha256,
            List<String> cuts) {
        /** Fewer than S3 lists on one page: objects may have come between them since. */
        public static final int CUT_LINES = 900;

        public Part {
            cuts = List.copyOf(cuts);
        }
    }
}
