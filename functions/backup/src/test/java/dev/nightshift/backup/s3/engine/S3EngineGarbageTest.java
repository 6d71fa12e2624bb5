package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.Faults.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3EngineGarbageTest {
    private static final String LONG_KEY = "long/" + "x".repeat(1_000);

    private final Shop shop = new Shop().versioned();
    private final Garbage garbage = new Garbage(shop.s3, shop.vault);
    private final Discards discards = new Discards(shop.s3, shop.vault);

    private Instant now() {
        return shop.clock.instant();
    }

    private Garbage.Collected collect() {
        return garbage.collect("shop", now(), Shop.LONG);
    }

    private void pass(Duration time) {
        shop.clock.advance(time);
    }

    private int versions() {
        return shop.kept.contents().keySet().stream()
                .filter(key -> key.startsWith(VaultLayout.data("shop")))
                .mapToInt(key -> shop.kept.history(key).size())
                .sum();
    }

    @Test
    void only_what_the_dropped_manifest_alone_named_goes() {
        shop.bucket.put("a", "1").put("b", "1").put(LONG_KEY, "1");
        var first = shop.backup();
        shop.bucket.put("a", "2").put(LONG_KEY, "2");
        var second = shop.backup();
        pass(Duration.ofDays(2));

        assertThat(garbage.survey("shop", now())).isEqualTo(new Garbage.Found(0, 0, 5, 5));
        assertThat(discards.drop("shop", first.slot())).isEmpty();
        assertThat(garbage.survey("shop", now())).isEqualTo(new Garbage.Found(2, 2, 5, 5));
        assertThat(collect()).isEqualTo(new Garbage.Collected(2, 2, 0, List.of(), true));

        assertThat(shop.restorable(second)).isEqualTo(shop.contents());
        assertThat(collect()).isEqualTo(new Garbage.Collected(0, 0, 0, List.of(), true));
        assertThat(versions()).isEqualTo(3);
    }

    @Test
    void the_only_manifest_stays() {
        shop.bucket.put("a", "1");
        var only = shop.backup();

        assertThatThrownBy(() -> discards.drop("shop", only.slot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it stays");
        assertThat(shop.manifests.slots("shop")).containsExactly(only.slot());
    }

    @Test
    void what_is_younger_than_a_day_or_than_an_unfinished_run_stays() {
        shop.bucket.put("a", "1");
        var first = shop.backup();
        shop.bucket.put("a", "2");
        var _ = shop.backup();
        var _ = discards.drop("shop", first.slot());
        assertThat(garbage.survey("shop", now()).versions()).isZero();
        pass(Duration.ofDays(3));
        assertThat(garbage.survey("shop", now()).versions()).isEqualTo(1);

        // a run that got as far as one copy
        shop.bucket.put("b", "1").put("c", "1");
        shop.faults.arm(Fault.KILLED_AFTER, Among.WRITES, 2);
        assertThatThrownBy(() -> shop.run(now(), Shop.LONG)).isInstanceOf(Killed.class);
        pass(Duration.ofDays(3));

        assertThat(garbage.survey("shop", now()))
                .extracting(Garbage.Found::versions, Garbage.Found::ofVersions)
                .containsExactly(1L, 3L);
    }

    @Test
    void what_is_locked_is_counted_and_tried_again_another_day() {
        shop.bucket.put("a", "1").put("b", "1");
        var first = shop.backup();
        var until = now().plus(Duration.ofDays(30));
        shop.kept.tamper(VaultLayout.copy("shop", "a"), it -> it.lockedUntil(until));
        shop.bucket.put("a", "2").put("b", "2");
        var _ = shop.backup();
        pass(Duration.ofDays(2));
        var _ = discards.drop("shop", first.slot());

        var collected = collect();
        assertThat(collected.versions()).isEqualTo(1);
        assertThat(collected.refused()).isEqualTo(1);
        assertThat(collected.refusals())
                .singleElement()
                .extracting("code")
                .isEqualTo("AccessDenied");

        pass(Duration.ofDays(40));
        assertThat(collect().versions()).isEqualTo(1);
    }

    @Test
    void an_altered_manifest_stops_everything() {
        shop.bucket.put("a", "1");
        var first = shop.backup();
        shop.bucket.put("a", "2");
        var second = shop.backup();
        var third = shop.backup();
        pass(Duration.ofDays(2));
        var _ = discards.drop("shop", first.slot());
        shop.kept.tamper(
                VaultLayout.part("shop", second.slot(), 0), it -> FakeObject.of("something else"));
        int before = versions();

        assertThatThrownBy(this::collect)
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("part-00000.gz");
        assertThat(versions()).isEqualTo(before);
        assertThat(shop.restorable(third)).isEqualTo(shop.contents());
    }

    @Test
    void what_a_dead_run_left_goes_once_a_later_one_is_finished() {
        shop.bucket.put("a", "1").put("b", "2").put("c", "3");
        var dead = now();
        shop.options = new Options(1, 1, false, 0);
        shop.faults.arm(Fault.KILLED_AFTER, Among.WRITES, 5);
        assertThatThrownBy(() -> shop.run(dead, Shop.LONG)).isInstanceOf(Killed.class);
        shop.s3.begin("vault", VaultLayout.copy("shop", "c"));
        pass(Duration.ofDays(2));
        assertThat(discards.orphans("shop", now()).slots()).isEmpty();
        var index = shop.backup();

        assertThat(discards.orphans("shop", now()))
                .isEqualTo(new Discards.Orphans(List.of(dead), 1));
        assertThat(discards.dropOrphans("shop", now())).isEmpty();
        assertThat(discards.orphans("shop", now()).isEmpty()).isTrue();
        assertThat(shop.s3.uploads()).isEmpty();
        assertThat(shop.kept.contents().keySet()).noneMatch(it -> it.startsWith("work/"));
        assertThat(shop.restorable(index)).isEqualTo(shop.contents());
        pass(Duration.ofDays(2));
        assertThat(collect().versions()).isPositive();
        assertThat(shop.restorable(index)).isEqualTo(shop.contents());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_happened_a_version_that_a_kept_manifest_names_is_there(long seed) {
        var random = new Random(seed);
        var kept = new ArrayList<ManifestIndex>();
        var contents = new HashMap<Instant, Map<String, Shop.Thing>>();
        for (int step = 0; step < 40; step++) {
            var key = "k" + random.nextInt(12);
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> shop.bucket.put(key, "text " + random.nextInt(1_000));
                case 3 -> shop.bucket.delete(key);
                case 4 -> {
                    shop.bucket.put(random.nextBoolean() ? LONG_KEY : key, "text " + step);
                    shop.faults.arm(Fault.KILLED_AFTER, Among.ALL_CALLS, 1 + random.nextInt(40));
                    try {
                        var index = shop.backup();
                        kept.add(index);
                        contents.put(index.slot(), shop.contents());
                    } catch (Killed e) {
                        assertThat(shop.faults.hit()).isPresent();
                    }
                    shop.faults.disarm();
                }
                case 5 -> {
                    if (kept.size() > 1) {
                        var gone = kept.remove(random.nextInt(kept.size()));
                        assertThat(discards.drop("shop", gone.slot())).isEmpty();
                    }
                }
                default -> {
                    var _ = discards.dropOrphans("shop", now());
                    var _ = collect();
                }
            }
            pass(Duration.ofHours(random.nextInt(30)));
            for (var index : kept) {
                assertThat(shop.restorable(index))
                        .as("seed " + seed + ", step " + step)
                        .isEqualTo(contents.get(index.slot()));
            }
        }
    }
}
