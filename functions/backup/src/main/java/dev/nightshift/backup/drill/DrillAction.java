package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What restore-drill can do to an account. The subject is the source that is drilled. */
public sealed interface DrillAction extends Action {
    /**
     * Starts the restore of a copy; it becomes available after the run.
     *
     * @param restored id of what it becomes
     * @param copy id of the snapshot
     */
    record Restore(
            Kind kind,
            String subject,
            String region,
            String copy,
            String engine,
            String restored,
            String drill,
            Build build,
            Map<String, String> tags,
            String because)
            implements DrillAction {
        @Override
        public String id() {
            return "restore " + subject + " for drill " + drill;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** How a copy is restored; what is empty is left to RDS. */
    record Build(
            Optional<String> instanceClass,
            Optional<String> subnetGroup,
            List<String> securityGroups,
            Optional<String> parameterGroup,
            Optional<String> optionGroup) {
        public Build {
            securityGroups = List.copyOf(securityGroups);
        }
    }

    /** Gives a restored cluster the one instance through which it is looked at. */
    record AddInstance(
            String subject,
            String region,
            String cluster,
            String engine,
            String restored,
            String drill,
            String instanceClass,
            Map<String, String> tags,
            String because)
            implements DrillAction {
        @Override
        public String id() {
            return "add instance " + restored + " for drill " + drill;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** Has RDS set, and keep, a fresh master password of a restored database. */
    record Settle(
            Kind kind, String subject, String region, String restored, String drill, String because)
            implements DrillAction {
        @Override
        public String id() {
            return "fresh password for " + restored;
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /**
     * Looks at a restored database and keeps what was seen as evidence.
     *
     * @param door the instance or cluster that is connected to
     * @param lastGood what its rows and tables are compared with
     */
    record Check(
            Kind kind,
            String subject,
            String region,
            String door,
            DrillTags drilled,
            DatabaseDrill settings,
            Optional<Evidence> lastGood,
            String because)
            implements DrillAction {
        @Override
        public String id() {
            return "check " + subject + " in drill " + drilled.drill();
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** Keeps as evidence that a drill did not get as far as its checks. */
    record Conclude(
            String subject,
            String region,
            DrillTags drilled,
            DatabaseDrill settings,
            Evidence.Result result,
            String because)
            implements DrillAction {
        @Override
        public String id() {
            return "conclude drill " + drilled.drill() + " of " + subject;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** Tags the copy that a drill found good. */
    record Prove(Kind kind, String subject, String region, String copy, Instant at, String because)
            implements DrillAction {
        @Override
        public String id() {
            return "mark " + copy + " as proven";
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /**
     * Removes what a drill restored.
     *
     * @param drill the value of its drill tag, which it must still carry
     */
    record Clear(
            Kind kind, String subject, String region, String restored, String drill, String because)
            implements DrillAction {
        @Override
        public String id() {
            return "clear away " + restored;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    /**
     * Restores a sample of a bucket to the scratch prefix, compares it, and keeps what was seen as
     * evidence.
     *
     * @param manifest slot of the manifest that is restored from
     */
    record Sample(
            String subject,
            String drill,
            Instant manifest,
            BucketDrill settings,
            Optional<Evidence> lastGood,
            String because)
            implements DrillAction {
        @Override
        public String id() {
            return "sample " + subject + " in drill " + drill;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /** Tags the manifest that a drill found good. */
    record ProveManifest(String subject, Instant manifest, Instant at, String because)
            implements DrillAction {
        @Override
        public String id() {
            return "mark manifest " + manifest + " of " + subject + " as proven";
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** Removes what a drill left under the scratch prefix, all versions of it. */
    record ClearScratch(String subject, String drill, String because) implements DrillAction {
        @Override
        public String id() {
            return "clear away the scratch objects of drill " + drill;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }
}
