package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.RdsTags;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.AddMember;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreCluster;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreInstance;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.OptionGroupNotFoundException;

/**
 * The same through AWS's SDK, whose types, pages and error codes stop here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/">Amazon RDS API
 *     Reference</a>
 */
public final class AwsRdsRestoreGateway implements RdsRestoreGateway {
    private static final int PAGE = 100;
    private static final String MANUAL = "manual";

    private final Function<String, RdsClient> make;
    private final Map<String, RdsClient> clients = new ConcurrentHashMap<>();

    /** Credentials and endpoint come from the environment. */
    public AwsRdsRestoreGateway() {
        this(region -> AwsClients.sync(RdsClient.builder().region(Region.of(region))));
    }

    /**
     * @param make makes a client of a region
     */
    public AwsRdsRestoreGateway(Function<String, RdsClient> make) {
        this.make = make;
    }

    private RdsClient rds(String region) {
        return clients.computeIfAbsent(region, make);
    }

    @Override
    public List<Database> databases(String region, String id) {
        return call(
                "look for database " + id + " in " + region,
                () -> {
                    var rds = rds(region);
                    var found = new ArrayList<Database>();
                    instance(rds, id).map(AwsRdsRestoreTypes::database).ifPresent(found::add);
                    cluster(rds, id)
                            .map(
                                    cluster ->
                                            AwsRdsRestoreTypes.database(
                                                    cluster, writer(rds, cluster)))
                            .ifPresent(found::add);
                    return found;
                });
    }

    private static Optional<DBInstance> instance(RdsClient rds, String id) {
        try {
            return rds.describeDBInstances(r -> r.dbInstanceIdentifier(id)).dbInstances().stream()
                    .findFirst();
        } catch (DbInstanceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<DBCluster> cluster(RdsClient rds, String id) {
        try {
            return rds.describeDBClusters(r -> r.dbClusterIdentifier(id)).dbClusters().stream()
                    .findFirst();
        } catch (DbClusterNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<DBInstance> writer(RdsClient rds, DBCluster cluster) {
        return AwsRdsRestoreTypes.writer(cluster).flatMap(id -> instance(rds, id));
    }

    @Override
    public List<Snapshot> snapshots(String region, Optional<String> database) {
        return call(
                "list snapshots" + database.map(id -> " of " + id).orElse("") + " in " + region,
                () -> {
                    var rds = rds(region);
                    var found = new ArrayList<Snapshot>();
                    rds
                            .describeDBSnapshotsPaginator(
                                    r -> {
                                        r.snapshotType(MANUAL).maxRecords(PAGE);
                                        database.ifPresent(r::dbInstanceIdentifier);
                                    })
                            .dbSnapshots()
                            .stream()
                            .map(AwsRdsRestoreTypes::snapshot)
                            .forEach(found::add);
                    rds
                            .describeDBClusterSnapshotsPaginator(
                                    r -> {
                                        r.snapshotType(MANUAL).maxRecords(PAGE);
                                        database.ifPresent(r::dbClusterIdentifier);
                                    })
                            .dbClusterSnapshots()
                            .stream()
                            .map(AwsRdsRestoreTypes::snapshot)
                            .forEach(found::add);
                    return found;
                });
    }

    @Override
    public boolean has(String region, Group group) {
        return call(
                "look for " + group + " in " + region,
                () -> {
                    var rds = rds(region);
                    var name = group.name();
                    try {
                        return switch (group.sort()) {
                            case SUBNETS ->
                                    !rds.describeDBSubnetGroups(r -> r.dbSubnetGroupName(name))
                                            .dbSubnetGroups()
                                            .isEmpty();
                            case PARAMETERS ->
                                    !rds.describeDBParameterGroups(
                                                    r -> r.dbParameterGroupName(name))
                                            .dbParameterGroups()
                                            .isEmpty();
                            case CLUSTER_PARAMETERS ->
                                    !rds.describeDBClusterParameterGroups(
                                                    r -> r.dbClusterParameterGroupName(name))
                                            .dbClusterParameterGroups()
                                            .isEmpty();
                            case OPTIONS ->
                                    !rds.describeOptionGroups(r -> r.optionGroupName(name))
                                            .optionGroupsList()
                                            .isEmpty();
                        };
                    } catch (DbSubnetGroupNotFoundException
                            | DbParameterGroupNotFoundException
                            | DbClusterParameterGroupNotFoundException
                            | OptionGroupNotFoundException e) {
                        return false;
                    }
                });
    }

    @Override
    public boolean apply(String region, RdsRestoreStep step) {
        return call(
                "make " + step.name() + " in " + region,
                () -> {
                    var rds = rds(region);
                    try {
                        switch (step) {
                            case RestoreInstance instance -> restore(rds, instance);
                            case RestoreCluster cluster -> restore(rds, cluster);
                            case AddMember member -> add(rds, member);
                        }
                        return true;
                    } catch (DbInstanceAlreadyExistsException
                            | DbClusterAlreadyExistsException taken) {
                        return false;
                    }
                });
    }

    private static void restore(RdsClient rds, RestoreInstance step) {
        var setup = step.setup();
        rds.restoreDBInstanceFromDBSnapshot(
                r -> {
                    r.dbInstanceIdentifier(step.name())
                            .dbSnapshotIdentifier(step.snapshot())
                            .publiclyAccessible(setup.isPublic())
                            .tags(RdsTags.of(step.tags()));
                    given(setup.instanceClass(), r::dbInstanceClass);
                    given(setup.subnetGroup(), r::dbSubnetGroupName);
                    given(setup.securityGroups(), r::vpcSecurityGroupIds);
                    given(setup.parameterGroup(), r::dbParameterGroupName);
                    given(setup.optionGroup(), r::optionGroupName);
                });
    }

    private static void restore(RdsClient rds, RestoreCluster step) {
        var setup = step.setup();
        rds.restoreDBClusterFromSnapshot(
                r -> {
                    r.dbClusterIdentifier(step.name())
                            .snapshotIdentifier(step.snapshot())
                            .engine(step.engine())
                            .tags(RdsTags.of(step.tags()));
                    given(step.engineVersion(), r::engineVersion);
                    given(setup.subnetGroup(), r::dbSubnetGroupName);
                    given(setup.securityGroups(), r::vpcSecurityGroupIds);
                    given(setup.parameterGroup(), r::dbClusterParameterGroupName);
                    if (!Database.isAurora(step.engine())) {
                        // a Multi-AZ cluster makes its instances itself
                        given(setup.instanceClass(), r::dbClusterInstanceClass);
                        r.publiclyAccessible(setup.isPublic());
                    }
                });
    }

    private static void add(RdsClient rds, AddMember step) {
        rds.createDBInstance(
                r -> {
                    r.dbInstanceIdentifier(step.name())
                            .dbClusterIdentifier(step.cluster())
                            .engine(step.engine())
                            .dbInstanceClass(step.instanceClass())
                            .publiclyAccessible(step.isPublic())
                            .tags(RdsTags.of(step.tags()));
                    given(step.parameterGroup(), r::dbParameterGroupName);
                });
    }

    /** What is empty is not said at all, and RDS decides. */
    private static void given(String text, Consumer<String> set) {
        if (!text.isEmpty()) {
            set.accept(text);
        }
    }

    private static void given(List<String> list, Consumer<Collection<String>> set) {
        if (!list.isEmpty()) {
            set.accept(list);
        }
    }

    private static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }
}
