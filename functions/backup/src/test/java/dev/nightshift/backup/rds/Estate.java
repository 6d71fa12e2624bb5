package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Shelf;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Unread;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Facts and settings for one planner test, as short as can be said. */
final class Estate {
    static final Scope SCOPE = new Scope("test", "rds-backup");
    static final Location HOME = Location.here("eu-west-1");
    static final Location RECOVERY = Location.here("eu-central-1");
    static final Location VAULT = Location.of("eu-west-1", "210987654321");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant TODAY = Instant.parse("2026-11-22T00:00:00Z");
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/shop";

    private final List<Database> databases = new ArrayList<>();
    private final Map<Location, List<Snapshot>> snapshots = new TreeMap<>();
    private final Map<Location, Map<String, KmsKey>> keys = new HashMap<>();
    private final Map<Location, Map<String, OptionGroup>> groups = new HashMap<>();
    private final Map<Location, Map<Kind, Unread>> unread = new HashMap<>();
    private final Map<Kind, String> unlisted = new HashMap<>();
    private final List<Target> targets = new ArrayList<>();
    private Select select = new Select(Map.of(), List.of(), List.of("*"));
    private RetentionPolicy keep = RetentionPolicy.keepLast(3);
    private Instant now = NOW;
    private int quota = 100;

    Estate() {
        snapshots.put(HOME, new ArrayList<>());
    }

    Estate at(Instant instant) {
        now = instant;
        return this;
    }

    Estate keep(int last) {
        keep = RetentionPolicy.keepLast(last);
        return this;
    }

    Estate quota(int most) {
        quota = most;
        return this;
    }

    Estate select(Select chosen) {
        select = chosen;
        return this;
    }

    Estate database(String id) {
        return database(Kind.INSTANCE, id, any -> any);
    }

    Estate database(Kind kind, String id, UnaryOperator<Database> change) {
        databases.add(change.apply(FakeRds.database(kind, id, Map.of())));
        return this;
    }

    static UnaryOperator<Database> status(String status) {
        return d -> with(d, status, d.kmsKey(), d.cluster(), d.replicaOf(), d.optionGroup());
    }

    static UnaryOperator<Database> memberOf(String cluster) {
        return d ->
                with(
                        d,
                        d.status(),
                        d.kmsKey(),
                        Optional.of(cluster),
                        d.replicaOf(),
                        d.optionGroup());
    }

    static UnaryOperator<Database> replicaOf(String source) {
        return d ->
                with(d, d.status(), d.kmsKey(), d.cluster(), Optional.of(source), d.optionGroup());
    }

    static UnaryOperator<Database> withOptionGroup(String name) {
        return d -> with(d, d.status(), d.kmsKey(), d.cluster(), d.replicaOf(), Optional.of(name));
    }

    private static Database with(
            Database d,
            String status,
            Optional<String> key,
            Optional<String> cluster,
            Optional<String> replicaOf,
            Optional<String> group) {
        return new Database(
                d.id(),
                d.kind(),
                d.arn(),
                d.engine(),
                status,
                d.created(),
                key,
                d.tags(),
                cluster,
                replicaOf,
                group);
    }

    /** One of ours, good, whose data is as old as its slot. */
    Estate backup(Location location, String database, Instant slot) {
        return backup(location, Kind.INSTANCE, database, slot, any -> any);
    }

    Estate backup(
            Location location,
            Kind kind,
            String database,
            Instant slot,
            UnaryOperator<Snapshot> change) {
        var source = FakeRds.arn(kind, database);
        var name = SnapshotName.of(SCOPE.owner(), kind, database, source, slot);
        return snapshot(
                location,
                change.apply(
                        new Snapshot(
                                name,
                                FakeRds.snapshotArn(location, kind, name),
                                kind,
                                database,
                                slot,
                                "available",
                                Optional.empty(),
                                Backups.tags(SCOPE, source, slot),
                                location.equals(HOME)
                                        ? Optional.empty()
                                        : Optional.of(FakeRds.snapshotArn(HOME, kind, name)))));
    }

    Estate snapshot(Location location, Snapshot snapshot) {
        snapshots.computeIfAbsent(location, any -> new ArrayList<>()).add(snapshot);
        return this;
    }

    static Snapshot foreign(Location location, String database, String id, String status) {
        return new Snapshot(
                id,
                FakeRds.snapshotArn(location, Kind.INSTANCE, id),
                Kind.INSTANCE,
                database,
                NOW,
                status,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    static UnaryOperator<Snapshot> statusOf(String status) {
        return snapshot -> FakeRds.withStatus(snapshot, status);
    }

    static UnaryOperator<Snapshot> under(String key) {
        return s ->
                new Snapshot(
                        s.id(),
                        s.arn(),
                        s.kind(),
                        s.database(),
                        s.created(),
                        s.status(),
                        Optional.of(key),
                        s.tags(),
                        s.copyOf());
    }

    static UnaryOperator<Snapshot> takenAt(Instant created) {
        return s ->
                new Snapshot(
                        s.id(),
                        s.arn(),
                        s.kind(),
                        s.database(),
                        created,
                        s.status(),
                        s.kmsKey(),
                        s.tags(),
                        s.copyOf());
    }

    Estate copyTo(Location location, String... key) {
        return copyTo(
                new Target(
                        location,
                        List.of(key).stream().findFirst(),
                        location.account().map(id -> "arn:aws:iam::" + id + ":role/vault"),
                        Optional.empty()));
    }

    Estate copyTo(Target target) {
        targets.add(target);
        snapshots.computeIfAbsent(target.location(), any -> new ArrayList<>());
        return this;
    }

    Estate key(Location location, String name, KmsKey key) {
        keys.computeIfAbsent(location, any -> new HashMap<>()).put(name, key);
        return this;
    }

    Estate optionGroup(Location location, String name, OptionGroup group) {
        groups.computeIfAbsent(location, any -> new HashMap<>()).put(name, group);
        return this;
    }

    Estate unread(Location location, Kind kind, Unread why) {
        unread.computeIfAbsent(location, any -> new HashMap<>()).put(kind, why);
        return this;
    }

    Estate unlisted(Kind kind, String why) {
        unlisted.put(kind, why);
        return this;
    }

    RdsBackupSettings settings() {
        return new RdsBackupSettings(
                select, Duration.ofDays(1), keep, targets, Duration.ofHours(26), quota, 80);
    }

    RdsBackupFacts facts() {
        var shelves = new TreeMap<Location, Shelf>();
        for (var location : snapshots.keySet()) {
            shelves.put(
                    location,
                    new Shelf(
                            Objects.requireNonNull(snapshots.get(location)),
                            unread.getOrDefault(location, Map.of()),
                            keys.getOrDefault(location, Map.of()),
                            groups.getOrDefault(location, Map.of())));
        }
        return new RdsBackupFacts(now, HOME, databases, unlisted, shelves);
    }

    Plan<RdsBackupAction> plan() {
        return RdsBackupPlanner.plan(settings(), SCOPE, facts());
    }

    /** The plan as a person would skim it: {@code CREATE shop}, {@code WAIT shop}. */
    List<String> outline() {
        var lines = new ArrayList<String>();
        for (var action : plan().actions()) {
            lines.add(action.getClass().getSimpleName() + " " + action.subject());
        }
        for (var remark : plan().remarks()) {
            lines.add(remark.kind() + " " + remark.subject());
        }
        return lines;
    }

    /** What is said of a subject, in one text. */
    String said(Remark.Kind kind, String subject) {
        var said = new StringBuilder();
        for (var remark : plan().remarks()) {
            if (remark.kind() == kind && remark.subject().equals(subject)) {
                said.append(remark.because()).append('\n');
            }
        }
        return said.toString();
    }
}
