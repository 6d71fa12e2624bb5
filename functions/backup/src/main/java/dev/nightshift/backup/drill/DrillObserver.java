package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillFacts.Copy;
import dev.nightshift.backup.drill.DrillFacts.Database;
import dev.nightshift.backup.drill.DrillFacts.Origin;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.DrillGateway.Snapshot;
import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.work.Together;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads what there is, place by place side by side. What cannot be read spoils nothing else. */
final class DrillObserver {
    private static final int AT_ONCE = 8;

    /** Of each source; the last proven drill is mostly among the newest few. */
    static final int EVIDENCE = 12;

    /** The automation whose snapshots are drilled. */
    static final String RDS_BACKUP = "rds-backup";

    private final DrillGateway gateway;
    private final EvidenceLog log;
    private final BucketObserver buckets;
    private final DrillSettings settings;
    private final Scope scope;
    private final String home;
    private final List<String> regions;

    /**
     * @param regions in which drills may have restored something, home among them
     */
    DrillObserver(
            DrillGateway gateway,
            EvidenceLog log,
            BucketObserver buckets,
            DrillSettings settings,
            Scope scope,
            String home,
            List<String> regions) {
        this.gateway = gateway;
        this.log = log;
        this.buckets = buckets;
        this.settings = settings;
        this.scope = scope;
        this.home = home;
        this.regions = List.copyOf(regions);
    }

    /** What a call gave, or why it gave nothing. */
    record Read<T>(Optional<T> value, Optional<CloudException> failure) {
        static <T> Read<T> of(Supplier<T> call) {
            try {
                return new Read<>(Optional.of(call.get()), Optional.empty());
            } catch (CloudException refusal) {
                return new Read<>(Optional.empty(), Optional.of(refusal));
            }
        }

        Optional<String> why() {
            return failure.map(CloudException::getMessage);
        }
    }

    private record Corner(String region, Kind kind) {}

    /**
     * @throws CloudException if nothing could be listed anywhere
     */
    DrillFacts observe(Instant now) {
        var restored = new ArrayList<Restored>();
        var unlisted = new TreeMap<String, String>();
        var corners = corners(settings.databases().isEmpty() ? List.of(home) : regions);
        var lists =
                Together.map(
                        corners,
                        AT_ONCE,
                        corner -> Read.of(() -> gateway.databases(corner.region(), corner.kind())));
        for (int i = 0; i < corners.size(); i++) {
            var corner = corners.get(i);
            var list = lists.get(i);
            list.value().stream().flatMap(List::stream).filter(this::isOurs).forEach(restored::add);
            list.why()
                    .ifPresent(why -> unlisted.put(corner.kind() + "s of " + corner.region(), why));
        }
        if (unlisted.size() == corners.size()) {
            throw lists.getFirst().failure().orElseThrow();
        }
        restored.sort(
                Comparator.comparing(Restored::region)
                        .thenComparing(Restored::kind)
                        .thenComparing(Restored::id));
        var databases = new HashMap<String, Database>();
        Together.map(settings.databases(), AT_ONCE, this::database)
                .forEach(database -> databases.put(database.name(), database));
        var bucketsSeen = Together.map(settings.buckets(), AT_ONCE, buckets::bucket);
        var byName = new HashMap<String, DrillFacts.Bucket>();
        bucketsSeen.forEach(bucket -> byName.put(bucket.name(), bucket));
        var scratch = Read.of(buckets::scratch);
        return new DrillFacts(
                now,
                home,
                restored,
                unlisted,
                databases,
                byName,
                scratch.value().orElse(List.of()),
                scratch.why());
    }

    private static List<Corner> corners(List<String> regions) {
        return regions.stream()
                .flatMap(region -> List.of(Kind.values()).stream().map(k -> new Corner(region, k)))
                .toList();
    }

    private boolean isOurs(Restored restored) {
        return scope.owner().equals(restored.tags().get(Ownership.OWNER_TAG));
    }

    private Database database(DatabaseDrill wanted) {
        var region = wanted.from().orElse(home);
        var evidence = Read.of(() -> log.of(Evidence.Kind.RDS, wanted.name(), EVIDENCE));
        var snapshots = Read.of(() -> snapshots(region, wanted.name()));
        var copies = snapshots.value().orElse(List.of());
        return new Database(
                wanted.name(),
                region,
                copies(region, copies),
                snapshots.why(),
                evidence.value().orElse(List.of()),
                evidence.why(),
                origin(wanted, region, copies));
    }

    private List<Snapshot> snapshots(String region, String database) {
        var owner = new Scope(scope.stage(), RDS_BACKUP).owner();
        var all = new ArrayList<Snapshot>();
        for (var kind : Kind.values()) {
            gateway.snapshots(region, kind, database).stream()
                    .filter(one -> owner.equals(one.tags().get(Ownership.OWNER_TAG)))
                    .forEach(all::add);
        }
        return all;
    }

    private List<Copy> copies(String region, List<Snapshot> snapshots) {
        var names = new TreeSet<String>();
        snapshots.forEach(snapshot -> snapshot.kmsKey().ifPresent(names::add));
        var keys = new HashMap<String, KmsKey>();
        for (var name : names) {
            keys.put(name, key(region, name));
        }
        return snapshots.stream().map(snapshot -> copy(snapshot, keys)).toList();
    }

    private KmsKey key(String region, String name) {
        var read = Read.of(() -> gateway.key(region, name));
        return read.why()
                .map(KmsKey::unknown)
                .orElseGet(
                        () ->
                                read.value()
                                        .flatMap(found -> found)
                                        .orElseGet(() -> KmsKey.unusable(name + " is not there")));
    }

    private static Copy copy(Snapshot snapshot, Map<String, KmsKey> keys) {
        var slot = instant(snapshot.tags(), Ownership.SLOT_TAG);
        // RDS remembers of an instance's copy when its data was current, and not of a cluster's
        var trusted = !(snapshot.copied() && snapshot.kind() == Kind.CLUSTER);
        var dataFrom = trusted ? snapshot.created().or(() -> slot) : slot.or(snapshot::created);
        return new Copy(
                snapshot.kind(),
                snapshot.id(),
                snapshot.arn(),
                snapshot.engine(),
                dataFrom.orElse(Instant.EPOCH),
                snapshot.status(),
                snapshot.kmsKey().flatMap(key -> Optional.ofNullable(keys.get(key))),
                instant(snapshot.tags(), Ownership.PROVEN_TAG));
    }

    /** A source is looked at only where its groups could be used. */
    private Optional<Origin> origin(DatabaseDrill wanted, String region, List<Snapshot> snapshots) {
        if (!region.equals(home) || wanted.needsNoSource() || snapshots.isEmpty()) {
            return Optional.empty();
        }
        // a source that is gone, or may not be looked at, is no reason not to restore its copies
        return Read.of(() -> gateway.origin(home, snapshots.getFirst().kind(), wanted.name()))
                .value()
                .flatMap(found -> found);
    }

    private static Optional<Instant> instant(Map<String, String> tags, String name) {
        var text = tags.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
