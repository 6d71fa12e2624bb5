package dev.nightshift.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.S3BackupAction.CollectGarbage;
import dev.nightshift.backup.s3.S3BackupAction.DropManifest;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the history of a bucket: what must never be removed is not. */
class S3BackupPropertiesTest {
    private static final int HISTORIES = 20_000;

    @Test
    void the_newest_proven_and_the_last_good_backup_are_never_dropped() {
        int dropped = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            var slots = new TreeSet<Instant>();
            for (int i = random.nextInt(12); i > 0; i--) {
                slots.add(Vaulted.TODAY.minus(Duration.ofHours(random.nextInt(-30, 2_000))));
            }
            var world = new Vaulted().backups(slots.toArray(Instant[]::new)).keep(policy(random));
            var proven =
                    slots.stream()
                            .filter(slot -> !slot.isAfter(Vaulted.NOW) && random.nextInt(4) == 0)
                            .reduce((_, later) -> later);
            proven.ifPresent(world::proven);
            if (random.nextInt(8) == 0) {
                world.mismatch("k");
            }
            long versions = random.nextInt(20);
            if (random.nextInt(3) == 0) {
                world.garbage(versions, versions + random.nextInt(20)).share(random.nextInt(101));
            }

            var plan = world.plan();

            var left = new HashSet<Instant>(slots);
            for (var action : plan.actions()) {
                assertThat(action.because()).as("seed %d", seed).isNotBlank();
                if (action instanceof DropManifest drop) {
                    dropped++;
                    assertThat(left.remove(drop.slot())).as("seed %d", seed).isTrue();
                    assertThat(slots).as("seed %d", seed).containsAll(drop.survivors());
                    assertThat(drop.survivors()).doesNotContain(drop.slot()).isNotEmpty();
                }
                if (action instanceof CollectGarbage collect && collect.versions() > 0) {
                    assertThat(world.bucket().mismatches()).as("seed %d", seed).isEmpty();
                }
            }
            var good = slots.stream().anyMatch(slot -> !slot.isAfter(Vaulted.NOW));
            assertThat(left.stream().anyMatch(slot -> !slot.isAfter(Vaulted.NOW)))
                    .as("a good one stays, seed %d", seed)
                    .isEqualTo(good);
            proven.ifPresent(slot -> assertThat(left).contains(slot));
            assertThat(world.plan()).isEqualTo(plan);
        }
        assertThat(dropped).as("the histories must have something to drop").isGreaterThan(10_000);
    }

    private static RetentionPolicy policy(Random random) {
        return new RetentionPolicy(
                random.nextInt(3),
                random.nextInt(4),
                random.nextInt(3),
                random.nextInt(2),
                0,
                Optional.of(Duration.ofHours(1L + random.nextInt(72))));
    }
}
