package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** RDS and the keys it uses, in memory, as strict as AWS: states, pages, quotas and refusals. */
final class FakeRds implements RdsBackupGateway {
    static final String ACCOUNT = "111122223333";
    static final int PAGE = 100;
    static final int QUOTA = 100;
    static final int COPIES_IN_FLIGHT = 20;

    final Faults faults = new Faults();
    final Location home;
    int quota = QUOTA;
    private final Clock clock;
    private final TreeMap<String, Database> databases = new TreeMap<>();
    private final Map<Location, Map<String, Snapshot>> shelves = new TreeMap<>();
    private final Map<String, KmsKey> keys = new HashMap<>();
    private final Map<String, OptionGroup> optionGroups = new HashMap<>();
    private final Set<String> shared = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();

    FakeRds(Location home, Clock clock) {
        this.home = home;
        this.clock = clock;
        shelves.put(home, new TreeMap<>());
    }

    // ---- making the world ----

    static String arn(Kind kind, String id) {
        return "arn:aws:rds:eu-west-1:"
                + ACCOUNT
                + (kind == Kind.CLUSTER ? ":cluster:" : ":db:")
                + id;
    }

    static Database database(Kind kind, String id, Map<String, String> tags) {
        return new Database(
                id,
                kind,
                arn(kind, id),
                kind == Kind.CLUSTER ? "aurora-postgresql" : "mysql",
                "available",
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                tags,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    FakeRds with(Database database) {
        databases.put(key(database.kind(), database.id()), database);
        return this;
    }

    FakeRds without(Kind kind, String id) {
        databases.remove(key(kind, id));
        return this;
    }

    FakeRds with(Location location, Snapshot snapshot) {
        shelf(location).put(key(snapshot.kind(), snapshot.id()), snapshot);
        return this;
    }

    FakeRds withKey(Location location, String name, KmsKey key) {
        keys.put(location + " " + name, key);
        return this;
    }

    FakeRds withOptionGroup(Location location, String name, OptionGroup group) {
        optionGroups.put(location + " " + name, group);
        return this;
    }

    /** A manual snapshot as RDS shows it. */
    Snapshot snapshot(
            Location location,
            Kind kind,
            String database,
            String id,
            Instant created,
            Map<String, String> tags) {
        return new Snapshot(
                id,
                snapshotArn(location, kind, id),
                kind,
                database,
                created,
                "available",
                Optional.empty(),
                tags,
                Optional.empty());
    }

    static String snapshotArn(Location location, Kind kind, String id) {
        return "arn:aws:rds:"
                + location.region()
                + ":"
                + location.account().orElse(ACCOUNT)
                + (kind == Kind.CLUSTER ? ":cluster-snapshot:" : ":snapshot:")
                + id;
    }

    void change(Location location, Kind kind, String id, UnaryOperator<Snapshot> change) {
        shelf(location).computeIfPresent(key(kind, id), (any, snapshot) -> change.apply(snapshot));
    }

    static Snapshot withStatus(Snapshot snapshot, String status) {
        return new Snapshot(
                snapshot.id(),
                snapshot.arn(),
                snapshot.kind(),
                snapshot.database(),
                snapshot.created(),
                status,
                snapshot.kmsKey(),
                snapshot.tags(),
                snapshot.copyOf());
    }

    /** From now on nobody may list this database's snapshots, in any location. */
    void hide(Kind kind, String database) {
        unreadable.add(key(kind, database));
    }

    /** Whatever is under way ends: well, unless its source has gone. */
    void settle() {
        for (var shelf : shelves.values()) {
            shelf.replaceAll(
                    (any, snapshot) ->
                            snapshot.isInProgress()
                                    ? withStatus(
                                            snapshot,
                                            snapshot.copyOf()
                                                            .filter(
                                                                    source ->
                                                                            byArn(source).isEmpty())
                                                            .isPresent()
                                                    ? "failed"
                                                    : "available")
                                    : snapshot);
        }
    }

    List<Snapshot> all(Location location) {
        return List.copyOf(shelf(location).values());
    }

    Iterable<Location> locations() {
        return shelves.keySet();
    }

    // ---- what the automation sees ----

    @Override
    public List<Database> databases(Kind kind) {
        var action = kind == Kind.CLUSTER ? "rds:DescribeDBClusters" : "rds:DescribeDBInstances";
        return paged(
                action,
                databases.values().stream()
                        .filter(database -> database.kind() == kind)
                        .map(this::withStatusOfTheMoment)
                        .toList());
    }

    private Database withStatusOfTheMoment(Database database) {
        var busy =
                shelf(home).values().stream()
                        .anyMatch(
                                snapshot ->
                                        snapshot.isInProgress()
                                                && snapshot.copyOf().isEmpty()
                                                && snapshot.kind() == database.kind()
                                                && snapshot.database().equals(database.id()));
        return busy && database.status().equals("available")
                ? new Database(
                        database.id(),
                        database.kind(),
                        database.arn(),
                        database.engine(),
                        "backing-up",
                        database.created(),
                        database.kmsKey(),
                        database.tags(),
                        database.cluster(),
                        database.replicaOf(),
                        database.optionGroup())
                : database;
    }

    @Override
    public List<Snapshot> snapshots(Location location, Kind kind) {
        if (unreadable.stream().anyMatch(key -> key.startsWith(kind.name()))) {
            throw new CloudException(
                    CloudException.Kind.DENIED, "not authorized to perform: " + describe(kind));
        }
        return paged(describe(kind), matching(location, snapshot -> snapshot.kind() == kind));
    }

    @Override
    public List<Snapshot> snapshots(Location location, Kind kind, String database) {
        if (unreadable.contains(key(kind, database))) {
            throw new CloudException(
                    CloudException.Kind.DENIED,
                    "not authorized to perform: " + describe(kind) + " on " + database);
        }
        return paged(
                describe(kind),
                matching(
                        location,
                        snapshot ->
                                snapshot.kind() == kind && snapshot.database().equals(database)));
    }

    private List<Snapshot> matching(Location location, Predicate<Snapshot> filter) {
        return shelf(location).values().stream().filter(filter).toList();
    }

    /** Every page is a call of its own. */
    private <T> List<T> paged(String action, List<T> all) {
        var read = new ArrayList<T>();
        do {
            int from = read.size();
            read.addAll(
                    faults.read(
                            action, () -> all.subList(from, Math.min(from + PAGE, all.size()))));
        } while (read.size() < all.size());
        return read;
    }

    @Override
    public Optional<Snapshot> snapshot(Location location, Kind kind, String id) {
        return faults.read(
                describe(kind), () -> Optional.ofNullable(shelf(location).get(key(kind, id))));
    }

    @Override
    public Optional<KmsKey> key(Location location, String key) {
        return faults.read(
                "kms:DescribeKey", () -> Optional.ofNullable(keys.get(location + " " + key)));
    }

    @Override
    public OptionGroup optionGroup(Location location, String name) {
        return faults.read(
                "rds:DescribeOptionGroups",
                () -> optionGroups.getOrDefault(location + " " + name, OptionGroup.missing()));
    }

    // ---- what the automation does ----

    @Override
    public boolean create(CreateSnapshot action) {
        return faults.write(
                action.kind() == Kind.CLUSTER
                        ? "rds:CreateDBClusterSnapshot"
                        : "rds:CreateDBSnapshot",
                () -> made(action));
    }

    private boolean made(CreateSnapshot action) {
        checkName(action.kind(), action.snapshot());
        checkTags(action.tags());
        var database = databases.get(key(action.kind(), action.subject()));
        if (database == null) {
            throw new CloudException(CloudException.Kind.NOT_FOUND, "no " + action.subject());
        }
        if (shelf(home).containsKey(key(action.kind(), action.snapshot()))) {
            return false;
        }
        if (!withStatusOfTheMoment(database).status().equals("available")) {
            throw rejected("InvalidDBInstanceState: " + database.status());
        }
        checkQuota(home, action.kind());
        with(
                home,
                new Snapshot(
                        action.snapshot(),
                        snapshotArn(home, action.kind(), action.snapshot()),
                        action.kind(),
                        action.subject(),
                        clock.instant(),
                        "creating",
                        database.kmsKey(),
                        action.tags(),
                        Optional.empty()));
        return true;
    }

    @Override
    public void share(ShareSnapshot action) {
        faults.write(
                action.kind() == Kind.CLUSTER
                        ? "rds:ModifyDBClusterSnapshotAttribute"
                        : "rds:ModifyDBSnapshotAttribute",
                () -> {
                    var snapshot = shelf(home).get(key(action.kind(), action.snapshot()));
                    if (snapshot == null) {
                        throw new CloudException(
                                CloudException.Kind.NOT_FOUND, "no " + action.snapshot());
                    }
                    if (isUnderDefaultKey(snapshot)) {
                        throw rejected("a snapshot under a default key cannot be shared");
                    }
                    return shared.add(snapshot.arn() + " " + action.account());
                });
    }

    private boolean isUnderDefaultKey(Snapshot snapshot) {
        return snapshot.kmsKey()
                .map(key -> keys.get(home + " " + key))
                .filter(KmsKey::awsManaged)
                .isPresent();
    }

    @Override
    public boolean copy(CopySnapshot action) {
        return faults.write(
                action.kind() == Kind.CLUSTER ? "rds:CopyDBClusterSnapshot" : "rds:CopyDBSnapshot",
                () -> copied(action));
    }

    private boolean copied(CopySnapshot action) {
        checkName(action.kind(), action.snapshot());
        checkTags(action.tags());
        var shelf = shelf(action.to());
        if (shelf.containsKey(key(action.kind(), action.snapshot()))) {
            return false;
        }
        var source =
                byArn(action.source())
                        .filter(Snapshot::isAvailable)
                        .orElseThrow(() -> rejected("InvalidDBSnapshotState: no source"));
        var account = action.to().account();
        if (account.isPresent() && !shared.contains(source.arn() + " " + account.get())) {
            throw new CloudException(CloudException.Kind.DENIED, "the source is not shared");
        }
        checkKeys(action, source);
        checkQuota(action.to(), action.kind());
        if (shelf.values().stream()
                        .filter(there -> there.isInProgress() && there.copyOf().isPresent())
                        .count()
                >= COPIES_IN_FLIGHT) {
            throw new CloudException(CloudException.Kind.QUOTA, "20 copies are in progress");
        }
        with(
                action.to(),
                new Snapshot(
                        action.snapshot(),
                        snapshotArn(action.to(), action.kind(), action.snapshot()),
                        action.kind(),
                        source.database(),
                        source.created(),
                        "creating",
                        action.kmsKey(),
                        action.tags(),
                        Optional.of(source.arn())));
        return true;
    }

    private void checkKeys(CopySnapshot action, Snapshot source) {
        if (source.kmsKey().isPresent() && action.kmsKey().isEmpty()) {
            throw rejected("KMSKeyNotAccessibleFault: a key of the destination is needed");
        }
        if (source.kmsKey().isEmpty()
                && action.kmsKey().isPresent()
                && action.kind() == Kind.CLUSTER) {
            throw rejected("an unencrypted cluster snapshot cannot be encrypted by a copy");
        }
        if (action.to().account().isPresent() && isUnderDefaultKey(source)) {
            throw rejected("a snapshot under a default key cannot be copied across accounts");
        }
        if (action.kmsKey().isPresent()
                && Optional.ofNullable(keys.get(action.to() + " " + action.kmsKey().get()))
                        .filter(key -> key.usability() == Usability.USABLE)
                        .isEmpty()) {
            throw rejected("KMSKeyNotAccessibleFault: " + action.kmsKey().get());
        }
        var database = databases.get(key(action.kind(), source.database()));
        var needed =
                Optional.ofNullable(database)
                        .flatMap(Database::optionGroup)
                        .map(name -> optionGroups.get(home + " " + name))
                        .filter(group -> !group.lasting().isEmpty());
        if (needed.isPresent() && action.optionGroup().isEmpty()) {
            throw rejected("the snapshot needs an option group");
        }
    }

    @Override
    public boolean delete(DeleteSnapshot action) {
        return faults.write(
                action.kind() == Kind.CLUSTER
                        ? "rds:DeleteDBClusterSnapshot"
                        : "rds:DeleteDBSnapshot",
                () -> {
                    var shelf = shelf(action.in());
                    var snapshot = shelf.get(key(action.kind(), action.snapshot()));
                    if (snapshot == null) {
                        return false;
                    }
                    if (snapshot.isInProgress()) {
                        throw rejected("InvalidDBSnapshotState: " + snapshot.status());
                    }
                    shelf.remove(key(action.kind(), action.snapshot()));
                    return true;
                });
    }

    // ---- what AWS would say ----

    private static void checkName(Kind kind, String name) {
        if (!name.matches("[a-z](-?[a-z0-9])*")
                || name.length() > (kind == Kind.CLUSTER ? 63 : 255)) {
            throw rejected("InvalidParameterValue: " + name);
        }
    }

    private static void checkTags(Map<String, String> tags) {
        if (tags.keySet().stream().anyMatch(tag -> tag.startsWith("aws:"))) {
            throw rejected("InvalidParameterValue: aws: is reserved");
        }
    }

    private void checkQuota(Location location, Kind kind) {
        if (matching(location, snapshot -> snapshot.kind() == kind).size() >= quota) {
            throw new CloudException(
                    CloudException.Kind.QUOTA, "SnapshotQuotaExceeded in " + location);
        }
    }

    private Optional<Snapshot> byArn(String arn) {
        return shelves.values().stream()
                .flatMap(shelf -> shelf.values().stream())
                .filter(snapshot -> snapshot.arn().equals(arn))
                .findFirst();
    }

    private static CloudException rejected(String why) {
        return new CloudException(CloudException.Kind.REJECTED, why);
    }

    private static String describe(Kind kind) {
        return kind == Kind.CLUSTER ? "rds:DescribeDBClusterSnapshots" : "rds:DescribeDBSnapshots";
    }

    private Map<String, Snapshot> shelf(Location location) {
        return shelves.computeIfAbsent(location, any -> new TreeMap<>());
    }

    private static String key(Kind kind, String id) {
        return kind.name() + " " + id;
    }
}
