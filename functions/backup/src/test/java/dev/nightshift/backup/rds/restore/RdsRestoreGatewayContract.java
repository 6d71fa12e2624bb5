package dev.nightshift.backup.rds.restore;

import static dev.nightshift.backup.rds.restore.Samples.HOME;
import static dev.nightshift.backup.rds.restore.Samples.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.AddMember;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreCluster;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreInstance;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.Setup;
import dev.nightshift.core.automation.CloudException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway promises; held by the fake and by the adapter, so that they cannot part. */
abstract class RdsRestoreGatewayContract {
    static final Map<String, String> OURS =
            Map.of(
                    "nightshift:owner", "test/restore",
                    "nightshift:source", "arn:of:shop",
                    "nightshift:slot", "2026-11-22T00:00:00Z");
    private static final Setup SETUP =
            new Setup("db.t4g.micro", "private", List.of("sg-1"), "", "", false);

    abstract RdsRestoreGateway gateway();

    /** A database in the home region, and a manual snapshot of it, with its tags. */
    abstract void makeSnapshot(Kind kind, String database, String id, Map<String, String> tags);

    abstract void makeGroup(Group group);

    /** AWS does; an emulator may be kinder. */
    boolean refusesTakenNames(Kind kind) {
        return true;
    }

    /** Lets what is under way at RDS come to its end. */
    abstract void settle();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_database_comes_back_under_its_name_with_our_tags_once(Kind kind) {
        makeSnapshot(kind, "shop", "snap", Map.of("nightshift:owner", "test/rds-backup"));
        makeGroup(new Group(Group.Sort.SUBNETS, "private"));

        assertThat(gateway().apply(HOME, restore(kind))).isTrue();
        if (refusesTakenNames(kind)) {
            assertThat(gateway().apply(HOME, restore(kind))).isFalse();
        }
        settle();

        assertThat(gateway().databases(HOME, "shop-2"))
                .singleElement()
                .satisfies(
                        made -> {
                            assertThat(made.kind()).isEqualTo(kind);
                            assertThat(made.tags()).isEqualTo(OURS);
                            assertThat(made.isAvailable()).isTrue();
                            assertThat(made.isPublic()).isFalse();
                            assertThat(made.port()).isPositive();
                            assertThat(made.address()).isNotEmpty();
                        });
        assertThat(gateway().databases(RECOVERY, "shop-2")).isEmpty();
    }

    @Test
    void aurora_takes_a_member_once_it_is_available() {
        makeSnapshot(Kind.CLUSTER, "shop", "snap", Map.of());
        makeGroup(new Group(Group.Sort.SUBNETS, "private"));
        gateway().apply(HOME, restore(Kind.CLUSTER));
        settle();
        var member =
                new AddMember(
                        "shop-2-1", "shop-2", "aurora-postgresql", "db.r6g.large", "", false, OURS);

        assertThat(gateway().apply(HOME, member)).isTrue();
        assertThat(gateway().apply(HOME, member)).isFalse();
        settle();

        var cluster = gateway().databases(HOME, "shop-2").getFirst();
        assertThat(cluster.members()).containsExactly("shop-2-1");
        assertThat(cluster.instanceClass()).isEqualTo("db.r6g.large");
        assertThat(gateway().databases(HOME, "shop-2-1").getFirst().tags()).isEqualTo(OURS);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void snapshots_are_listed_with_what_is_restored_by_them(Kind kind) {
        makeSnapshot(kind, "shop", "snap", Map.of("nightshift:owner", "test/rds-backup"));
        makeSnapshot(kind, "blog", "other", Map.of());

        assertThat(gateway().snapshots(HOME, Optional.of("shop")))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.id()).isEqualTo("snap");
                            assertThat(it.kind()).isEqualTo(kind);
                            assertThat(it.database()).isEqualTo("shop");
                            assertThat(it.isAvailable()).isTrue();
                            assertThat(it.isCopy()).isFalse();
                            assertThat(it.engine()).isNotEmpty();
                            assertThat(it.tags())
                                    .isEqualTo(Map.of("nightshift:owner", "test/rds-backup"));
                        });
        assertThat(gateway().snapshots(HOME, Optional.empty())).hasSize(2);
        assertThat(gateway().snapshots(RECOVERY, Optional.of("shop"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_snapshot_that_is_not_there_is_said_so(Kind kind) {
        assertThatThrownBy(() -> gateway().apply(HOME, restore(kind)))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.NOT_FOUND));
    }

    @ParameterizedTest
    @EnumSource(Group.Sort.class)
    void groups_are_there_or_not(Group.Sort sort) {
        assertThat(gateway().has(HOME, new Group(sort, "mine"))).isFalse();
        makeGroup(new Group(sort, "mine"));
        assertThat(gateway().has(HOME, new Group(sort, "mine"))).isTrue();
    }

    private static RdsRestoreStep restore(Kind kind) {
        return switch (kind) {
            case INSTANCE -> new RestoreInstance("shop-2", "snap", SETUP, OURS);
            case CLUSTER ->
                    new RestoreCluster("shop-2", "snap", "aurora-postgresql", "", SETUP, OURS);
        };
    }
}
