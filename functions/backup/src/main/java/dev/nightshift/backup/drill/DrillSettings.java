package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.automation.AutomationSpec.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What restore-drill is asked to do.
 *
 * @param every how often each source is drilled, once per slot counted from 1970-01-01T00:00:00Z
 * @param maxDrills how many restored databases there may be at once
 * @param network where the function is, to reach what it restored; needed if SQL is to be run
 * @param vault where backups and evidence are; without it, the vault of the recovery stack
 * @param scratch where samples of buckets are restored to; without it, the vault's {@code scratch/}
 */
public record DrillSettings(
        Duration every,
        int maxDrills,
        List<DatabaseDrill> databases,
        List<BucketDrill> buckets,
        Optional<Network> network,
        Optional<Vault> vault,
        Optional<Scratch> scratch) {
    /** A drill takes hours; slots are not to overlap. */
    public static final Duration SHORTEST_EVERY = Duration.ofHours(12);

    public DrillSettings {
        databases = List.copyOf(databases);
        buckets = List.copyOf(buckets);
    }

    /** What is wrong with them as a whole, in words for the person who wrote them. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (databases.isEmpty() && buckets.isEmpty()) {
            problems.add("this drills nothing: give databases or buckets");
        }
        var names = new HashSet<String>();
        for (var database : databases) {
            if (!names.add(database.name())) {
                problems.add("databases names " + database.name() + " twice");
            }
            if (database.timeout().multipliedBy(2).compareTo(every) > 0) {
                problems.add(
                        "the timeout of "
                                + database.name()
                                + " is more than half of every: the next drill would begin before"
                                + " this one is cleared away");
            }
            if (!database.checks().isEmpty() && network.isEmpty()) {
                problems.add(
                        database.name()
                                + " has checks that run SQL: give network, or the function cannot"
                                + " reach the restored database");
            }
        }
        names.clear();
        for (var bucket : buckets) {
            if (!names.add(bucket.name())) {
                problems.add("buckets names " + bucket.name() + " twice");
            }
        }
        return problems;
    }

    Optional<DatabaseDrill> database(String name) {
        return databases.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    Optional<BucketDrill> bucket(String name) {
        return buckets.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * Which copy is restored.
     *
     * @param within how far back to choose at random; empty for the newest
     */
    public record Pick(Optional<Duration> within) {
        public static final Pick NEWEST = new Pick(Optional.empty());
    }

    /**
     * A database to be drilled. What is not given is that of the source if the copy is in its
     * region, and else RDS's default.
     *
     * @param name id of the instance or cluster, as its backups name it
     * @param from region of the copies; empty for the home region
     * @param timeout after which a drill is given up and cleared away
     * @param database inside the engine, to connect to; empty for the one RDS made
     * @param tls whether only encrypted connections will do
     */
    public record DatabaseDrill(
            String name,
            Optional<String> from,
            Pick pick,
            Optional<String> instanceClass,
            Optional<String> subnetGroup,
            List<String> securityGroups,
            Optional<String> parameterGroup,
            Optional<String> optionGroup,
            Duration rto,
            Duration rpo,
            Duration timeout,
            Optional<String> database,
            boolean tls,
            SqlChecks checks) {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(4);

        public DatabaseDrill {
            securityGroups = List.copyOf(securityGroups);
        }

        /** Whether everything that a source could tell is written down. */
        boolean needsNoSource() {
            return instanceClass.isPresent()
                    && subnetGroup.isPresent()
                    && !securityGroups.isEmpty()
                    && parameterGroup.isPresent()
                    && optionGroup.isPresent();
        }
    }

    /**
     * A bucket to be drilled.
     *
     * @param sample how many objects are restored
     * @param fresh how old the newest object may be
     */
    public record BucketDrill(
            String name,
            Pick pick,
            int sample,
            Duration rto,
            Duration rpo,
            Optional<Duration> fresh) {
        public static final int DEFAULT_SAMPLE = 100;
    }

    /**
     * Where samples go.
     *
     * @param region of the bucket; empty for the recovery region
     * @param prefix ends in a slash
     */
    public record Scratch(String bucket, Optional<String> region, String prefix) {}
}
