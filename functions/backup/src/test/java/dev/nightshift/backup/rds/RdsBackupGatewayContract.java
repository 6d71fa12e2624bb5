package dev.nightshift.backup.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway promises; held by the fake and by the adapter, so that they cannot part. */
abstract class RdsBackupGatewayContract {
    static final Location HOME = Location.here("eu-west-1");
    static final Location RECOVERY = Location.here("eu-central-1");
    private static final Map<String, String> OURS =
            Map.of(
                    "nightshift:owner", "test/rds-backup",
                    "nightshift:source", "arn:of:shop",
                    "nightshift:slot", "2026-11-22T00:00:00Z");

    abstract RdsBackupGateway gateway();

    abstract void makeDatabase(Kind kind, String id, Map<String, String> tags);

    abstract void makeKey(Location location, String alias, boolean enabled);

    /** Lets what is under way at RDS come to its end. */
    abstract void settle();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void lists_every_database_with_its_tags(Kind kind) {
        for (int i = 0; i < 101; i++) {
            makeDatabase(kind, "shop-%03d".formatted(i), Map.of("n", "" + i));
        }

        var databases = gateway().databases(kind);

        assertThat(databases).hasSize(101);
        assertThat(databases).allMatch(database -> database.kind() == kind);
        assertThat(databases)
                .filteredOn(database -> database.id().equals("shop-077"))
                .singleElement()
                .satisfies(
                        database -> {
                            assertThat(database.status()).isEqualTo("available");
                            assertThat(database.tags()).isEqualTo(Map.of("n", "77"));
                            assertThat(database.arn())
                                    .isEqualTo(
                                            "arn:aws:rds:eu-west-1:%s:%s:shop-077"
                                                    .formatted(
                                                            account(),
                                                            kind == Kind.CLUSTER
                                                                    ? "cluster"
                                                                    : "db"));
                            assertThat(database.cluster()).isEmpty();
                            assertThat(database.replicaOf()).isEmpty();
                            assertThat(database.optionGroup()).isEmpty();
                        });
    }

    abstract String account();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_snapshot_is_tagged_from_the_start_and_its_name_is_taken_once(Kind kind) {
        makeDatabase(kind, "shop", Map.of());

        assertThat(gateway().create(creation(kind))).isTrue();
        assertThat(gateway().create(creation(kind))).isFalse();

        settle();
        var found = gateway().snapshot(HOME, kind, "nightshift-shop").orElseThrow();
        assertThat(found.tags()).isEqualTo(OURS);
        assertThat(found.database()).isEqualTo("shop");
        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.isAvailable()).isTrue();
        assertThat(found.copyOf()).isEmpty();
        assertThat(found.kmsKey()).isEmpty();
        assertThat(gateway().snapshots(HOME, kind)).containsExactly(found);
        assertThat(gateway().snapshots(HOME, kind, "shop")).containsExactly(found);
        assertThat(gateway().snapshots(HOME, kind, "blog")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_snapshot_of_a_database_that_is_not_there_is_refused(Kind kind) {
        assertThatThrownBy(() -> gateway().create(creation(kind)))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.NOT_FOUND));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_copy_arrives_in_the_other_region_with_our_tags_alone(Kind kind) {
        var source = madeSnapshot(kind);

        assertThat(gateway().copy(copy(kind, source, Optional.empty()))).isTrue();
        assertThat(gateway().copy(copy(kind, source, Optional.empty()))).isFalse();

        settle();
        var copy = gateway().snapshot(RECOVERY, kind, "nightshift-shop").orElseThrow();
        assertThat(copy.tags()).isEqualTo(OURS);
        assertThat(copy.database()).isEqualTo("shop");
        assertThat(copy.isAvailable()).isTrue();
        assertThat(copy.arn()).contains(":eu-central-1:");
        assertThat(gateway().snapshots(RECOVERY, kind)).containsExactly(copy);
    }

    @Test
    void a_copy_is_encrypted_with_the_key_of_its_region() {
        var source = madeSnapshot(Kind.INSTANCE);
        makeKey(RECOVERY, "alias/recovery", true);

        assertThat(gateway().copy(copy(Kind.INSTANCE, source, Optional.of("alias/recovery"))))
                .isTrue();

        settle();
        var copy = gateway().snapshot(RECOVERY, Kind.INSTANCE, "nightshift-shop").orElseThrow();
        assertThat(copy.kmsKey()).isPresent();
        assertThat(gateway().key(RECOVERY, copy.kmsKey().orElseThrow())).contains(KmsKey.usable());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_removed_snapshot_is_gone_and_removing_it_again_is_no_error(Kind kind) {
        madeSnapshot(kind);
        var removal =
                new DeleteSnapshot(kind, "shop", HOME, "nightshift-shop", Optional.empty(), "test");

        assertThat(gateway().delete(removal)).isTrue();
        assertThat(gateway().delete(removal)).isFalse();

        assertThat(gateway().snapshot(HOME, kind, "nightshift-shop")).isEmpty();
        assertThat(gateway().snapshots(HOME, kind)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void sharing_twice_is_sharing_once(Kind kind) {
        madeSnapshot(kind);
        var share = new ShareSnapshot(kind, "shop", "nightshift-shop", "210987654321", "test");

        gateway().share(share);
        gateway().share(share);

        assertThat(gateway().snapshots(HOME, kind)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void sharing_what_is_not_there_is_refused(Kind kind) {
        var share = new ShareSnapshot(kind, "shop", "nightshift-none", "210987654321", "test");

        assertThatThrownBy(() -> gateway().share(share))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.NOT_FOUND));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_snapshot_that_is_not_there_is_not_an_error(Kind kind) {
        assertThat(gateway().snapshot(HOME, kind, "nightshift-none")).isEmpty();
    }

    @Test
    void a_key_is_usable_unusable_or_missing() {
        makeKey(HOME, "alias/good", true);
        makeKey(HOME, "alias/off", false);

        assertThat(gateway().key(HOME, "alias/good")).contains(KmsKey.usable());
        assertThat(gateway().key(HOME, "alias/off").orElseThrow().usability())
                .isEqualTo(Usability.UNUSABLE);
        assertThat(gateway().key(HOME, "alias/none")).isEmpty();
        assertThat(gateway().key(RECOVERY, "alias/good")).isEmpty();
    }

    @Test
    void an_option_group_that_is_not_there_is_missing() {
        assertThat(gateway().optionGroup(RECOVERY, "tde"))
                .satisfies(
                        group -> {
                            assertThat(group.engine()).isEmpty();
                            assertThat(group.unread()).isEmpty();
                        });
    }

    private Snapshot madeSnapshot(Kind kind) {
        makeDatabase(kind, "shop", Map.of());
        gateway().create(creation(kind));
        settle();
        return gateway().snapshot(HOME, kind, "nightshift-shop").orElseThrow();
    }

    private static CreateSnapshot creation(Kind kind) {
        return new CreateSnapshot(
                kind,
                "shop",
                "arn:of:shop",
                "nightshift-shop",
                Instant.parse("2026-11-22T00:00:00Z"),
                OURS,
                Set.of(),
                "test");
    }

    private static CopySnapshot copy(Kind kind, Snapshot source, Optional<String> key) {
        return new CopySnapshot(
                kind,
                "shop",
                HOME.region(),
                source.arn(),
                RECOVERY,
                "nightshift-shop",
                Instant.parse("2026-11-22T00:00:00Z"),
                key,
                Optional.empty(),
                OURS,
                Set.of(),
                "test");
    }
}
