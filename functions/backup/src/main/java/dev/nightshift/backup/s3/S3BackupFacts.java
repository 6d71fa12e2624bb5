package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.engine.RunResult.Mismatch;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that one run of s3-backup saw, and when. What could not be read is a fact too.
 *
 * @param unlisted why there may be buckets that nobody looked at; empty if all are known
 * @param undecided buckets of which it is not known whether they are selected, and why
 * @param unopened why it is not known which buckets the vault holds backups of; nothing is done
 *     then
 * @param buckets that are selected or have manifests, by name
 */
public record S3BackupFacts(
        Instant at,
        Vault vault,
        Optional<String> unlisted,
        Map<String, String> undecided,
        Optional<String> unopened,
        List<Bucket> buckets) {
    public S3BackupFacts {
        undecided = Map.copyOf(undecided);
        buckets = List.copyOf(buckets);
    }

    /** In the order of their names. */
    Map<String, String> undecidedByName() {
        return new TreeMap<>(undecided);
    }

    /** Whether a bucket is to be backed up. */
    public enum Standing {
        SELECTED,
        /** It is there, and the settings do not mean it any more. */
        UNSELECTED,
        /** There is no such bucket any more. */
        GONE
    }

    /**
     * A bucket, and what the vault holds of it.
     *
     * @param source empty if it is gone, or could not be read
     * @param unread why not everything about it is known; nothing is done for it then
     * @param slots of its finished manifests, oldest first
     * @param newest the newest of them that is not dated in the future
     * @param proven the newest of them that a restore has proven
     * @param unfinished the newest slot that was begun and not finished, after the newest manifest
     * @param job that copies for the unfinished slot
     * @param survey what changed since, if that was looked at
     * @param postponed why that was not looked at though it is due
     * @param sample of its listing, if it was surveyed
     * @param garbage what no manifest names, if that was looked at
     * @param orphans what runs left behind that never finished
     * @param mismatches copies that were found not to be what their manifest says
     */
    public record Bucket(
            String name,
            Standing standing,
            Optional<Source> source,
            Optional<String> unread,
            List<Instant> slots,
            Optional<ManifestIndex> newest,
            Optional<Proof> proven,
            Optional<Instant> unfinished,
            Optional<Job> job,
            Optional<Survey> survey,
            Optional<String> postponed,
            Optional<Sample> sample,
            Optional<Garbage> garbage,
            Optional<Orphans> orphans,
            Optional<Mismatches> mismatches) {
        public Bucket {
            slots = List.copyOf(slots);
        }

        /** The same, after a look at what changed. */
        Bucket surveyed(Survey found, Sample listed) {
            return with(Optional.of(found), Optional.empty(), Optional.of(listed));
        }

        /** The same, which should have been looked at and was not. */
        Bucket postponed(String why) {
            return with(Optional.empty(), Optional.of(why), Optional.empty());
        }

        private Bucket with(Optional<Survey> found, Optional<String> why, Optional<Sample> listed) {
            return new Bucket(
                    name,
                    standing,
                    source,
                    unread,
                    slots,
                    newest,
                    proven,
                    unfinished,
                    job,
                    found,
                    why,
                    listed,
                    garbage,
                    orphans,
                    mismatches);
        }

        /** The same, after a look at what nothing names any more. */
        Bucket swept(Optional<Garbage> unnamed, Optional<Orphans> left) {
            return new Bucket(
                    name,
                    standing,
                    source,
                    unread,
                    slots,
                    newest,
                    proven,
                    unfinished,
                    job,
                    survey,
                    postponed,
                    sample,
                    unnamed,
                    left,
                    mismatches);
        }

        /** One of which nothing is known but that it should be looked after. */
        static Bucket unreadable(String name, Standing standing, String why) {
            return new Bucket(
                    name,
                    standing,
                    Optional.empty(),
                    Optional.of(why),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** A manifest that a restore has proven, and when. */
    public record Proof(Instant slot, Instant at) {}

    /**
     * A job of S3 Batch Operations that copies for a run.
     *
     * @param after the keys that it copies begin after this one
     * @param upTo the last key of its range; empty if it reaches the end of the bucket
     * @param status in S3's word
     * @param detail why it failed or waits, in S3's words
     * @param failures some of the keys that it could not copy, and why
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html">Job
     *     status</a>
     */
    public record Job(
            String id,
            String after,
            String upTo,
            Phase phase,
            String status,
            long total,
            long succeeded,
            long failed,
            String detail,
            List<String> failures) {
        public Job {
            failures = List.copyOf(failures);
        }

        /** What can be expected of a job. */
        public enum Phase {
            /** It will end without anyone's doing. */
            RUNNING,
            /** It waits for a person. */
            HELD,
            /** Complete, failed or cancelled: it copies no more. */
            ENDED
        }

        /** Whole percents of what it has to do; 0 if it does not know yet. */
        int percent() {
            return total == 0 ? 0 : (int) (100 * (succeeded + failed) / total);
        }
    }

    /**
     * The first objects of a bucket, as listed.
     *
     * @param classes how many are in each storage class
     * @param small how many of each class are smaller than 128 KB
     */
    public record Sample(int objects, Map<String, Integer> classes, Map<String, Integer> small) {
        public Sample {
            classes = Map.copyOf(classes);
            small = Map.copyOf(small);
        }
    }

    /**
     * Copies of one bucket that none of its manifests names.
     *
     * @param versions how many versions those are
     * @param ofVersions among how many of this bucket
     */
    public record Garbage(long versions, long bytes, long ofVersions, long ofBytes) {}

    /**
     * What dead runs left: parts of manifests that will not be finished, notes, and uploads.
     *
     * @param slots that those are of
     */
    public record Orphans(List<Instant> slots, int uploads) {
        public Orphans {
            slots = List.copyOf(slots);
        }
    }

    /**
     * Copies that are not what their manifest says.
     *
     * @param run that found them
     * @param count of them all
     * @param some of them
     */
    public record Mismatches(int run, Instant at, long count, List<Mismatch> some) {
        public Mismatches {
            some = List.copyOf(some);
        }
    }
}
