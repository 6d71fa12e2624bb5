package dev.nightshift.backup.rds.restore;

import java.util.List;
import java.util.Map;

/** An effect of a restore. Its name makes it happen once. Empty text leaves a choice to RDS. */
public sealed interface RdsRestoreStep {
    /** What it makes. */
    String name();

    /** How what is made is set up. */
    record Setup(
            String instanceClass,
            String subnetGroup,
            List<String> securityGroups,
            String parameterGroup,
            String optionGroup,
            boolean isPublic) {
        public Setup {
            securityGroups = List.copyOf(securityGroups);
        }
    }

    /** A new instance from a snapshot. */
    record RestoreInstance(String name, String snapshot, Setup setup, Map<String, String> tags)
            implements RdsRestoreStep {
        public RestoreInstance {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * A new cluster from a snapshot. Aurora's has no instances yet; a Multi-AZ cluster makes its
     * own, of the class in the setup.
     */
    record RestoreCluster(
            String name,
            String snapshot,
            String engine,
            String engineVersion,
            Setup setup,
            Map<String, String> tags)
            implements RdsRestoreStep {
        public RestoreCluster {
            tags = Map.copyOf(tags);
        }
    }

    /** The first instance of an Aurora cluster. */
    record AddMember(
            String name,
            String cluster,
            String engine,
            String instanceClass,
            String parameterGroup,
            boolean isPublic,
            Map<String, String> tags)
            implements RdsRestoreStep {
        public AddMember {
            tags = Map.copyOf(tags);
        }
    }
}
