package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that was seen before a restore.
 *
 * @param sources what has the identifier of the source in its home region; none, or one a kind
 * @param sourceUnread why that could not be read
 * @param snapshots manual snapshots of that database in the region to restore from, whoever made
 *     them
 * @param elsewhere the same of the other region; empty if that could not be read
 * @param databases identifiers of which there are snapshots there; only if there are none of this
 * @param taken what has the name already, in the region to restore to
 * @param absent groups that were named and are not in that region
 */
public record RdsRestoreFacts(
        Instant at,
        List<Database> sources,
        Optional<String> sourceUnread,
        List<Snapshot> snapshots,
        List<Snapshot> elsewhere,
        Set<String> databases,
        List<Database> taken,
        Set<Group> absent) {
    public RdsRestoreFacts {
        sources = List.copyOf(sources);
        snapshots = List.copyOf(snapshots);
        elsewhere = List.copyOf(elsewhere);
        databases = Set.copyOf(databases);
        taken = List.copyOf(taken);
        absent = Set.copyOf(absent);
    }

    /**
     * A DB instance or cluster, and how it is set up. What RDS does not say is empty, or 0.
     *
     * @param instanceClass of a cluster, that of its writer
     * @param parameterGroup of a cluster, the cluster's own
     * @param memberParameterGroup of a cluster, that of its writer
     * @param optionGroup without default ones
     * @param storageGib allocated; 0 for Aurora
     * @param members identifiers of a cluster's instances
     * @param address where it answers, without the port; empty until it does
     */
    public record Database(
            String id,
            Kind kind,
            String arn,
            String status,
            String engine,
            String engineVersion,
            String instanceClass,
            String subnetGroup,
            List<String> securityGroups,
            String parameterGroup,
            String memberParameterGroup,
            String optionGroup,
            boolean isPublic,
            boolean isEncrypted,
            int storageGib,
            List<String> members,
            String address,
            int port,
            Map<String, String> tags) {
        public Database {
            securityGroups = List.copyOf(securityGroups);
            members = List.copyOf(members);
            tags = Map.copyOf(tags);
        }

        /** Aurora keeps its storage apart from its instances, and is restored without any. */
        static boolean isAurora(String engine) {
            return engine.startsWith("aurora");
        }

        public boolean isAvailable() {
            return status.equals("available");
        }
    }

    /**
     * A manual snapshot.
     *
     * @param created when its data was current, at the latest: a copy of a cluster's snapshot only
     *     says when it was copied
     * @param optionGroup without default ones
     */
    public record Snapshot(
            String id,
            Kind kind,
            String database,
            Instant created,
            String status,
            String engine,
            String engineVersion,
            int storageGib,
            boolean isEncrypted,
            String optionGroup,
            boolean isCopy,
            Map<String, String> tags) {
        public Snapshot {
            tags = Map.copyOf(tags);
        }

        public boolean isAvailable() {
            return status.equals("available");
        }
    }

    /** A group of settings of a region. */
    public record Group(Sort sort, String name) {
        /** What RDS keeps apart. */
        public enum Sort {
            SUBNETS("subnet group"),
            PARAMETERS("parameter group"),
            CLUSTER_PARAMETERS("cluster parameter group"),
            OPTIONS("option group");

            private final String word;

            Sort(String word) {
                this.word = word;
            }

            @Override
            public String toString() {
                return word;
            }
        }

        @Override
        public String toString() {
            return sort + " " + name;
        }
    }
}
