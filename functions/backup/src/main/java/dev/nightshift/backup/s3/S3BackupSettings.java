package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What s3-backup is asked to do.
 *
 * @param every how often to back up each bucket; slots of this length are counted from
 *     1970-01-01T00:00:00Z, so that {@code 24h} means UTC days
 * @param keep applied to the manifests of each bucket by itself
 * @param rpo how old the state that the last backup holds may be before someone is told; no shorter
 *     than {@code every}
 * @param vault where the backups go; empty for the vault of the recovery stack
 * @param verifyEvery each object is verified once in so many runs; 0 for never
 * @param connections how many requests a copying run has under way at once
 * @param partLines lines of one part of a manifest
 * @param objectsPerRun how many objects one run looks at, over all buckets; the next tick goes on
 */
public record S3BackupSettings(
        Select select,
        Duration every,
        RetentionPolicy keep,
        Duration rpo,
        Optional<Place> vault,
        Optional<Transition> transition,
        int verifyEvery,
        Batch batch,
        Garbage garbage,
        int connections,
        int partLines,
        int objectsPerRun) {
    public static final Duration SHORTEST_EVERY = Duration.ofMinutes(15);

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
        if (vault.isPresent() && transition.isPresent()) {
            problems.add(
                    "vault.transition is for the vault that Nightshift makes; set the lifecycle of "
                            + vault.get().bucket()
                            + " where it is made");
        }
        if (batch.objects() > objectsPerRun) {
            problems.add(
                    "batch.objects is more than objectsPerRun: no run would see so many, and S3"
                            + " Batch Operations would never be used");
        }
        for (var name : select.names()) {
            if (vault.isPresent() && vault.get().bucket().equals(name)) {
                problems.add("select.names names the vault, " + name);
            } else if (Vault.isName(name)) {
                problems.add("select.names names a vault of Nightshift, " + name);
            }
        }
        return problems;
    }

    /**
     * Which buckets. One that matches the tags, or is named, or fits a pattern is selected; a vault
     * never is.
     *
     * @param tags all of them must be there with these values; none selects nothing
     * @param names of buckets; each must exist
     * @param patterns names with {@code *} for any run of characters and {@code ?} for any one
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
     * A vault that Nightshift does not make. In another account, its bucket policy and the policy
     * of its key decide what may be done there.
     *
     * @param kmsKey ARN of the key that it encrypts with, if it does
     */
    public record Place(String bucket, String region, Optional<String> kmsKey) {
        /** What is wrong with it, in words for the person who wrote it. */
        List<String> problems() {
            return kmsKey.isPresent() && !kmsKey.get().split(":", 6)[3].equals(region)
                    ? List.of("kmsKey is not one of region " + region)
                    : List.of();
        }

        Vault vault() {
            return new Vault(bucket, region);
        }
    }

    /**
     * When copies in the vault move to a colder class.
     *
     * @param after counted from when the copy was made
     */
    public record Transition(Duration after, ColdClass to) {
        /** What is wrong with it, in words for the person who wrote it. */
        List<String> problems() {
            return after.compareTo(to.earliest()) < 0
                    ? List.of(
                            "S3 moves nothing to "
                                    + to
                                    + " before "
                                    + to.earliest().toDays()
                                    + " days")
                    : List.of();
        }
    }

    /**
     * Colder classes that a restore can read at once.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">
     *     Transitioning objects</a>
     */
    public enum ColdClass {
        STANDARD_IA(30, 30),
        INTELLIGENT_TIERING(0, 0),
        GLACIER_IR(0, 90);

        private final int earliestDays;
        private final int chargedDays;

        ColdClass(int earliestDays, int chargedDays) {
            this.earliestDays = earliestDays;
            this.chargedDays = chargedDays;
        }

        /** How old a copy must be to move there. */
        public Duration earliest() {
            return Duration.ofDays(earliestDays);
        }

        /** How long each copy there is charged for at least. */
        public Duration charged() {
            return Duration.ofDays(chargedDays);
        }
    }

    /**
     * Past which S3 Batch Operations takes the copy.
     *
     * @param objects to copy, of one bucket
     * @param bytes to copy, of one bucket
     * @param role ARN of the role that copies; empty for the one that the main stack makes
     */
    public record Batch(int objects, long bytes, Optional<String> role) {}

    /**
     * How copies go that no manifest names any more.
     *
     * @param every how often to look for them, bucket by bucket
     * @param sharePercent of a bucket's copies; if more than that would go, nothing does
     */
    public record Garbage(Duration every, int sharePercent) {}
}
