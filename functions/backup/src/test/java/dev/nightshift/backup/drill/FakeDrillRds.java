package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillAction.AddInstance;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.DrillFacts.Address;
import dev.nightshift.backup.drill.DrillFacts.Origin;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.DrillFacts.Secret;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Login;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.testing.Faults;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** RDS with its keys and secrets, in memory: states, quotas, names and refusals as AWS has them. */
class FakeDrillRds implements DrillGateway {
    static final int QUOTA = 40;
    static final int PORT = 5432;

    final Faults faults = new Faults();
    private final Clock clock;
    private final TreeMap<String, Restored> databases = new TreeMap<>();
    private final TreeMap<String, Snapshot> snapshots = new TreeMap<>();
    private final Map<String, String> sources = new HashMap<>();
    private final Map<String, KmsKey> keys = new HashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> doomed = new HashSet<>();

    FakeDrillRds(Clock clock) {
        this.clock = clock;
    }

    // ---- making the world ----

    static Snapshot snapshot(Kind kind, String id, Instant created, Map<String, String> tags) {
        return snapshot(
                kind, id, kind == Kind.CLUSTER ? "aurora-postgresql" : "postgres", created, tags);
    }

    static Snapshot snapshot(
            Kind kind, String id, String engine, Instant created, Map<String, String> tags) {
        return new Snapshot(
                kind,
                id,
                "arn:aws:rds:eu-west-1:111122223333:"
                        + (kind == Kind.CLUSTER ? "cluster-snapshot:" : "snapshot:")
                        + id,
                engine,
                Optional.of(created),
                "available",
                Optional.empty(),
                tags,
                false);
    }

    static Map<String, String> backedUp(String stage, Instant slot) {
        return Map.of(
                Ownership.OWNER_TAG,
                stage + "/rds-backup",
                Ownership.SOURCE_TAG,
                "arn",
                Ownership.SLOT_TAG,
                slot.toString());
    }

    FakeDrillRds with(String region, String database, Snapshot snapshot) {
        snapshots.put(key(region, snapshot.kind(), snapshot.id()), snapshot);
        sources.put(key(region, snapshot.kind(), snapshot.id()), database);
        return this;
    }

    void withKey(String key, KmsKey known) {
        keys.put(key, known);
    }

    void with(Restored restored) {
        databases.put(key(restored.region(), restored.kind(), restored.id()), restored);
    }

    void hide(String database) {
        hidden.add(database);
    }

    /** What is restored from it comes to nothing. */
    void doom(String snapshot) {
        doomed.add(snapshot);
    }

    List<Restored> all() {
        return List.copyOf(databases.values());
    }

    List<Snapshot> snapshots() {
        return List.copyOf(snapshots.values());
    }

    static String key(String region, Kind kind, String id) {
        return region + " " + kind + " " + id;
    }

    static Restored with(
            Restored one, String status, Optional<Instant> created, Optional<Address> address) {
        return new Restored(
                one.kind(),
                one.region(),
                one.id(),
                status,
                one.engine(),
                created,
                one.tags(),
                one.cluster(),
                one.members(),
                address,
                one.secret());
    }

    static Restored with(Restored one, Optional<Secret> secret) {
        return new Restored(
                one.kind(),
                one.region(),
                one.id(),
                one.status(),
                one.engine(),
                one.created(),
                one.tags(),
                one.cluster(),
                one.members(),
                one.address(),
                secret);
    }

    private Restored withMembers(Restored one) {
        var members =
                databases.values().stream()
                        .filter(other -> other.cluster().equals(Optional.of(one.id())))
                        .map(Restored::id)
                        .toList();
        return new Restored(
                one.kind(),
                one.region(),
                one.id(),
                one.status(),
                one.engine(),
                one.created(),
                one.tags(),
                one.cluster(),
                one.kind() == Kind.CLUSTER ? members : List.of(),
                one.address(),
                one.secret());
    }

    /** Lets everything that is under way end. */
    void settle() {
        for (var entry : Map.copyOf(databases).entrySet()) {
            var one = entry.getValue();
            if (one.status().equals("creating")) {
                var failed = doomed.contains(one.tags().getOrDefault(DrillTags.COPY, ""));
                databases.put(
                        entry.getKey(),
                        with(
                                one,
                                failed ? "incompatible-restore" : "available",
                                Optional.of(clock.instant()),
                                Optional.of(arrived(one))));
            } else if (one.isGoing()) {
                databases.remove(entry.getKey());
                left(one);
            }
            one.secret()
                    .filter(secret -> secret.status().equals("creating"))
                    .ifPresent(
                            secret ->
                                    databases.computeIfPresent(
                                            entry.getKey(),
                                            (any, now) ->
                                                    with(
                                                            now,
                                                            Optional.of(
                                                                    new Secret(
                                                                            secret.arn(),
                                                                            "active")))));
        }
    }

    /** Where a restored database listens. */
    Address arrived(Restored restored) {
        return new Address(restored.id() + ".example", PORT, Optional.of("shop"));
    }

    void left(Restored restored) {}

    void passwordSet(Restored restored) {}

    // ---- what RDS does ----

    @Override
    public List<Restored> databases(String region, Kind kind) {
        return faults.read(
                kind == Kind.CLUSTER ? "rds:DescribeDBClusters" : "rds:DescribeDBInstances",
                () ->
                        databases.values().stream()
                                .filter(one -> one.region().equals(region) && one.kind() == kind)
                                .map(this::withMembers)
                                .toList());
    }

    @Override
    public Optional<Restored> database(String region, Kind kind, String id) {
        return databases(region, kind).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public List<Snapshot> snapshots(String region, Kind kind, String database) {
        return faults.read(
                "rds:DescribeDBSnapshots",
                () -> {
                    if (hidden.contains(database)) {
                        throw new CloudException(
                                CloudException.Kind.DENIED,
                                "not authorized to perform: rds:DescribeDBSnapshots");
                    }
                    var found = new ArrayList<Snapshot>();
                    snapshots.forEach(
                            (key, snapshot) -> {
                                if (key.startsWith(region + " " + kind + " ")
                                        && database.equals(sources.get(key))) {
                                    found.add(snapshot);
                                }
                            });
                    return found;
                });
    }

    @Override
    public Optional<Snapshot> snapshot(String region, Kind kind, String id) {
        return faults.read(
                "rds:DescribeDBSnapshots",
                () -> Optional.ofNullable(snapshots.get(key(region, kind, id))));
    }

    @Override
    public Optional<KmsKey> key(String region, String key) {
        return faults.read("kms:DescribeKey", () -> Optional.ofNullable(keys.get(key)));
    }

    @Override
    public Optional<Origin> origin(String region, Kind kind, String database) {
        return faults.read(
                "rds:DescribeDBInstances", () -> Optional.ofNullable(origins.get(database)));
    }

    @Override
    public boolean restore(Restore action) {
        return faults.write(
                "rds:RestoreDBInstanceFromDBSnapshot",
                () -> {
                    var snapshot =
                            snapshots.get(key(action.region(), action.kind(), action.copy()));
                    if (snapshot == null) {
                        throw new CloudException(
                                CloudException.Kind.NOT_FOUND, action.copy() + " is not there");
                    }
                    if (!snapshot.status().equals("available")) {
                        throw rejected("InvalidDBSnapshotState");
                    }
                    if (snapshot.kmsKey().isPresent()
                            && Optional.ofNullable(keys.get(snapshot.kmsKey().get()))
                                    .filter(it -> it.usability() == Usability.USABLE)
                                    .isEmpty()) {
                        throw rejected("KMSKeyNotAccessibleFault");
                    }
                    return make(
                            new Restored(
                                    action.kind(),
                                    action.region(),
                                    action.restored(),
                                    "creating",
                                    snapshot.engine(),
                                    Optional.empty(),
                                    action.tags(),
                                    Optional.empty(),
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty()));
                });
    }

    @Override
    public boolean addInstance(AddInstance action) {
        return faults.write(
                "rds:CreateDBInstance",
                () -> {
                    var cluster =
                            databases.get(key(action.region(), Kind.CLUSTER, action.cluster()));
                    if (cluster == null || !cluster.isAvailable()) {
                        throw rejected("InvalidDBClusterStateFault");
                    }
                    return make(
                            new Restored(
                                    Kind.INSTANCE,
                                    action.region(),
                                    action.restored(),
                                    "creating",
                                    action.engine(),
                                    Optional.empty(),
                                    action.tags(),
                                    Optional.of(action.cluster()),
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty()));
                });
    }

    private boolean make(Restored restored) {
        if (!restored.id().matches("[a-z]([a-z0-9]|-(?!-))*[a-z0-9]")
                || restored.id().length() > 63) {
            throw rejected("InvalidParameterValue: " + restored.id());
        }
        var key = key(restored.region(), restored.kind(), restored.id());
        if (databases.containsKey(key)) {
            return false;
        }
        if (databases.size() >= QUOTA) {
            throw new CloudException(CloudException.Kind.QUOTA, "InstanceQuotaExceeded");
        }
        databases.put(key, restored);
        return true;
    }

    @Override
    public void manage(String region, Kind kind, String id) {
        faults.write(
                "rds:ModifyDBInstance",
                () -> {
                    var one = databases.get(key(region, kind, id));
                    if (one == null || !one.isAvailable()) {
                        throw rejected("InvalidDBInstanceState");
                    }
                    if (one.cluster().isPresent()) {
                        throw rejected("the password is that of the cluster");
                    }
                    passwordSet(one);
                    databases.put(
                            key(region, kind, id),
                            with(one, Optional.of(new Secret("arn:rds!db-" + id, "creating"))));
                    return true;
                });
    }

    @Override
    public Login login(String region, String secretArn) {
        return faults.read(
                "secretsmanager:GetSecretValue", () -> new Login("master", "only-of-" + secretArn));
    }

    @Override
    public void prove(String region, String snapshotArn, Instant at) {
        faults.write(
                "rds:AddTagsToResource",
                () -> {
                    snapshots.replaceAll(
                            (key, one) -> {
                                if (!one.arn().equals(snapshotArn)) {
                                    return one;
                                }
                                var tags = new TreeMap<>(one.tags());
                                tags.put(Ownership.PROVEN_TAG, at.toString());
                                return new Snapshot(
                                        one.kind(),
                                        one.id(),
                                        one.arn(),
                                        one.engine(),
                                        one.created(),
                                        one.status(),
                                        one.kmsKey(),
                                        tags,
                                        one.copied());
                            });
                    return true;
                });
    }

    @Override
    public boolean delete(String region, Kind kind, String id) {
        return faults.write(
                "rds:DeleteDBInstance",
                () -> {
                    var one = databases.get(key(region, kind, id));
                    if (one == null) {
                        return false;
                    }
                    if (one.isGoing() || one.status().equals("creating")) {
                        throw rejected("InvalidDBInstanceState");
                    }
                    if (!withMembers(one).members().isEmpty()) {
                        throw rejected("InvalidDBClusterStateFault: it has instances");
                    }
                    databases.put(
                            key(region, kind, id),
                            with(one, "deleting", one.created(), one.address()));
                    return true;
                });
    }

    private static CloudException rejected(String why) {
        return new CloudException(CloudException.Kind.REJECTED, why);
    }
}
