package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one run of rds-backup saw, and when. What could not be read is a fact too.
 *
 * @param home where the databases are
 * @param databases of the home location, selected or not
 * @param unlisted kinds of database of which there may be more than {@code databases} says, and why
 * @param shelves one per location that holds or is to hold snapshots, home among them
 */
public record RdsBackupFacts(
        Instant at,
        Location home,
        List<Database> databases,
        Map<Kind, String> unlisted,
        Map<Location, Shelf> shelves) {
    public RdsBackupFacts {
        databases = List.copyOf(databases);
        unlisted = Map.copyOf(unlisted);
        shelves = Map.copyOf(shelves);
    }

    /** What RDS keeps apart: each kind has its own calls, quota and identifiers. */
    public enum Kind {
        INSTANCE("instance"),
        CLUSTER("cluster");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * A DB instance, or an Aurora or Multi-AZ cluster.
     *
     * @param created when the database was made; empty if RDS does not say
     * @param kmsKey ARN of the key of its storage; empty if it is not encrypted
     * @param cluster id of the cluster that this instance is a member of
     * @param replicaOf id, or ARN if in another region, of what this one is a read replica of
     * @param optionGroup the option group by which its snapshots can be restored, if it is not a
     *     default one
     */
    public record Database(
            String id,
            Kind kind,
            String arn,
            String engine,
            String status,
            Optional<Instant> created,
            Optional<String> kmsKey,
            Map<String, String> tags,
            Optional<String> cluster,
            Optional<String> replicaOf,
            Optional<String> optionGroup) {
        public Database {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * A manual snapshot.
     *
     * @param database id of the database it was taken of
     * @param created when the data in it was current
     * @param copyOf ARN of the snapshot it was copied from
     */
    public record Snapshot(
            String id,
            String arn,
            Kind kind,
            String database,
            Instant created,
            String status,
            Optional<String> kmsKey,
            Map<String, String> tags,
            Optional<String> copyOf) {
        public Snapshot {
            tags = Map.copyOf(tags);
        }

        public boolean isAvailable() {
            return status.equals("available");
        }

        /** Failed for good: it holds nothing and will never be available. */
        public boolean isFailed() {
            return status.equals("failed");
        }

        /** On its way: it will be available or failed without anyone's doing. */
        public boolean isInProgress() {
            return IN_PROGRESS.contains(status);
        }

        private static final Set<String> IN_PROGRESS = Set.of("creating", "copying", "pending");
    }

    /**
     * What is known of a KMS key.
     *
     * @param awsManaged whether it is a default key such as {@code aws/rds}, of which nothing can
     *     be shared with another account
     * @param detail why it is not usable or not known
     */
    public record KmsKey(Usability usability, boolean awsManaged, String detail) {
        /** Whether what is encrypted with a key can be restored. */
        public enum Usability {
            USABLE,
            UNUSABLE,
            UNKNOWN
        }

        public static KmsKey usable() {
            return new KmsKey(Usability.USABLE, false, "");
        }

        public static KmsKey byAws() {
            return new KmsKey(Usability.USABLE, true, "");
        }

        public static KmsKey unusable(String why) {
            return new KmsKey(Usability.UNUSABLE, false, why);
        }

        public static KmsKey unknown(String why) {
            return new KmsKey(Usability.UNKNOWN, false, why);
        }
    }

    /**
     * What is known of an option group.
     *
     * @param engine empty if there is no such group
     * @param lasting its permanent or persistent options, which a restored database cannot be
     *     without
     * @param unread why it could not be read
     */
    public record OptionGroup(
            Optional<String> engine, List<String> lasting, Optional<String> unread) {
        public OptionGroup {
            lasting = List.copyOf(lasting);
        }

        public static OptionGroup of(String engine, String... lasting) {
            return new OptionGroup(Optional.of(engine), List.of(lasting), Optional.empty());
        }

        public static OptionGroup missing() {
            return new OptionGroup(Optional.empty(), List.of(), Optional.empty());
        }

        public static OptionGroup unknown(String why) {
            return new OptionGroup(Optional.empty(), List.of(), Optional.of(why));
        }
    }

    /**
     * One location's manual snapshots and what they need there.
     *
     * @param snapshots all that could be read, ours or not
     * @param unread kinds of snapshot of which there may be more than {@code snapshots} says
     * @param keys by ARN or as the settings name them
     * @param optionGroups by name
     */
    public record Shelf(
            List<Snapshot> snapshots,
            Map<Kind, Unread> unread,
            Map<String, KmsKey> keys,
            Map<String, OptionGroup> optionGroups) {
        public Shelf {
            snapshots = List.copyOf(snapshots);
            unread = Map.copyOf(unread);
            keys = Map.copyOf(keys);
            optionGroups = Map.copyOf(optionGroups);
        }

        /** A location where nothing could be read. */
        public static Shelf unreadable(String why) {
            var nothing = new Unread(why, Set.of(), Map.of());
            return new Shelf(
                    List.of(),
                    Map.of(Kind.INSTANCE, nothing, Kind.CLUSTER, nothing),
                    Map.of(),
                    Map.of());
        }

        /** Why the snapshots of one database are not all known; empty if they are. */
        public Optional<String> unread(Kind kind, String database) {
            return Optional.ofNullable(unread.get(kind)).flatMap(gap -> gap.of(database));
        }
    }

    /**
     * A list that could not be read to its end.
     *
     * @param why of the whole list
     * @param complete databases, by id, whose own snapshots were then read one by one
     * @param reasons why that failed too for other databases
     */
    public record Unread(String why, Set<String> complete, Map<String, String> reasons) {
        public Unread {
            complete = Set.copyOf(complete);
            reasons = Map.copyOf(reasons);
        }

        Optional<String> of(String database) {
            return complete.contains(database)
                    ? Optional.empty()
                    : Optional.of(reasons.getOrDefault(database, why));
        }
    }
}
