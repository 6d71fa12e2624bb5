package dev.nightshift.backup.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one drill of one source has shown. Times are UTC.
 *
 * @param drill id of the drill; unique, sorts by start
 * @param source the database or bucket, as its backup names it
 * @param copy what was restored: id of a snapshot, or slot of a manifest
 * @param location where that copy is, such as {@code eu-central-1}
 * @param copyOf the moment that the data of the copy was current
 * @param endedAt when the last check ended
 * @param reason why it did not succeed, in words; empty if it did
 * @param rto from the beginning of the restore to the end of the checks; empty if it did not get
 *     that far
 * @param rpo age of the copy's data when the drill began
 * @param newestRow age of the newest row (RDS) or object (S3) in it, if a check asks for it
 * @param measures what later drills compare with: row counts by table as {@code rows:orders},
 *     digests of tables as {@code table:orders}, {@code objects}, {@code bytes}
 * @param previous SHA-256 of the source's evidence before this one, so that none can be taken out
 *     unseen
 */
public record Evidence(
        Kind kind,
        String drill,
        String stage,
        String source,
        String copy,
        String location,
        Instant copyOf,
        Instant startedAt,
        Instant endedAt,
        Result result,
        String reason,
        Optional<Duration> rto,
        Duration rtoTarget,
        Duration rpo,
        Duration rpoTarget,
        Optional<Duration> newestRow,
        List<Check> checks,
        Map<String, String> measures,
        Optional<String> previous) {
    public Evidence {
        checks = List.copyOf(checks);
        measures = Map.copyOf(measures);
    }

    /** What was drilled. */
    public enum Kind {
        RDS,
        S3
    }

    /** How it ended; the words are those of AWS Backup's restore testing where it has them. */
    public enum Result {
        SUCCESSFUL,
        FAILED,
        TIMED_OUT,
        /** It could not be told; neither good nor bad. */
        UNKNOWN
    }

    /**
     * @param detail what was expected and what was seen
     */
    public record Check(String name, boolean passed, String detail) {}
}
