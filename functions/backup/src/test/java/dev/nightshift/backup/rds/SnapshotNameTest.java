package dev.nightshift.backup.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotNameTest {
    private static final Instant SLOT = Instant.parse("2026-11-22T09:30:00Z");

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a",
                "shop",
                "Shop_Of--Odd__Names-",
                "x23456789012345678901234567890123456789012345678901234567890123",
                "x2345678901234567890123456789-1234567890123456789012345678901",
            })
    void is_one_that_rds_takes_for_instances_and_clusters(String database) {
        assertThat(name("test", database))
                .matches("[a-z](-?[a-z0-9])*")
                .hasSizeLessThanOrEqualTo(63)
                .contains("20261122t0930");
    }

    @Test
    void tells_apart_stages_kinds_databases_that_look_alike_and_slots() {
        assertThat(name("dev", "shop")).isNotEqualTo(name("prod", "shop"));
        assertThat(name("dev", "a".repeat(60) + "b")).isNotEqualTo(name("dev", "a".repeat(60)));
        assertThat(of(Kind.CLUSTER, SLOT)).isNotEqualTo(of(Kind.INSTANCE, SLOT));
        assertThat(of(Kind.CLUSTER, SLOT)).isNotEqualTo(of(Kind.CLUSTER, SLOT.plusSeconds(60)));
        assertThat(name("dev", "shop")).isEqualTo(name("dev", "shop"));
    }

    private static String of(Kind kind, Instant slot) {
        return SnapshotName.of("dev/rds-backup", kind, "shop", "arn:of:shop", slot);
    }

    private static String name(String stage, String database) {
        return SnapshotName.of(
                stage + "/rds-backup",
                Kind.INSTANCE,
                database,
                FakeRds.arn(Kind.INSTANCE, database),
                SLOT);
    }
}
