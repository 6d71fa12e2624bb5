package dev.nightshift.backup.drill;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run of restore-drill saw, and when. What could not be read is a fact too.
 *
 * @param home where the databases are that the copies are of
 * @param restored every instance and cluster that carries our owner tag
 * @param unlisted places in which there may be more of them than {@code restored} says, and why
 * @param databases by name, one for each of the settings
 * @param buckets by name, one for each of the settings
 * @param scratch what drills have left under the scratch prefix, by drill
 * @param scratchUnread why there may be more
 */
public record DrillFacts(
        Instant at,
        String home,
        List<Restored> restored,
        Map<String, String> unlisted,
        Map<String, Database> databases,
        Map<String, Bucket> buckets,
        List<Scratch> scratch,
        Optional<String> scratchUnread) {
    public DrillFacts {
        restored = List.copyOf(restored);
        unlisted = Map.copyOf(unlisted);
        databases = Map.copyOf(databases);
        buckets = Map.copyOf(buckets);
        scratch = List.copyOf(scratch);
    }

    /**
     * A database of the settings.
     *
     * @param copies of ours in the region that it is drilled from, whatever their state
     * @param copiesUnread why there may be others
     * @param evidence of its drills, newest first
     * @param evidenceUnread why there may be more
     * @param origin the source itself, if it is in the same region and could be read
     */
    public record Database(
            String name,
            String region,
            List<Copy> copies,
            Optional<String> copiesUnread,
            List<Evidence> evidence,
            Optional<String> evidenceUnread,
            Optional<Origin> origin) {
        public Database {
            copies = List.copyOf(copies);
            evidence = List.copyOf(evidence);
        }

        Optional<Evidence> of(String drill) {
            return evidence.stream().filter(one -> one.drill().equals(drill)).findFirst();
        }
    }

    /**
     * A manual snapshot that rds-backup made.
     *
     * @param dataFrom when the data in it was current
     * @param key what is known of the key it lies under; empty if it is not encrypted
     * @param proven when a restore of it was last found good
     */
    public record Copy(
            Kind kind,
            String id,
            String arn,
            String engine,
            Instant dataFrom,
            String status,
            Optional<KmsKey> key,
            Optional<Instant> proven) {}

    /** How the source of a copy is set up. */
    public record Origin(
            Optional<String> instanceClass,
            Optional<String> subnetGroup,
            List<String> securityGroups,
            Optional<String> parameterGroup,
            Optional<String> optionGroup) {
        public Origin {
            securityGroups = List.copyOf(securityGroups);
        }
    }

    /**
     * An instance or cluster that a drill restored, or that carries our tag for whatever reason.
     *
     * @param created when RDS says it was made; empty while it is being made
     * @param cluster id of the cluster that this instance is a member of
     * @param members of this cluster, by id, whoever made them
     * @param secret of the master user, as RDS manages it
     */
    public record Restored(
            Kind kind,
            String region,
            String id,
            String status,
            String engine,
            Optional<Instant> created,
            Map<String, String> tags,
            Optional<String> cluster,
            List<String> members,
            Optional<Address> address,
            Optional<Secret> secret) {
        public Restored {
            tags = Map.copyOf(tags);
            members = List.copyOf(members);
        }

        public boolean isAvailable() {
            return status.equals("available");
        }

        public boolean isGoing() {
            return status.equals("deleting");
        }
    }

    /**
     * Where a database listens.
     *
     * @param database that RDS made in it; empty if it made none
     */
    public record Address(String host, int port, Optional<String> database) {}

    /** A secret that RDS keeps; never its content. */
    public record Secret(String arn, String status) {
        boolean isReady() {
            return status.equals("active");
        }
    }

    /**
     * A bucket of the settings.
     *
     * @param manifests the slots of its finished manifests, oldest first
     * @param proven those of them that the plan may ask for, and when they were proven
     */
    public record Bucket(
            String name,
            List<Instant> manifests,
            Map<Instant, Instant> proven,
            List<Evidence> evidence,
            Optional<String> unread) {
        public Bucket {
            manifests = List.copyOf(manifests);
            proven = Map.copyOf(proven);
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Objects under the scratch prefix.
     *
     * @param drill the id that the prefix of them says
     * @param newest when the last of them was written
     */
    public record Scratch(String drill, Instant newest) {}
}
