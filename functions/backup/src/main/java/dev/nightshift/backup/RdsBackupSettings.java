package dev.nightshift.backup;

import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rds-backup is asked to do.
 *
 * @param every how often to take a snapshot of each database; slots of this length are counted from
 *     1970-01-01T00:00:00Z, so that {@code 24h} means UTC days
 * @param keep applied to each database in each location by itself
 * @param rpo how old the last good backup may be before someone is told; no shorter than {@code
 *     every}
 * @param snapshotQuota how many manual snapshots a location may hold, of each kind by itself
 * @param quotaWarningPercent of that quota, over which someone is told
 */
public record RdsBackupSettings(
        Select select,
        Duration every,
        RetentionPolicy keep,
        List<Target> copyTo,
        Duration rpo,
        int snapshotQuota,
        int quotaWarningPercent) {
    /** What AWS grants an account that has not asked for more. */
    public static final int DEFAULT_SNAPSHOT_QUOTA = 100;

    public static final int DEFAULT_QUOTA_WARNING_PERCENT = 80;

    /** The shortest {@code every}: a snapshot name tells minutes apart, and RDS needs some. */
    public static final Duration SHORTEST_EVERY = Duration.ofMinutes(15);

    /**
     * @throws IllegalArgumentException in words for the person who wrote the settings
     */
    public RdsBackupSettings {
        copyTo = List.copyOf(copyTo);
        if (every.compareTo(SHORTEST_EVERY) < 0) {
            throw new IllegalArgumentException("every must be 15m or longer");
        }
        if (rpo.compareTo(every) < 0) {
            throw new IllegalArgumentException(
                    "rpo must not be shorter than every: it would be breached before each backup");
        }
        if (snapshotQuota < 1 || quotaWarningPercent < 1 || quotaWarningPercent > 100) {
            throw new IllegalArgumentException(
                    "snapshotQuota must be 1 or more and quotaWarningPercent from 1 to 100");
        }
        var locations = new HashSet<Location>();
        for (var target : copyTo) {
            if (!locations.add(target.location())) {
                throw new IllegalArgumentException("copyTo names " + target.location() + " twice");
            }
        }
    }

    /**
     * Which databases. One that matches the tags, or is named, or fits a pattern is selected.
     *
     * @param tags all of them must be there with these values; none selects nothing
     * @param names ids of instances and clusters; each must exist
     * @param patterns ids with {@code *} for any run of characters and {@code ?} for any one
     */
    public record Select(Map<String, String> tags, List<String> names, List<String> patterns) {
        /**
         * @throws IllegalArgumentException if nothing could ever be selected
         */
        public Select {
            tags = Map.copyOf(tags);
            names = List.copyOf(names);
            patterns = List.copyOf(patterns);
            if (tags.isEmpty() && names.isEmpty() && patterns.isEmpty()) {
                throw new IllegalArgumentException(
                        "select needs tags, names or patterns: as it is, it selects nothing");
            }
        }
    }

    /**
     * Where copies go.
     *
     * @param kmsKey ARN or alias of a key of that location
     * @param role ARN of the role of the vault account that makes, tags and removes the copies
     * @param optionGroup of that location; for databases that cannot be restored without one
     */
    public record Target(
            Location location,
            Optional<String> kmsKey,
            Optional<String> role,
            Optional<String> optionGroup) {
        /**
         * @throws IllegalArgumentException if an account comes without a role, or the reverse
         */
        public Target {
            if (location.account().isPresent() != role.isPresent()) {
                throw new IllegalArgumentException(
                        "a copy to another account needs both account and role");
            }
        }
    }
}
