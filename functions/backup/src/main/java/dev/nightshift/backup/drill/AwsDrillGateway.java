package dev.nightshift.backup.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.backup.drill.DrillAction.AddInstance;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.DrillFacts.Origin;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Login;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsTags;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.aws.StoredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;

/**
 * The same through AWS's SDK, whose types, pages and error codes stop here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/">Amazon RDS API
 *     Reference</a>
 */
final class AwsDrillGateway implements DrillGateway {
    private static final int PAGE = 100;
    private static final String MANUAL = "manual";
    private static final JsonMapper JSON = new JsonMapper();

    private final AwsDrillClients clients;

    AwsDrillGateway(AwsDrillClients clients) {
        this.clients = clients;
    }

    @Override
    public List<Restored> databases(String region, Kind kind) {
        var rds = clients.rds(region);
        return call(
                "list " + kind + "s in " + region,
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    rds
                                            .describeDBInstancesPaginator(r -> r.maxRecords(PAGE))
                                            .dbInstances()
                                            .stream()
                                            .map(one -> AwsDrillTypes.restored(region, one))
                                            .toList();
                            case CLUSTER ->
                                    rds
                                            .describeDBClustersPaginator(r -> r.maxRecords(PAGE))
                                            .dbClusters()
                                            .stream()
                                            .map(one -> AwsDrillTypes.restored(region, one))
                                            .toList();
                        });
    }

    @Override
    public Optional<Restored> database(String region, Kind kind, String id) {
        return present(
                "look at " + id + " in " + region,
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    instance(region, id)
                                            .map(one -> AwsDrillTypes.restored(region, one));
                            case CLUSTER ->
                                    clients
                                            .rds(region)
                                            .describeDBClusters(r -> r.dbClusterIdentifier(id))
                                            .dbClusters()
                                            .stream()
                                            .findFirst()
                                            .map(one -> AwsDrillTypes.restored(region, one));
                        });
    }

    private Optional<DBInstance> instance(String region, String id) {
        return clients
                .rds(region)
                .describeDBInstances(r -> r.dbInstanceIdentifier(id))
                .dbInstances()
                .stream()
                .findFirst();
    }

    @Override
    public List<Snapshot> snapshots(String region, Kind kind, String database) {
        var rds = clients.rds(region);
        return call(
                "list snapshots of " + database + " in " + region,
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    rds
                                            .describeDBSnapshotsPaginator(
                                                    r ->
                                                            r.snapshotType(MANUAL)
                                                                    .maxRecords(PAGE)
                                                                    .dbInstanceIdentifier(database))
                                            .dbSnapshots()
                                            .stream()
                                            .map(AwsDrillTypes::snapshot)
                                            .toList();
                            case CLUSTER ->
                                    rds
                                            .describeDBClusterSnapshotsPaginator(
                                                    r ->
                                                            r.snapshotType(MANUAL)
                                                                    .maxRecords(PAGE)
                                                                    .dbClusterIdentifier(database))
                                            .dbClusterSnapshots()
                                            .stream()
                                            .map(AwsDrillTypes::snapshot)
                                            .toList();
                        });
    }

    @Override
    public Optional<Snapshot> snapshot(String region, Kind kind, String id) {
        var rds = clients.rds(region);
        return present(
                "look at snapshot " + id + " in " + region,
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    rds
                                            .describeDBSnapshots(r -> r.dbSnapshotIdentifier(id))
                                            .dbSnapshots()
                                            .stream()
                                            .findFirst()
                                            .map(AwsDrillTypes::snapshot);
                            case CLUSTER ->
                                    rds
                                            .describeDBClusterSnapshots(
                                                    r -> r.dbClusterSnapshotIdentifier(id))
                                            .dbClusterSnapshots()
                                            .stream()
                                            .findFirst()
                                            .map(AwsDrillTypes::snapshot);
                        });
    }

    @Override
    public Optional<KmsKey> key(String region, String key) {
        return call(
                "look at key " + key + " in " + region,
                () -> {
                    try {
                        var about =
                                clients.kms(region).describeKey(r -> r.keyId(key)).keyMetadata();
                        return Optional.of(
                                about.keyState() == KeyState.ENABLED
                                        ? KmsKey.usable()
                                        : KmsKey.unusable(key + " is " + about.keyStateAsString()));
                    } catch (NotFoundException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public Optional<Origin> origin(String region, Kind kind, String database) {
        return present(
                "look at " + database + " in " + region,
                () ->
                        switch (kind) {
                            case INSTANCE -> instance(region, database).map(AwsDrillTypes::origin);
                            case CLUSTER ->
                                    clients
                                            .rds(region)
                                            .describeDBClusters(
                                                    r -> r.dbClusterIdentifier(database))
                                            .dbClusters()
                                            .stream()
                                            .findFirst()
                                            .map(
                                                    cluster ->
                                                            AwsDrillTypes.origin(
                                                                    cluster,
                                                                    cluster
                                                                            .dbClusterMembers()
                                                                            .stream()
                                                                            .map(
                                                                                    DBClusterMember
                                                                                            ::dbInstanceIdentifier)
                                                                            .findFirst()
                                                                            .flatMap(
                                                                                    id ->
                                                                                            instance(
                                                                                                    region,
                                                                                                    id))));
                        });
    }

    @Override
    public boolean restore(Restore action) {
        return begun(
                "restore " + action.copy() + " as " + action.restored(),
                () -> {
                    switch (action.kind()) {
                        case INSTANCE -> restoreInstance(action);
                        case CLUSTER -> restoreCluster(action);
                    }
                });
    }

    private void restoreInstance(Restore action) {
        var build = action.build();
        clients.rds(action.region())
                .restoreDBInstanceFromDBSnapshot(
                        r -> {
                            r.dbInstanceIdentifier(action.restored())
                                    .dbSnapshotIdentifier(action.copy())
                                    .publiclyAccessible(false)
                                    .multiAZ(false)
                                    .deletionProtection(false)
                                    .autoMinorVersionUpgrade(false)
                                    .copyTagsToSnapshot(false)
                                    .tags(RdsTags.of(action.tags()));
                            build.instanceClass().ifPresent(r::dbInstanceClass);
                            build.subnetGroup().ifPresent(r::dbSubnetGroupName);
                            build.parameterGroup().ifPresent(r::dbParameterGroupName);
                            build.optionGroup().ifPresent(r::optionGroupName);
                            if (!build.securityGroups().isEmpty()) {
                                r.vpcSecurityGroupIds(build.securityGroups());
                            }
                        });
    }

    private void restoreCluster(Restore action) {
        var build = action.build();
        clients.rds(action.region())
                .restoreDBClusterFromSnapshot(
                        r -> {
                            r.dbClusterIdentifier(action.restored())
                                    .snapshotIdentifier(action.copy())
                                    .engine(action.engine())
                                    .deletionProtection(false)
                                    .copyTagsToSnapshot(false)
                                    .tags(RdsTags.of(action.tags()));
                            if (!action.engine().startsWith("aurora")) {
                                // a Multi-AZ cluster makes its instances itself
                                r.publiclyAccessible(false);
                                build.instanceClass().ifPresent(r::dbClusterInstanceClass);
                            }
                            build.subnetGroup().ifPresent(r::dbSubnetGroupName);
                            build.parameterGroup().ifPresent(r::dbClusterParameterGroupName);
                            build.optionGroup().ifPresent(r::optionGroupName);
                            if (!build.securityGroups().isEmpty()) {
                                r.vpcSecurityGroupIds(build.securityGroups());
                            }
                        });
    }

    @Override
    public boolean addInstance(AddInstance action) {
        return begun(
                "make instance " + action.restored(),
                () ->
                        clients.rds(action.region())
                                .createDBInstance(
                                        r ->
                                                r.dbInstanceIdentifier(action.restored())
                                                        .dbClusterIdentifier(action.cluster())
                                                        .dbInstanceClass(action.instanceClass())
                                                        .engine(action.engine())
                                                        .publiclyAccessible(false)
                                                        .autoMinorVersionUpgrade(false)
                                                        .tags(RdsTags.of(action.tags()))));
    }

    @Override
    public void manage(String region, Kind kind, String id) {
        call(
                "have RDS set a password for " + id,
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    clients.rds(region)
                                            .modifyDBInstance(
                                                    r ->
                                                            r.dbInstanceIdentifier(id)
                                                                    .manageMasterUserPassword(true)
                                                                    .applyImmediately(true));
                            case CLUSTER ->
                                    clients.rds(region)
                                            .modifyDBCluster(
                                                    r ->
                                                            r.dbClusterIdentifier(id)
                                                                    .manageMasterUserPassword(true)
                                                                    .applyImmediately(true));
                        });
    }

    @Override
    public Login login(String region, String secretArn) {
        var text = new StoredSecret(clients.secrets(region), secretArn).read();
        try {
            var secret = JSON.readTree(text);
            var user = secret.path("username").asText("");
            var password = secret.path("password").asText("");
            if (!user.isEmpty() && !password.isEmpty()) {
                return new Login(user, password);
            }
        } catch (JsonProcessingException e) {
            // neither the text nor what the parser says of it may be seen by anyone
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    secretArn + " does not hold a name and a password");
        }
        throw new CloudException(
                CloudException.Kind.REJECTED, secretArn + " lacks a name or a password");
    }

    @Override
    public void prove(String region, String snapshotArn, Instant at) {
        call(
                "mark " + snapshotArn + " as proven",
                () ->
                        clients.rds(region)
                                .addTagsToResource(
                                        r ->
                                                r.resourceName(snapshotArn)
                                                        .tags(
                                                                RdsTags.of(
                                                                        Map.of(
                                                                                Ownership
                                                                                        .PROVEN_TAG,
                                                                                at.toString())))));
    }

    @Override
    public boolean delete(String region, Kind kind, String id) {
        return call(
                "remove " + id + " in " + region,
                () -> {
                    try {
                        switch (kind) {
                            case INSTANCE -> deleteInstance(region, id);
                            case CLUSTER ->
                                    clients.rds(region)
                                            .deleteDBCluster(
                                                    r ->
                                                            r.dbClusterIdentifier(id)
                                                                    .skipFinalSnapshot(true)
                                                                    .deleteAutomatedBackups(true));
                        }
                        return true;
                    } catch (DbInstanceNotFoundException | DbClusterNotFoundException e) {
                        return false;
                    }
                });
    }

    private void deleteInstance(String region, String id) {
        clients.rds(region)
                .deleteDBInstance(
                        r ->
                                r.dbInstanceIdentifier(id)
                                        .skipFinalSnapshot(true)
                                        .deleteAutomatedBackups(true));
    }

    /** A name that is taken may be our own earlier attempt, whose answer was lost. */
    private static boolean begun(String doing, Runnable effect) {
        return call(
                doing,
                () -> {
                    try {
                        effect.run();
                        return true;
                    } catch (DbInstanceAlreadyExistsException | DbClusterAlreadyExistsException e) {
                        return false;
                    }
                });
    }

    private static <T> Optional<T> present(String doing, Supplier<Optional<T>> request) {
        return call(
                doing,
                () -> {
                    try {
                        return request.get();
                    } catch (DbInstanceNotFoundException
                            | DbClusterNotFoundException
                            | DbSnapshotNotFoundException
                            | DbClusterSnapshotNotFoundException e) {
                        return Optional.empty();
                    }
                });
    }

    private static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }
}
