package dev.nightshift.backup.rds.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to restore, from where, and as what.
 *
 * @param stage whose backups are used
 * @param database identifier of the source, be it an instance or a cluster
 * @param at the copy must not hold anything newer than this
 * @param name identifier of what is made
 * @param home region of the source
 * @param from region whose snapshots are used, and where it is restored
 * @param other another region that may hold snapshots, to hint at
 */
public record RdsRestoreRequest(
        String stage,
        String database,
        Instant at,
        String name,
        String home,
        String from,
        Optional<String> other,
        Choices choices) {
    /** The automation whose snapshots are taken. */
    static final String BACKUP = "rds-backup";

    String ownerOfSnapshots() {
        return stage + "/" + BACKUP;
    }

    /** Owner of what is restored: no retention and no drill ever looks at it. */
    public String owner() {
        return stage + "/restore";
    }

    /**
     * What is to be otherwise than at the source. What is empty is as at the source, if that is
     * still there and in the same region; else RDS's default.
     *
     * @param instanceClass such as {@code db.t4g.micro}
     * @param parameterGroup of instances or of clusters, as what is restored
     * @param isPublic whether it gets a public address, whatever the source has
     */
    public record Choices(
            Optional<String> instanceClass,
            Optional<String> subnetGroup,
            List<String> securityGroups,
            Optional<String> parameterGroup,
            Optional<String> optionGroup,
            boolean isPublic) {
        public Choices {
            securityGroups = List.copyOf(securityGroups);
        }

        public static Choices none() {
            return new Choices(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
    }
}
