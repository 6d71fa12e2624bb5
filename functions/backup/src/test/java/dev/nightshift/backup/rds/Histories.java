package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.Slots;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.Shelf;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Unread;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Small random estates, likely and unlikely ones; the seed says which. */
final class Histories {
    static final Scope SCOPE = new Scope("test", "rds-backup");
    static final Location HOME = Location.here("eu-west-1");
    private static final List<Location> ELSEWHERE =
            List.of(
                    Location.here("eu-central-1"),
                    Location.of("eu-central-1", "210987654321"),
                    Location.here("us-east-1"));
    private static final String HOME_KEY = "arn:aws:kms:eu-west-1:111122223333:key/home";
    private static final Instant BASE = Instant.parse("2026-11-22T00:00:00Z");

    private final Random random;

    Histories(long seed) {
        random = new Random(seed);
    }

    /** Settings and what is there. */
    record Case(RdsBackupSettings settings, RdsBackupFacts facts) {}

    Case next() {
        var settings = settings();
        var now = BASE.plusSeconds(random.nextInt(86_400 * 3) - 86_400);
        var databases = new ArrayList<Database>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            databases.add(database("db" + i, now));
        }
        var shelves = new TreeMap<Location, Shelf>();
        shelves.put(HOME, shelf(HOME, databases, settings, now));
        settings.copyTo()
                .forEach(
                        target ->
                                shelves.put(
                                        target.location(),
                                        shelf(target.location(), databases, settings, now)));
        var present = databases.stream().filter(any -> random.nextInt(8) > 0).toList();
        var unlisted =
                random.nextInt(20) == 0 ? Map.of(Kind.CLUSTER, "denied") : Map.<Kind, String>of();
        return new Case(settings, new RdsBackupFacts(now, HOME, present, unlisted, shelves));
    }

    private RdsBackupSettings settings() {
        var targets = new ArrayList<Target>();
        for (var location : ELSEWHERE) {
            if (random.nextInt(3) == 0) {
                targets.add(
                        new Target(
                                location,
                                random.nextInt(5) > 0
                                        ? Optional.of("alias/" + location.region())
                                        : Optional.empty(),
                                location.account()
                                        .map(account -> "arn:aws:iam::" + account + ":role/vault"),
                                Optional.empty()));
            }
        }
        var every = Duration.ofHours(List.of(1, 6, 12, 24, 168).get(random.nextInt(5)));
        return new RdsBackupSettings(
                new Select(Map.of(), List.of(), List.of("db*")),
                every,
                policy(),
                targets,
                RdsBackupSettings.usualRpo(every),
                random.nextInt(4) == 0 ? 8 : 100,
                80);
    }

    private RetentionPolicy policy() {
        while (true) {
            int last = random.nextInt(4);
            int daily = random.nextInt(3) * random.nextInt(4);
            int weekly = random.nextInt(3);
            int monthly = random.nextInt(3);
            int yearly = random.nextInt(2);
            var within =
                    random.nextInt(3) == 0
                            ? Optional.of(Duration.ofHours(1 + random.nextInt(96)))
                            : Optional.<Duration>empty();
            if (last + daily + weekly + monthly + yearly > 0 || within.isPresent()) {
                return new RetentionPolicy(last, daily, weekly, monthly, yearly, within);
            }
        }
    }

    private Database database(String id, Instant now) {
        var kind = random.nextInt(3) == 0 ? Kind.CLUSTER : Kind.INSTANCE;
        var plain = FakeRds.database(kind, id, Map.of());
        return new Database(
                id,
                kind,
                plain.arn(),
                plain.engine(),
                oneOf("available", "available", "available", "stopped", "backing-up"),
                Optional.of(now.minus(Duration.ofDays(random.nextInt(400)))),
                random.nextBoolean() ? Optional.of(HOME_KEY) : Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Shelf shelf(
            Location location, List<Database> databases, RdsBackupSettings settings, Instant now) {
        var snapshots = new HashMap<String, Snapshot>();
        for (var database : databases) {
            int count = random.nextInt(2) * random.nextInt(12);
            for (int i = 0; i < count; i++) {
                var snapshot = snapshot(location, database, settings, now);
                snapshots.put(snapshot.kind() + snapshot.id(), snapshot);
            }
        }
        var keys = new HashMap<String, KmsKey>();
        keys.put(HOME_KEY, key());
        settings.copyTo().forEach(target -> target.kmsKey().ifPresent(any -> keys.put(any, key())));
        Map<Kind, Unread> unread =
                random.nextInt(12) == 0
                        ? Map.of(
                                Kind.INSTANCE,
                                new Unread(
                                        "throttled",
                                        random.nextBoolean() ? Set.of("db0") : Set.of(),
                                        Map.of()))
                        : Map.of();
        return new Shelf(List.copyOf(snapshots.values()), unread, keys, Map.of());
    }

    private KmsKey key() {
        return switch (random.nextInt(12)) {
            case 0 -> KmsKey.unusable("it is disabled");
            case 1 -> KmsKey.unknown("denied");
            case 2 -> KmsKey.byAws();
            default -> KmsKey.usable();
        };
    }

    private Snapshot snapshot(
            Location location, Database database, RdsBackupSettings settings, Instant now) {
        // most in the last days, some years ago, a few yet to come
        var age =
                switch (random.nextInt(10)) {
                    case 0 -> Duration.ofDays(random.nextInt(900));
                    case 1 -> Duration.ofHours(-random.nextInt(48));
                    default -> Duration.ofHours(random.nextInt(240));
                };
        var slot = Slots.of(now.minus(age), settings.every());
        var owner = random.nextInt(5) == 0 ? "other/rds-backup" : SCOPE.owner();
        var tags = new HashMap<String, String>();
        if (random.nextInt(10) > 0) {
            tags.put(Ownership.OWNER_TAG, owner);
        }
        if (random.nextInt(15) > 0) {
            tags.put(Ownership.SOURCE_TAG, database.arn());
        }
        if (random.nextInt(15) > 0) {
            tags.put(Ownership.SLOT_TAG, random.nextInt(20) == 0 ? "spoilt" : slot.toString());
        }
        var id =
                random.nextInt(6) == 0
                        ? "by-hand-" + random.nextInt(1_000)
                        : SnapshotName.of(
                                SCOPE.owner(),
                                database.kind(),
                                database.id(),
                                database.arn(),
                                slot);
        return new Snapshot(
                id,
                FakeRds.snapshotArn(location, database.kind(), id),
                database.kind(),
                database.id(),
                slot.plusSeconds(random.nextInt(600)),
                oneOf(
                        "available",
                        "available",
                        "available",
                        "available",
                        "available",
                        "creating",
                        "failed",
                        "incompatible-network"),
                random.nextInt(3) == 0
                        ? Optional.of(
                                location.equals(HOME) ? HOME_KEY : "alias/" + location.region())
                        : Optional.empty(),
                tags,
                location.equals(HOME) || random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(FakeRds.snapshotArn(HOME, database.kind(), id)));
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
