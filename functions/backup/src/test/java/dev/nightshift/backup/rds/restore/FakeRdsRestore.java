package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.AddMember;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreCluster;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreInstance;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.Setup;
import dev.nightshift.core.automation.CloudException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** RDS as a restore sees it, in memory: states, names, groups, and no mercy. */
public final class FakeRdsRestore implements RdsRestoreGateway {
    public static final String DEFAULT_SUBNETS = "default";
    private static final String ACCOUNT = "123456789012";

    private final Map<String, Database> databases = new TreeMap<>();
    private final Map<String, Snapshot> snapshots = new TreeMap<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final List<RdsRestoreStep> applied = new ArrayList<>();
    private UnaryOperator<Database> birth = UnaryOperator.identity();

    public FakeRdsRestore with(String region, Database database) {
        databases.put(key(region, database.kind(), database.id()), database);
        return this;
    }

    public FakeRdsRestore with(String region, Snapshot snapshot) {
        snapshots.put(key(region, snapshot.kind(), snapshot.id()), snapshot);
        return this;
    }

    public FakeRdsRestore with(String region, Group group) {
        groups.add(region + " " + group);
        return this;
    }

    /** A region that does not answer. */
    public FakeRdsRestore lose(String region) {
        lost.add(region);
        return this;
    }

    /** What becomes of databases that are made from now on. */
    public FakeRdsRestore bearing(UnaryOperator<Database> change) {
        birth = change;
        return this;
    }

    public List<RdsRestoreStep> applied() {
        return List.copyOf(applied);
    }

    /** What is being made is there. */
    public void settle() {
        databases.replaceAll(
                (any, it) -> it.status().equals("creating") ? withStatus(it, "available") : it);
    }

    public static Database withStatus(Database it, String status) {
        return with(it, status, it.isEncrypted());
    }

    public static Database unencrypted(Database it) {
        return with(it, it.status(), false);
    }

    private static Database with(Database it, String status, boolean isEncrypted) {
        return new Database(
                it.id(),
                it.kind(),
                it.arn(),
                status,
                it.engine(),
                it.engineVersion(),
                it.instanceClass(),
                it.subnetGroup(),
                it.securityGroups(),
                it.parameterGroup(),
                it.memberParameterGroup(),
                it.optionGroup(),
                it.isPublic(),
                isEncrypted,
                it.storageGib(),
                it.members(),
                status.equals("available") ? it.id() + ".abc.rds.amazonaws.com" : "",
                it.port(),
                it.tags());
    }

    @Override
    public List<Database> databases(String region, String id) {
        answer(region);
        return databases.entrySet().stream()
                .filter(it -> it.getKey().startsWith(region + " "))
                .map(Map.Entry::getValue)
                .filter(it -> it.id().equals(id))
                .toList();
    }

    @Override
    public List<Snapshot> snapshots(String region, Optional<String> database) {
        answer(region);
        return snapshots.entrySet().stream()
                .filter(it -> it.getKey().startsWith(region + " "))
                .map(Map.Entry::getValue)
                .filter(it -> database.isEmpty() || database.get().equals(it.database()))
                .toList();
    }

    @Override
    public boolean has(String region, Group group) {
        answer(region);
        return groups.contains(region + " " + group);
    }

    @Override
    public boolean apply(String region, RdsRestoreStep step) {
        answer(region);
        var kind =
                switch (step) {
                    case RestoreInstance _, AddMember _ -> Kind.INSTANCE;
                    case RestoreCluster _ -> Kind.CLUSTER;
                };
        if (databases.containsKey(key(region, kind, step.name()))) {
            return false;
        }
        var made =
                switch (step) {
                    case RestoreInstance instance -> restored(region, instance);
                    case RestoreCluster cluster -> restored(region, cluster);
                    case AddMember member -> member(region, member);
                };
        applied.add(step);
        with(region, birth.apply(made));
        return true;
    }

    private Database restored(String region, RestoreInstance step) {
        return restored(
                region, Kind.INSTANCE, step.name(), step.snapshot(), step.setup(), step.tags());
    }

    private Database restored(String region, RestoreCluster step) {
        var made =
                restored(
                        region,
                        Kind.CLUSTER,
                        step.name(),
                        step.snapshot(),
                        step.setup(),
                        step.tags());
        if (!made.engine().equals(step.engine())) {
            throw refused("InvalidParameterCombination: the snapshot is of " + made.engine());
        }
        return made;
    }

    private Database restored(
            String region,
            Kind kind,
            String name,
            String from,
            Setup setup,
            Map<String, String> tags) {
        var snapshot =
                Optional.ofNullable(snapshots.get(key(region, kind, from)))
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                CloudException.Kind.NOT_FOUND,
                                                "DBSnapshotNotFound: " + from));
        if (!snapshot.isAvailable()) {
            throw refused("InvalidDBSnapshotState: " + snapshot.status());
        }
        need(region, Group.Sort.SUBNETS, setup.subnetGroup());
        need(
                region,
                kind == Kind.CLUSTER ? Group.Sort.CLUSTER_PARAMETERS : Group.Sort.PARAMETERS,
                setup.parameterGroup());
        need(region, Group.Sort.OPTIONS, setup.optionGroup());
        return new Database(
                name,
                kind,
                "arn:aws:rds:%s:%s:%s:%s"
                        .formatted(region, ACCOUNT, kind == Kind.CLUSTER ? "cluster" : "db", name),
                "creating",
                snapshot.engine(),
                snapshot.engineVersion(),
                setup.instanceClass().isEmpty() ? "db.m5.large" : setup.instanceClass(),
                setup.subnetGroup().isEmpty() ? DEFAULT_SUBNETS : setup.subnetGroup(),
                setup.securityGroups().isEmpty() ? List.of("sg-default") : setup.securityGroups(),
                setup.parameterGroup().isEmpty() ? "default.x" : setup.parameterGroup(),
                "",
                setup.optionGroup(),
                setup.isPublic(),
                snapshot.isEncrypted(),
                snapshot.storageGib(),
                List.of(),
                "",
                5432,
                tags);
    }

    private Database member(String region, AddMember step) {
        var at = key(region, Kind.CLUSTER, step.cluster());
        var cluster =
                Optional.ofNullable(databases.get(at))
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                CloudException.Kind.NOT_FOUND,
                                                "DBClusterNotFoundFault: " + step.cluster()));
        if (!cluster.isAvailable()) {
            throw refused("InvalidDBClusterStateFault: " + cluster.status());
        }
        if (step.instanceClass().isEmpty()) {
            throw refused("InvalidParameterValue: DBInstanceClass");
        }
        var members = new ArrayList<>(cluster.members());
        members.add(step.name());
        databases.put(
                at,
                new Database(
                        cluster.id(),
                        cluster.kind(),
                        cluster.arn(),
                        cluster.status(),
                        cluster.engine(),
                        cluster.engineVersion(),
                        step.instanceClass(),
                        cluster.subnetGroup(),
                        cluster.securityGroups(),
                        cluster.parameterGroup(),
                        step.parameterGroup(),
                        "",
                        step.isPublic(),
                        cluster.isEncrypted(),
                        0,
                        members,
                        cluster.address(),
                        cluster.port(),
                        cluster.tags()));
        return new Database(
                step.name(),
                Kind.INSTANCE,
                "arn:aws:rds:%s:%s:db:%s".formatted(region, ACCOUNT, step.name()),
                "creating",
                step.engine(),
                cluster.engineVersion(),
                step.instanceClass(),
                cluster.subnetGroup(),
                cluster.securityGroups(),
                step.parameterGroup(),
                "",
                "",
                step.isPublic(),
                cluster.isEncrypted(),
                0,
                List.of(),
                "",
                cluster.port(),
                step.tags());
    }

    private void need(String region, Group.Sort sort, String name) {
        if (!name.isEmpty() && !has(region, new Group(sort, name))) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND, "NotFoundFault: %s %s".formatted(sort, name));
        }
    }

    private static CloudException refused(String why) {
        return new CloudException(CloudException.Kind.REJECTED, why);
    }

    private void answer(String region) {
        if (lost.contains(region)) {
            throw new CloudException(CloudException.Kind.UNREACHABLE, region + " does not answer");
        }
    }

    private static String key(String region, Kind kind, String id) {
        return region + " " + kind + " " + id;
    }
}
