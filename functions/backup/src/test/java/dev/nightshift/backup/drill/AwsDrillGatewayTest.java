package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.drill.DrillAction.AddInstance;
import dev.nightshift.backup.drill.DrillAction.Build;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.sql.JdbcCheck;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.backup.rds.RdsTags;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;

/** The adapter over the wire, against an RDS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsDrillGatewayTest {
    private static final String HOME = "eu-west-1";
    private static final Scope SCOPE = new Scope("test", "restore-drill");

    private final MotoServer moto = MotoServer.start();
    private final MotoClients clients = new MotoClients(moto.endpoint());
    private final AwsDrillGateway gateway = new AwsDrillGateway(clients);

    private static final class MotoClients extends AwsDrillClients {
        final List<RestoreDbInstanceFromDbSnapshotRequest> restores = new ArrayList<>();
        private final URI endpoint;

        MotoClients(URI endpoint) {
            this.endpoint = endpoint;
        }

        private final class Recorder implements ExecutionInterceptor {
            @Override
            public void beforeExecution(
                    Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof RestoreDbInstanceFromDbSnapshotRequest restore) {
                    restores.add(restore);
                }
            }
        }

        @Override
        <B extends AwsClientBuilder<B, C>, C> B at(String region, B builder) {
            return super.at(region, builder)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")))
                    .endpointOverride(endpoint)
                    .overrideConfiguration(
                            override -> override.addExecutionInterceptor(new Recorder()));
        }
    }

    @BeforeEach
    void a_database_and_its_backup() {
        moto.reset();
        var rds = clients.rds(HOME);
        rds.createDBInstance(
                r ->
                        r.dbInstanceIdentifier("shop")
                                .dbInstanceClass("db.t4g.micro")
                                .engine("postgres")
                                .allocatedStorage(20)
                                .masterUsername("master")
                                .masterUserPassword("only-in-memory"));
        var tags = RdsTags.of(FakeDrillRds.backedUp("test", Instant.parse("2026-11-22T00:00:00Z")));
        rds.createDBSnapshot(
                r ->
                        r.dbInstanceIdentifier("shop")
                                .dbSnapshotIdentifier("nightshift-shop-1")
                                .tags(tags));
        rds.createDBSnapshot(r -> r.dbInstanceIdentifier("shop").dbSnapshotIdentifier("by-hand"));
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    private static Restore restore(String as) {
        return new Restore(
                Kind.INSTANCE,
                "shop",
                HOME,
                "nightshift-shop-1",
                "postgres",
                as,
                "drill-1",
                new Build(
                        Optional.of("db.t4g.medium"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                Map.of(Ownership.OWNER_TAG, SCOPE.owner(), DrillTags.DRILL, "drill-1"),
                "because");
    }

    @Test
    void copies_are_found_by_database_with_their_tags() {
        assertThat(gateway.snapshots(HOME, Kind.INSTANCE, "shop"))
                .extracting(DrillGateway.Snapshot::id)
                .containsExactlyInAnyOrder("nightshift-shop-1", "by-hand");
        assertThat(gateway.snapshots(HOME, Kind.INSTANCE, "other")).isEmpty();
        assertThat(gateway.snapshots(HOME, Kind.CLUSTER, "shop")).isEmpty();
        assertThat(gateway.snapshot(HOME, Kind.INSTANCE, "nightshift-shop-1"))
                .hasValueSatisfying(
                        one -> {
                            assertThat(one.status()).isEqualTo("available");
                            assertThat(one.created()).isPresent();
                            assertThat(one.tags())
                                    .containsEntry(Ownership.OWNER_TAG, "test/rds-backup");
                        });
        assertThat(gateway.snapshot(HOME, Kind.INSTANCE, "none")).isEmpty();
    }

    @Test
    void a_restore_is_tagged_closed_to_the_world_and_made_once() {
        assertThat(gateway.restore(restore("nightshift-drill-shop-1"))).isTrue();
        assertThat(gateway.restore(restore("nightshift-drill-shop-1"))).isFalse();

        // the emulator does not say whether a database is public
        assertThat(clients.restores)
                .isNotEmpty()
                .allSatisfy(
                        asked -> {
                            assertThat(asked.publiclyAccessible()).isFalse();
                            assertThat(asked.deletionProtection()).isFalse();
                            assertThat(asked.multiAZ()).isFalse();
                        });
        assertThat(gateway.database(HOME, Kind.INSTANCE, "nightshift-drill-shop-1"))
                .hasValueSatisfying(
                        one -> {
                            assertThat(DrillTags.drill(one.tags())).contains("drill-1");
                            assertThat(one.engine()).isEqualTo("postgres");
                            assertThat(one.address()).isPresent();
                        });
        assertThat(gateway.databases(HOME, Kind.INSTANCE)).hasSize(2);
    }

    @Test
    void what_was_restored_goes_once_and_without_a_last_snapshot() {
        gateway.restore(restore("nightshift-drill-shop-1"));

        assertThat(gateway.delete(HOME, Kind.INSTANCE, "nightshift-drill-shop-1")).isTrue();
        assertThat(gateway.delete(HOME, Kind.INSTANCE, "nightshift-drill-shop-1")).isFalse();

        assertThat(gateway.database(HOME, Kind.INSTANCE, "nightshift-drill-shop-1")).isEmpty();
        assertThat(gateway.snapshots(HOME, Kind.INSTANCE, "nightshift-drill-shop-1")).isEmpty();
    }

    @Test
    void a_cluster_is_restored_given_an_instance_and_removed_in_order() {
        var rds = clients.rds(HOME);
        rds.createDBCluster(
                r ->
                        r.dbClusterIdentifier("ledger")
                                .engine("aurora-postgresql")
                                .masterUsername("master")
                                .masterUserPassword("only-in-memory"));
        rds.createDBClusterSnapshot(
                r ->
                        r.dbClusterIdentifier("ledger")
                                .dbClusterSnapshotIdentifier("nightshift-ledger-1"));
        var copy = gateway.snapshots(HOME, Kind.CLUSTER, "ledger").getFirst();
        var tags = Map.of(Ownership.OWNER_TAG, SCOPE.owner(), DrillTags.DRILL, "drill-1");
        var name = "nightshift-drill-ledger-1";
        assertThat(
                        gateway.restore(
                                new Restore(
                                        Kind.CLUSTER,
                                        "ledger",
                                        HOME,
                                        copy.id(),
                                        copy.engine(),
                                        name,
                                        "drill-1",
                                        new Build(
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of(),
                                                Optional.empty(),
                                                Optional.empty()),
                                        tags,
                                        "because")))
                .isTrue();
        assertThat(
                        gateway.addInstance(
                                new AddInstance(
                                        "ledger",
                                        HOME,
                                        name,
                                        copy.engine(),
                                        name + "-1",
                                        "drill-1",
                                        "db.t4g.medium",
                                        tags,
                                        "because")))
                .isTrue();
        assertThat(gateway.database(HOME, Kind.CLUSTER, name).orElseThrow().members())
                .containsExactly(name + "-1");

        assertThat(gateway.delete(HOME, Kind.INSTANCE, name + "-1")).isTrue();
        assertThat(gateway.delete(HOME, Kind.CLUSTER, name)).isTrue();
        assertThat(gateway.database(HOME, Kind.CLUSTER, name)).isEmpty();
    }

    @Test
    void a_copy_is_marked_with_the_date() {
        var copy = gateway.snapshot(HOME, Kind.INSTANCE, "nightshift-shop-1").orElseThrow();
        gateway.prove(HOME, copy.arn(), Instant.parse("2026-11-22T05:00:00Z"));

        assertThat(gateway.snapshot(HOME, Kind.INSTANCE, "nightshift-shop-1").orElseThrow().tags())
                .containsEntry(Ownership.PROVEN_TAG, "2026-11-22T05:00:00Z")
                .containsEntry(Ownership.OWNER_TAG, "test/rds-backup");
    }

    @Test
    void a_login_is_what_rds_keeps_and_nothing_of_it_is_ever_told() {
        var arn =
                clients.secrets(HOME)
                        .createSecret(
                                r ->
                                        r.name("rds!db-1")
                                                .secretString(
                                                        "{\"username\":\"master\",\"password\":\"a \\\"b\\\\c\"}"))
                        .arn();
        var broken =
                clients.secrets(HOME)
                        .createSecret(r -> r.name("rds!db-2").secretString("{\"password\":hush}"))
                        .arn();

        var login = gateway.login(HOME, arn);

        assertThat(login.user()).isEqualTo("master");
        assertThat(login.password()).isEqualTo("a \"b\\c");
        assertThat(login.toString()).doesNotContain("b\\c");
        assertThatThrownBy(() -> gateway.login(HOME, broken))
                .isInstanceOf(CloudException.class)
                .hasNoCause()
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_key_that_is_off_is_of_no_use() {
        var kms = clients.kms(HOME);
        var key = kms.createKey().keyMetadata();
        assertThat(gateway.key(HOME, key.arn()).orElseThrow().usability())
                .isEqualTo(Usability.USABLE);
        kms.disableKey(r -> r.keyId(key.keyId()));
        assertThat(gateway.key(HOME, key.arn()).orElseThrow().usability())
                .isEqualTo(Usability.UNUSABLE);
        assertThat(gateway.key(HOME, "alias/none")).isEmpty();
    }

    @Test
    void a_source_says_how_it_is_set_up() {
        assertThat(gateway.origin(HOME, Kind.INSTANCE, "shop").orElseThrow().instanceClass())
                .contains("db.t4g.micro");
        assertThat(gateway.origin(HOME, Kind.INSTANCE, "gone")).isEmpty();
    }

    @Test
    void a_whole_drill_runs_over_the_wire_and_leaves_only_its_evidence() {
        var clock = new TestClock(Instant.now().plusSeconds(60));
        var log = new FakeEvidenceLog(new Faults());
        var settings =
                DrillContractTest.settings(
                        1, DrillContractTest.drill("shop", Optional.empty(), SqlChecks.NONE));
        var automation =
                new DrillAutomation(
                        settings,
                        SCOPE,
                        new DrillObserver(
                                gateway,
                                log,
                                new NoBuckets(),
                                settings,
                                SCOPE,
                                HOME,
                                List.of(HOME)),
                        new DrillEffects(
                                gateway, new JdbcCheck(), log, new NoBuckets(), SCOPE, clock));
        for (int tick = 0; tick < 6; tick++) {
            for (var action : automation.plan(automation.observe(clock.instant())).actions()) {
                var outcome =
                        automation.apply(
                                action, Deadline.at(clock.instant().plusSeconds(300), clock));
                assertThat(outcome.succeeded()).as(action.id() + ": " + outcome).isTrue();
            }
            clock.advance(Duration.ofMinutes(15));
        }

        assertThat(log.all())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.result()).isEqualTo(Result.SUCCESSFUL);
                            assertThat(one.copy()).isEqualTo("nightshift-shop-1");
                        });
        assertThat(gateway.databases(HOME, Kind.INSTANCE))
                .extracting(DrillFacts.Restored::id)
                .containsExactly("shop");
        assertThat(gateway.snapshot(HOME, Kind.INSTANCE, "nightshift-shop-1").orElseThrow().tags())
                .containsKey(Ownership.PROVEN_TAG);
    }
}
