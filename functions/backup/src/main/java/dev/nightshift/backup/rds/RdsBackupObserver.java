package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Shelf;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Unread;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.work.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what there is, place by place side by side. What cannot be read spoils nothing else. */
final class RdsBackupObserver {
    /** RDS throttles an account's describe calls; so many at once have room beside a console. */
    private static final int AT_ONCE = 8;

    private final RdsBackupGateway gateway;
    private final RdsBackupSettings settings;
    private final Scope scope;
    private final Location home;

    RdsBackupObserver(
            RdsBackupGateway gateway, RdsBackupSettings settings, Scope scope, Location home) {
        this.gateway = gateway;
        this.settings = settings;
        this.scope = scope;
        this.home = home;
    }

    private record Read<T>(Optional<T> value, Optional<CloudException> failure) {
        static <T> Read<T> of(Supplier<T> call) {
            try {
                return new Read<>(Optional.of(call.get()), Optional.empty());
            } catch (CloudException refusal) {
                return new Read<>(Optional.empty(), Optional.of(refusal));
            }
        }

        String why() {
            return failure.map(CloudException::getMessage).orElse("");
        }
    }

    private record Corner(Location location, Kind kind) {}

    /**
     * @throws CloudException if no database could be listed
     */
    RdsBackupFacts observe(Instant now) {
        var databases = new ArrayList<Database>();
        var unlisted = new EnumMap<Kind, String>(Kind.class);
        var kinds = List.of(Kind.values());
        var listed = Together.map(kinds, AT_ONCE, kind -> Read.of(() -> gateway.databases(kind)));
        for (int i = 0; i < kinds.size(); i++) {
            var read = listed.get(i);
            if (read.value().isPresent()) {
                databases.addAll(read.value().get());
            } else {
                unlisted.put(kinds.get(i), read.why());
            }
        }
        if (unlisted.size() == kinds.size()) {
            throw listed.getFirst().failure().orElseThrow();
        }
        return new RdsBackupFacts(now, home, databases, unlisted, shelves(own(databases)));
    }

    /** The databases that are backed up themselves. */
    private List<Database> own(List<Database> databases) {
        var matches = Selection.matcher(settings.select());
        return databases.stream()
                .filter(matches)
                .filter(database -> database.cluster().isEmpty() && database.replicaOf().isEmpty())
                .toList();
    }

    private Map<Location, Shelf> shelves(List<Database> selected) {
        var locations = new TreeSet<Location>();
        locations.add(home);
        settings.copyTo().forEach(target -> locations.add(target.location()));
        var corners =
                locations.stream()
                        .flatMap(
                                location ->
                                        Stream.of(Kind.values())
                                                .map(kind -> new Corner(location, kind)))
                        .toList();
        var lists =
                Together.map(
                        corners,
                        AT_ONCE,
                        corner ->
                                Read.of(() -> gateway.snapshots(corner.location(), corner.kind())));
        var snapshots = new HashMap<Location, List<Snapshot>>();
        var unread = new HashMap<Location, Map<Kind, Unread>>();
        for (int i = 0; i < corners.size(); i++) {
            var corner = corners.get(i);
            var into = snapshots.computeIfAbsent(corner.location(), any -> new ArrayList<>());
            var list = lists.get(i);
            if (list.value().isPresent()) {
                into.addAll(list.value().get());
            } else {
                unread.computeIfAbsent(corner.location(), any -> new EnumMap<>(Kind.class))
                        .put(
                                corner.kind(),
                                oneByOne(corner, list.failure().orElseThrow(), selected, into));
            }
        }
        var groups = optionGroups(selected);
        var keys = keys(locations, snapshots);
        var shelves = new TreeMap<Location, Shelf>();
        for (var location : locations) {
            shelves.put(
                    location,
                    new Shelf(
                            snapshots.getOrDefault(location, List.of()),
                            unread.getOrDefault(location, Map.of()),
                            keys.getOrDefault(location, Map.of()),
                            groups.getOrDefault(location, Map.of())));
        }
        return shelves;
    }

    /** A list that is refused as a whole may be granted, or got through, one database at a time. */
    private Unread oneByOne(
            Corner corner, CloudException failure, List<Database> selected, List<Snapshot> into) {
        if (failure.kind() != CloudException.Kind.DENIED
                && failure.kind() != CloudException.Kind.THROTTLED) {
            return new Unread(failure.getMessage(), Set.of(), Map.of());
        }
        var databases =
                selected.stream()
                        .filter(database -> database.kind() == corner.kind())
                        .map(Database::id)
                        .toList();
        var reads =
                Together.map(
                        databases,
                        AT_ONCE,
                        database ->
                                Read.of(
                                        () ->
                                                gateway.snapshots(
                                                        corner.location(),
                                                        corner.kind(),
                                                        database)));
        var complete = new HashSet<String>();
        var reasons = new TreeMap<String, String>();
        for (int i = 0; i < databases.size(); i++) {
            var read = reads.get(i);
            if (read.value().isPresent()) {
                complete.add(databases.get(i));
                into.addAll(read.value().get());
            } else {
                reasons.put(databases.get(i), read.why());
            }
        }
        return new Unread(failure.getMessage(), complete, reasons);
    }

    private record KeyOf(Location location, String key, boolean foreign) {}

    /** The keys that our snapshots and the copies to come are encrypted with. */
    private Map<Location, Map<String, KmsKey>> keys(
            Set<Location> locations, Map<Location, List<Snapshot>> snapshots) {
        var wanted = new TreeMap<String, KeyOf>();
        for (var target : settings.copyTo()) {
            target.kmsKey()
                    .ifPresent(key -> want(wanted, new KeyOf(target.location(), key, false)));
        }
        for (var location : locations) {
            for (var snapshot : snapshots.getOrDefault(location, List.of())) {
                if (scope.owner().equals(snapshot.tags().get(Ownership.OWNER_TAG))) {
                    snapshot.kmsKey()
                            .ifPresent(
                                    key ->
                                            want(
                                                    wanted,
                                                    new KeyOf(
                                                            location,
                                                            key,
                                                            isForeign(key, snapshot.arn()))));
                }
            }
        }
        var asked = List.copyOf(wanted.values());
        var answers = Together.map(asked, AT_ONCE, this::key);
        var keys = new HashMap<Location, Map<String, KmsKey>>();
        for (int i = 0; i < asked.size(); i++) {
            keys.computeIfAbsent(asked.get(i).location(), any -> new TreeMap<>())
                    .put(asked.get(i).key(), answers.get(i));
        }
        return keys;
    }

    private static void want(Map<String, KeyOf> wanted, KeyOf key) {
        wanted.putIfAbsent(key.location() + " " + key.key(), key);
    }

    private KmsKey key(KeyOf wanted) {
        var read = Read.of(() -> gateway.key(wanted.location(), wanted.key()));
        if (read.value().isEmpty()) {
            return KmsKey.unknown(read.why());
        }
        return read.value()
                .get()
                // KMS does not tell strangers whether a key is there
                .orElseGet(
                        () ->
                                wanted.foreign()
                                        ? KmsKey.unknown(
                                                wanted.key()
                                                        + " is another account's, and it shows"
                                                        + " nothing of it")
                                        : KmsKey.unusable("there is no key " + wanted.key()));
    }

    private static boolean isForeign(String key, String arn) {
        return key.startsWith("arn:") && !account(key).equals(account(arn));
    }

    private static String account(String arn) {
        var parts = arn.split(":", 6);
        return parts.length < 6 ? "" : parts[4];
    }

    /** Option groups matter only where databases that have one are copied to. */
    private Map<Location, Map<String, OptionGroup>> optionGroups(List<Database> selected) {
        var groups = new HashMap<Location, Map<String, OptionGroup>>();
        if (settings.copyTo().isEmpty()) {
            return groups;
        }
        var names =
                selected.stream()
                        .flatMap(database -> database.optionGroup().stream())
                        .distinct()
                        .sorted()
                        .toList();
        var found = Together.map(names, AT_ONCE, name -> optionGroup(home, name));
        var ofHome = new TreeMap<String, OptionGroup>();
        for (int i = 0; i < names.size(); i++) {
            ofHome.put(names.get(i), found.get(i));
        }
        groups.put(home, ofHome);
        if (ofHome.values().stream().allMatch(group -> group.lasting().isEmpty())) {
            return groups;
        }
        for (Target target : settings.copyTo()) {
            target.optionGroup()
                    .ifPresent(
                            name ->
                                    groups.put(
                                            target.location(),
                                            Map.of(name, optionGroup(target.location(), name))));
        }
        return groups;
    }

    private OptionGroup optionGroup(Location location, String name) {
        var read = Read.of(() -> gateway.optionGroup(location, name));
        return read.value().orElseGet(() -> OptionGroup.unknown(read.why()));
    }
}
