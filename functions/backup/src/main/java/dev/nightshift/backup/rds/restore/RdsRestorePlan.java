package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * What a restore will do.
 *
 * @param snapshot what it is restored from; empty if there is none
 * @param steps effects that are still to be made, in order
 * @param taken what an earlier run of the same restore has begun
 * @param obstacles why nothing is done, in words
 * @param remarks what a person should know before it begins
 */
public record RdsRestorePlan(
        RdsRestoreRequest request,
        Optional<Snapshot> snapshot,
        RdsRestoreStep.Setup setup,
        List<RdsRestoreStep> steps,
        Optional<Database> taken,
        List<Obstacle> obstacles,
        List<String> remarks) {
    public RdsRestorePlan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
        remarks = List.copyOf(remarks);
    }

    public boolean isRefused() {
        return !obstacles.isEmpty();
    }

    /** Why nothing is done. */
    public record Obstacle(Sort sort, String what) {
        /** Whose turn it is. */
        public enum Sort {
            /** What was asked for is not there, or cannot be: ask otherwise. */
            WRONG,
            /** Something is in the way. */
            IN_THE_WAY
        }
    }
}
