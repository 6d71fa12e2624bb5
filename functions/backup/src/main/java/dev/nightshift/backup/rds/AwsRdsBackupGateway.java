package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.aws.AwsErrors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.Option;
import software.amazon.awssdk.services.rds.model.OptionGroupNotFoundException;

/**
 * The same through AWS's SDK, whose types, pages and error codes stop here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/">Amazon RDS API
 *     Reference</a>
 */
final class AwsRdsBackupGateway implements RdsBackupGateway {
    private static final int PAGE = 100;
    private static final String MANUAL = "manual";

    /** The attribute by which RDS lists the accounts that may copy and restore a snapshot. */
    private static final String SHARED_WITH = "restore";

    private final AwsRdsClients clients;
    private final Location home;

    AwsRdsBackupGateway(AwsRdsClients clients, Location home) {
        this.clients = clients;
        this.home = home;
    }

    @Override
    public List<Database> databases(Kind kind) {
        return call(
                "list " + kind + "s in " + home,
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    clients
                                            .rds(home)
                                            .describeDBInstancesPaginator(r -> r.maxRecords(PAGE))
                                            .dbInstances()
                                            .stream()
                                            .map(AwsRdsTypes::database)
                                            .toList();
                            case CLUSTER ->
                                    clients
                                            .rds(home)
                                            .describeDBClustersPaginator(r -> r.maxRecords(PAGE))
                                            .dbClusters()
                                            .stream()
                                            .map(AwsRdsTypes::database)
                                            .toList();
                        });
    }

    @Override
    public List<Snapshot> snapshots(Location location, Kind kind) {
        return call(
                "list " + kind + " snapshots in " + location,
                () -> list(location, kind, Optional.empty()));
    }

    @Override
    public List<Snapshot> snapshots(Location location, Kind kind, String database) {
        return call(
                "list snapshots of " + database + " in " + location,
                () -> list(location, kind, Optional.of(database)));
    }

    private List<Snapshot> list(Location location, Kind kind, Optional<String> database) {
        var rds = clients.rds(location);
        return switch (kind) {
            case INSTANCE ->
                    rds
                            .describeDBSnapshotsPaginator(
                                    r -> {
                                        r.snapshotType(MANUAL).maxRecords(PAGE);
                                        database.ifPresent(r::dbInstanceIdentifier);
                                    })
                            .dbSnapshots()
                            .stream()
                            .map(AwsRdsTypes::snapshot)
                            .toList();
            case CLUSTER ->
                    rds
                            .describeDBClusterSnapshotsPaginator(
                                    r -> {
                                        r.snapshotType(MANUAL).maxRecords(PAGE);
                                        database.ifPresent(r::dbClusterIdentifier);
                                    })
                            .dbClusterSnapshots()
                            .stream()
                            .map(AwsRdsTypes::snapshot)
                            .toList();
        };
    }

    @Override
    public Optional<Snapshot> snapshot(Location location, Kind kind, String id) {
        return call(
                "look at snapshot " + id + " in " + location,
                () -> {
                    try {
                        return find(location, kind, id);
                    } catch (DbSnapshotNotFoundException | DbClusterSnapshotNotFoundException e) {
                        return Optional.empty();
                    }
                });
    }

    private Optional<Snapshot> find(Location location, Kind kind, String id) {
        var rds = clients.rds(location);
        return switch (kind) {
            case INSTANCE ->
                    rds.describeDBSnapshots(r -> r.dbSnapshotIdentifier(id)).dbSnapshots().stream()
                            .map(AwsRdsTypes::snapshot)
                            .findFirst();
            case CLUSTER ->
                    rds
                            .describeDBClusterSnapshots(r -> r.dbClusterSnapshotIdentifier(id))
                            .dbClusterSnapshots()
                            .stream()
                            .map(AwsRdsTypes::snapshot)
                            .findFirst();
        };
    }

    @Override
    public Optional<KmsKey> key(Location location, String key) {
        return call(
                "look at key " + key + " in " + location,
                () -> {
                    try {
                        var found = clients.kms(location).describeKey(r -> r.keyId(key));
                        var about = found.keyMetadata();
                        if (about.keyState() != KeyState.ENABLED) {
                            return Optional.of(
                                    KmsKey.unusable(key + " is " + about.keyStateAsString()));
                        }
                        return Optional.of(
                                about.keyManager() == KeyManagerType.AWS
                                        ? KmsKey.byAws()
                                        : KmsKey.usable());
                    } catch (NotFoundException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public OptionGroup optionGroup(Location location, String name) {
        return call(
                "look at option group " + name + " in " + location,
                () -> {
                    try {
                        var groups =
                                clients.rds(location)
                                        .describeOptionGroups(r -> r.optionGroupName(name));
                        return groups.optionGroupsList().stream()
                                .findFirst()
                                .map(
                                        group ->
                                                OptionGroup.of(
                                                        group.engineName(),
                                                        group.options().stream()
                                                                .filter(AwsRdsTypes::isLasting)
                                                                .map(Option::optionName)
                                                                .toArray(String[]::new)))
                                .orElse(OptionGroup.missing());
                    } catch (OptionGroupNotFoundException e) {
                        return OptionGroup.missing();
                    }
                });
    }

    @Override
    public boolean create(CreateSnapshot action) {
        return begun(
                "make snapshot " + action.snapshot(),
                () -> {
                    var tags = RdsTags.of(action.tags());
                    var rds = clients.rds(home);
                    switch (action.kind()) {
                        case INSTANCE ->
                                rds.createDBSnapshot(
                                        r ->
                                                r.dbInstanceIdentifier(action.subject())
                                                        .dbSnapshotIdentifier(action.snapshot())
                                                        .tags(tags));
                        case CLUSTER ->
                                rds.createDBClusterSnapshot(
                                        r ->
                                                r.dbClusterIdentifier(action.subject())
                                                        .dbClusterSnapshotIdentifier(
                                                                action.snapshot())
                                                        .tags(tags));
                    }
                });
    }

    @Override
    public void share(ShareSnapshot action) {
        call(
                "share snapshot " + action.snapshot() + " with " + action.account(),
                () -> {
                    var rds = clients.rds(home);
                    return switch (action.kind()) {
                        case INSTANCE ->
                                rds.modifyDBSnapshotAttribute(
                                        r ->
                                                r.dbSnapshotIdentifier(action.snapshot())
                                                        .attributeName(SHARED_WITH)
                                                        .valuesToAdd(action.account()));
                        case CLUSTER ->
                                rds.modifyDBClusterSnapshotAttribute(
                                        r ->
                                                r.dbClusterSnapshotIdentifier(action.snapshot())
                                                        .attributeName(SHARED_WITH)
                                                        .valuesToAdd(action.account()));
                    };
                });
    }

    @Override
    public boolean copy(CopySnapshot action) {
        return begun(
                "copy snapshot " + action.source() + " to " + action.to(),
                () -> {
                    var tags = RdsTags.of(action.tags());
                    var rds = clients.rds(action.to());
                    switch (action.kind()) {
                        case INSTANCE ->
                                rds.copyDBSnapshot(
                                        r -> {
                                            r.sourceRegion(action.from())
                                                    .sourceDBSnapshotIdentifier(action.source())
                                                    .targetDBSnapshotIdentifier(action.snapshot())
                                                    .tags(tags);
                                            action.kmsKey().ifPresent(r::kmsKeyId);
                                            action.optionGroup().ifPresent(r::optionGroupName);
                                        });
                        case CLUSTER ->
                                rds.copyDBClusterSnapshot(
                                        r -> {
                                            r.sourceRegion(action.from())
                                                    .sourceDBClusterSnapshotIdentifier(
                                                            action.source())
                                                    .targetDBClusterSnapshotIdentifier(
                                                            action.snapshot())
                                                    .tags(tags);
                                            action.kmsKey().ifPresent(r::kmsKeyId);
                                        });
                    }
                });
    }

    @Override
    public boolean delete(DeleteSnapshot action) {
        return call(
                "remove snapshot " + action.snapshot() + " in " + action.in(),
                () -> {
                    var rds = clients.rds(action.in());
                    try {
                        switch (action.kind()) {
                            case INSTANCE ->
                                    rds.deleteDBSnapshot(
                                            r -> r.dbSnapshotIdentifier(action.snapshot()));
                            case CLUSTER ->
                                    rds.deleteDBClusterSnapshot(
                                            r -> r.dbClusterSnapshotIdentifier(action.snapshot()));
                        }
                        return true;
                    } catch (DbSnapshotNotFoundException | DbClusterSnapshotNotFoundException e) {
                        return false;
                    }
                });
    }

    /** A name that is taken may be our own earlier attempt, whose answer was lost. */
    private static boolean begun(String doing, Runnable effect) {
        return call(
                doing,
                () -> {
                    try {
                        effect.run();
                        return true;
                    } catch (DbSnapshotAlreadyExistsException
                            | DbClusterSnapshotAlreadyExistsException e) {
                        return false;
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
