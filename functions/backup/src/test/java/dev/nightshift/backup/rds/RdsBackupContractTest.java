package dev.nightshift.backup.rds;

import static dev.nightshift.backup.rds.FakeRds.database;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** An instance, an encrypted instance and a cluster, copied to a region and to a vault account. */
class RdsBackupContractTest extends AutomationContractTest<RdsBackupFacts, RdsBackupAction> {
    private static final Location HOME = Location.here("eu-west-1");
    private static final Location RECOVERY = Location.here("eu-central-1");
    private static final Location VAULT = Location.of("eu-central-1", "210987654321");
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/shop";
    private static final Map<String, String> DAILY = Map.of("backup", "daily");

    private static final RdsBackupSettings SETTINGS =
            new RdsBackupSettings(
                    new Select(DAILY, List.of(), List.of()),
                    Duration.ofDays(1),
                    RetentionPolicy.keepLast(2),
                    List.of(
                            new Target(
                                    RECOVERY,
                                    Optional.of("alias/recovery"),
                                    Optional.empty(),
                                    Optional.empty()),
                            new Target(
                                    VAULT,
                                    Optional.of("alias/vault"),
                                    Optional.of("arn:aws:iam::210987654321:role/vault"),
                                    Optional.empty())),
                    Duration.ofHours(26),
                    100,
                    80);

    @Override
    protected World<RdsBackupFacts, RdsBackupAction> world(Scope scope, Clock clock) {
        return new Estate(scope, clock);
    }

    private static final class Estate implements World<RdsBackupFacts, RdsBackupAction> {
        private final FakeRds rds;
        private final Scope scope;

        Estate(Scope scope, Clock clock) {
            this.scope = scope;
            rds =
                    new FakeRds(HOME, clock)
                            .with(encrypted(database(Kind.CLUSTER, "ledger", DAILY)))
                            .with(encrypted(database(Kind.INSTANCE, "shop", DAILY)))
                            .with(database(Kind.INSTANCE, "blog", DAILY))
                            .with(database(Kind.INSTANCE, "scratch", Map.of()))
                            .withKey(HOME, KEY, KmsKey.usable())
                            .withKey(RECOVERY, "alias/recovery", KmsKey.usable())
                            .withKey(VAULT, "alias/vault", KmsKey.usable());
            for (int day = 1; day <= 4; day++) {
                old(HOME, "blog", day);
                old(RECOVERY, "blog", day);
                old(VAULT, "blog", day);
            }
            var now = clock.instant();
            rds.with(
                    HOME,
                    rds.snapshot(HOME, Kind.INSTANCE, "blog", "by-hand", now, Map.of("a", "b")));
            rds.with(
                    RECOVERY,
                    rds.snapshot(
                            RECOVERY,
                            Kind.INSTANCE,
                            "blog",
                            "of-another-stage",
                            now,
                            Map.of(Ownership.OWNER_TAG, "other/rds-backup")));
        }

        private void old(Location location, String database, int day) {
            var slot = Instant.parse("2026-11-1" + day + "T00:00:00Z");
            var source = FakeRds.arn(Kind.INSTANCE, database);
            var name = SnapshotName.of(scope.owner(), Kind.INSTANCE, database, source, slot);
            rds.with(
                    location,
                    rds.snapshot(
                            location,
                            Kind.INSTANCE,
                            database,
                            name,
                            slot,
                            Backups.tags(scope, source, slot)));
        }

        private static Database encrypted(Database plain) {
            return new Database(
                    plain.id(),
                    plain.kind(),
                    plain.arn(),
                    plain.engine(),
                    plain.status(),
                    plain.created(),
                    Optional.of(KEY),
                    plain.tags(),
                    plain.cluster(),
                    plain.replicaOf(),
                    plain.optionGroup());
        }

        @Override
        public Automation<RdsBackupFacts, RdsBackupAction> automation() {
            return new RdsBackupAutomation(SETTINGS, scope, HOME, rds);
        }

        @Override
        public Faults faults() {
            return rds.faults;
        }

        @Override
        public Object owned() {
            return names(true);
        }

        @Override
        public Object foreign() {
            return names(false);
        }

        private Object names(boolean ours) {
            var names = new TreeSet<String>();
            for (var location : rds.locations()) {
                for (var snapshot : rds.all(location)) {
                    var owner = snapshot.tags().get(Ownership.OWNER_TAG);
                    if (scope.owner().equals(owner) == ours) {
                        names.add(location + " " + snapshot.id());
                    }
                }
            }
            return names;
        }

        @Override
        public void settle() {
            rds.settle();
        }

        @Override
        public String blind() {
            rds.hide(Kind.INSTANCE, "blog");
            return "blog";
        }
    }
}
