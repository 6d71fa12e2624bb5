package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
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

    public RdsBackupSettings {
        copyTo = List.copyOf(copyTo);
    }

    /** How old a backup may be if the settings do not say: as old as it gets, and a little more. */
    static Duration usualRpo(Duration every) {
        return every.plus(every.dividedBy(12));
    }

    /** What is wrong with them as a whole, in words for the person who wrote them. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (rpo.compareTo(every) < 0) {
            problems.add("rpo is shorter than every: it would be breached before each backup");
        }
        var locations = new HashSet<Location>();
        for (var target : copyTo) {
            if (!locations.add(target.location())) {
                problems.add("copyTo names " + target.location() + " twice");
            }
        }
        return problems;
    }

    /**
     * Which databases. One that matches the tags, or is named, or fits a pattern is selected.
     *
     * @param tags all of them must be there with these values; none selects nothing
     * @param names ids of instances and clusters; each must exist
     * @param patterns ids with {@code *} for any run of characters and {@code ?} for any one
     */
    public record Select(Map<String, String> tags, List<String> names, List<String> patterns) {
        public Select {
            tags = Map.copyOf(tags);
            names = List.copyOf(names);
            patterns = List.copyOf(patterns);
        }

        /** Whether nothing could ever be selected. */
        boolean isEmpty() {
            return tags.isEmpty() && names.isEmpty() && patterns.isEmpty();
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
        /** What is wrong with it, in words for the person who wrote it. */
        List<String> problems() {
            var problems = new ArrayList<String>();
            if (location.account().isPresent() != role.isPresent()) {
                problems.add("a copy to another account needs both account and role");
            }
            if (role.isPresent() && !location.account().equals(role.map(Target::account))) {
                problems.add("role is not one of account");
            }
            if (kmsKey.filter(key -> key.startsWith("arn:")).isPresent()
                    && !kmsKey.map(Target::region).equals(Optional.of(location.region()))) {
                problems.add("kmsKey is not one of region " + location.region());
            }
            return problems;
        }

        private static String account(String arn) {
            return arn.split(":", 6)[4];
        }

        private static String region(String arn) {
            return arn.split(":", 6)[3];
        }
    }
}
