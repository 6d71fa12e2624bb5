package dev.nightshift.backup.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.testing.MotoServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole automation through the adapter, against an RDS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RdsBackupEndToEndTest {
    private static final Location HOME = Location.here("eu-west-1");
    private static final Location RECOVERY = Location.here("eu-central-1");
    private static final Location VAULT = Location.of("eu-central-1", "210987654321");
    private static final Scope SCOPE = new Scope("test", "rds-backup");
    private static final Map<String, String> DAILY = Map.of("backup", "daily");
    private static final Target TO_RECOVERY =
            new Target(RECOVERY, Optional.of("alias/recovery"), Optional.empty(), Optional.empty());
    private static final Target TO_VAULT =
            new Target(
                    VAULT,
                    Optional.of("alias/vault"),
                    Optional.of("arn:aws:iam::210987654321:role/vault"),
                    Optional.of("tde"));

    /** What RDS does by itself in the caller's name; no request of ours shows it. */
    private static final Set<String> CALLED_BY_RDS =
            Set.of("rds:AddTagsToResource", "kms:CreateGrant");

    private final MotoServer moto = MotoServer.start();

    @BeforeEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Test
    void backs_up_copies_and_prunes_and_then_has_nothing_to_do() {
        var settings = settings(List.of(TO_RECOVERY));
        var clients = clients(settings);
        var automation = automation(settings, clients);
        estate(clients);
        var first = Instant.now();

        for (int day = 0; day < 4; day++) {
            settle(automation, first.plus(Duration.ofDays(day)));
        }

        for (var kind : Kind.values()) {
            for (var location : List.of(HOME, RECOVERY)) {
                assertThat(new AwsRdsBackupGateway(clients, HOME).snapshots(location, kind))
                        .filteredOn(snapshot -> snapshot.id().startsWith("nightshift-"))
                        .as("%s snapshots in %s", kind, location)
                        .hasSize(2)
                        .allMatch(snapshot -> snapshot.tags().size() == 3);
            }
        }
        assertThat(new AwsRdsBackupGateway(clients, HOME).snapshot(HOME, Kind.INSTANCE, "by-hand"))
                .isPresent();
    }

    /** Plans and applies until nothing is left; the clock stands still meanwhile. */
    private static void settle(RdsBackupAutomation automation, Instant now) {
        for (int run = 0; run < 5; run++) {
            var plan = automation.plan(automation.observe(now));
            // the emulator dates snapshots by its own clock, so they grow old here
            assertThat(plan.findings())
                    .allMatch(finding -> finding.because().contains("the objective is"));
            if (plan.actions().isEmpty()) {
                return;
            }
            for (var action : plan.actions()) {
                assertThat(automation.apply(action, () -> Duration.ofMinutes(5)).succeeded())
                        .as(action.id())
                        .isTrue();
            }
        }
        throw new AssertionError("there is always more to do");
    }

    @Test
    void the_role_is_granted_what_is_called_and_nothing_else() {
        var settings = settings(List.of(TO_RECOVERY, TO_VAULT));
        var clients = clients(settings);
        var automation = automation(settings, clients);
        var console = clients(settings);
        estate(console);
        MotoEstate.key(console, VAULT, "alias/vault", true);

        var now = Instant.now();
        everything(automation, now);
        everything(automation, now);
        everything(automation, now.plus(Duration.ofDays(1)));
        everything(automation, now.plus(Duration.ofDays(2)));
        everything(automation, now.plus(Duration.ofDays(3)));
        everything(automation, now.plus(Duration.ofDays(3)));

        var granted = new TreeSet<String>();
        permissions(settings).forEach(permission -> granted.addAll(permission.actions()));
        var called = new TreeSet<>(clients.calls());
        called.addAll(CALLED_BY_RDS);
        assertThat(granted).isEqualTo(called);
    }

    /** The emulator copies nothing between accounts; what was asked of it is what counts here. */
    private static void everything(RdsBackupAutomation automation, Instant now) {
        for (var action : automation.plan(automation.observe(now)).actions()) {
            try {
                automation.apply(action, () -> Duration.ofMinutes(5));
            } catch (CloudException e) {
                assertThat(action)
                        .isInstanceOfSatisfying(
                                CopySnapshot.class, copy -> assertThat(copy.to()).isEqualTo(VAULT));
            }
        }
    }

    /** Two databases of every kind of care, and a snapshot that somebody took by hand. */
    private static void estate(AwsRdsClients clients) {
        MotoEstate.key(clients, RECOVERY, "alias/recovery", true);
        var key = MotoEstate.key(clients, HOME, "alias/home", true);
        var rds = clients.rds(HOME);
        rds.createOptionGroup(
                r ->
                        r.optionGroupName("audited")
                                .engineName("mysql")
                                .majorEngineVersion("8.0")
                                .optionGroupDescription("test"));
        rds.createDBInstance(
                r ->
                        r.dbInstanceIdentifier("shop")
                                .dbInstanceClass("db.t4g.micro")
                                .engine("mysql")
                                .allocatedStorage(20)
                                .optionGroupName("audited")
                                .masterUsername("admin")
                                .masterUserPassword("only-in-memory")
                                .tags(RdsTags.of(DAILY)));
        rds.createDBCluster(
                r ->
                        r.dbClusterIdentifier("ledger")
                                .engine("aurora-postgresql")
                                .storageEncrypted(true)
                                .kmsKeyId(key)
                                .masterUsername("admin")
                                .masterUserPassword("only-in-memory")
                                .tags(RdsTags.of(DAILY)));
        rds.createDBSnapshot(r -> r.dbInstanceIdentifier("shop").dbSnapshotIdentifier("by-hand"));
    }

    private static RdsBackupSettings settings(List<Target> targets) {
        return new RdsBackupSettings(
                new Select(DAILY, List.of(), List.of()),
                Duration.ofDays(1),
                RetentionPolicy.keepLast(2),
                targets,
                Duration.ofHours(26),
                100,
                80);
    }

    private MotoRds clients(RdsBackupSettings settings) {
        return new MotoRds(moto.endpoint(), HOME, SCOPE, settings.copyTo());
    }

    private static RdsBackupAutomation automation(RdsBackupSettings settings, MotoRds clients) {
        return new RdsBackupAutomation(
                settings, SCOPE, HOME, new AwsRdsBackupGateway(clients, HOME));
    }

    private static List<Permission> permissions(RdsBackupSettings settings) {
        return new RdsBackup()
                .permissions(
                        settings, new Place(SCOPE, new Regions(HOME.region(), RECOVERY.region())));
    }
}
