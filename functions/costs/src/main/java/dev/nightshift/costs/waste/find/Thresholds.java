package dev.nightshift.costs.waste.find;

import java.time.Duration;

/**
 * From when on something is called waste.
 *
 * @param snapshotAge a snapshot older than this is old
 * @param orphanAge a snapshot whose volume is gone is an orphan when it is older than this
 * @param unusedAge images and secrets that nobody fetched for so long are unused
 * @param stoppedAge an instance stopped for so long is no longer just stopped
 * @param cpuPercent p95 of CPU below which something is oversized
 * @param retentionDays what log groups get
 */
public record Thresholds(
        Duration snapshotAge,
        Duration orphanAge,
        Duration unusedAge,
        Duration stoppedAge,
        int cpuPercent,
        int retentionDays) {
    /** A multipart upload older than this is not under way any more; the rule aborts it then. */
    public static final Duration UPLOAD_AGE = Duration.ofDays(7);

    public static final Thresholds DEFAULT =
            new Thresholds(
                    Duration.ofDays(365),
                    Duration.ofDays(30),
                    Duration.ofDays(90),
                    Duration.ofDays(30),
                    20,
                    90);
}
