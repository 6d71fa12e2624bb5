package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.engine.BackupRun.Progress;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.FakeBucket.Versioning;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.Faults.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen to a bucket between, and during, its runs. */
class S3EngineHistoryTest {
    private static final List<String> HOSTILE =
            List.of(
                    "a b",
                    "a%20b",
                    "a+b",
                    "tab\there",
                    "line\nfeed",
                    "\r",
                    "-",
                    "--help",
                    "\\x41",
                    "%",
                    "%2D",
                    "é",
                    "日本",
                    "😀",
                    "\uFFFD",
                    "a//b",
                    "/",
                    "./x",
                    "../x",
                    "\u0001",
                    "\u007f",
                    "'quote'",
                    "\"double\"",
                    "<&>",
                    "null",
                    "x".repeat(1_024),
                    "ﬀ",
                    "z😀\t%");

    @Test
    void two_thousand_hostile_keys_come_back_as_they_were() {
        var shop = new Shop().versioned();
        shop.options = new Options(8, 300, false, 3);
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var stem = HOSTILE.get(i % HOSTILE.size());
            var key =
                    i < HOSTILE.size() || stem.length() > 900 ? stem : i + stem + random.nextInt();
            shop.bucket.put(
                    key,
                    FakeObject.of("text " + i)
                            .withProperty("x-amz-meta-n", stem.length() > 900 ? "long" : "" + i)
                            .withTags(i % 2 == 0 ? Map.of("n", "" + i, "ü", "ß") : Map.of()));
        }
        for (int run = 0; run < 4; run++) {
            var index = shop.backup();
            assertThat(shop.restorable(index)).isEqualTo(shop.contents());
            assertThat(index.copied()).isEqualTo(run == 0 ? index.objects() : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_manifest_is_the_bucket_as_it_was(long seed) {
        var random = new Random(seed);
        var shop = new Shop();
        shop.options =
                new Options(
                        1 + random.nextInt(8), 1 + random.nextInt(20), false, random.nextInt(4));
        var state =
                List.of(Versioning.NEVER, Versioning.ENABLED, Versioning.SUSPENDED)
                        .get(random.nextInt(3));
        if (state == Versioning.ENABLED) {
            shop.versioned();
        } else if (state == Versioning.SUSPENDED) {
            shop.bucket.versioned().put("k3", "from before").versioning(Versioning.SUSPENDED);
        }
        if (random.nextBoolean()) {
            shop.kept.kms();
        }
        var kept = new HashMap<Instant, Map<String, Shop.Thing>>();
        for (int round = 0; round < 12; round++) {
            for (int i = random.nextInt(12); i > 0; i--) {
                alter(shop, random);
            }
            shop.clock.advance(Duration.ofHours(1));
            var slot = shop.clock.instant();
            RunResult result = new RunResult.Paused("", new Tally().totals());
            while (!(result instanceof RunResult.Finished)) {
                shop.clock.advance(Duration.ofMinutes(1));
                if (random.nextInt(3) == 0) {
                    shop.faults.arm(Fault.KILLED_AFTER, Among.ALL_CALLS, 1 + random.nextInt(60));
                }
                int[] left = {random.nextInt(60)};
                try {
                    result =
                            shop.run(
                                    slot,
                                    () -> Duration.ofSeconds(left[0]-- > 0 ? 600 : 5),
                                    3 + random.nextInt(40));
                } catch (Killed e) {
                    assertThat(shop.faults.hit()).isPresent();
                }
                shop.faults.disarm();
            }
            kept.put(slot, shop.contents());
            kept.forEach(
                    (at, contents) ->
                            assertThat(
                                            shop.restorable(
                                                    shop.manifests.index("shop", at).orElseThrow()))
                                    .as("seed " + seed + ", manifest of " + at)
                                    .isEqualTo(contents));
        }
    }

    private static void alter(Shop shop, Random random) {
        var key = "k" + random.nextInt(30);
        switch (random.nextInt(5)) {
            case 0 -> shop.bucket.delete(key);
            case 1 ->
                    shop.bucket.put(
                            key,
                            FakeObject.of("same")
                                    .withProperty("x-amz-meta-a", "" + random.nextInt()));
            default ->
                    shop.bucket.put(
                            key,
                            FakeObject.of("text " + random.nextInt(99))
                                    .withTags(Map.of("t", "" + random.nextInt())));
        }
        shop.clock.advance(Duration.ofSeconds(1 + random.nextInt(600)));
    }

    @Test
    void tags_that_changed_alone_are_found_within_the_rotation() {
        var shop = new Shop().versioned();
        shop.options = new Options(4, 10, false, 5);
        for (int i = 0; i < 40; i++) {
            shop.bucket.put("k" + i, "text " + i);
        }
        var _ = shop.backup();
        for (int i = 0; i < 40; i++) {
            shop.bucket.tamper("k" + i, it -> it.withTags(Map.of("new", "tag")));
        }
        long copied = 0;
        for (int run = 0; run < 5; run++) {
            copied += shop.backup().copied();
        }
        assertThat(copied).isEqualTo(40);
        assertThat(shop.restorable(shop.backup())).isEqualTo(shop.contents());
    }

    @ParameterizedTest
    @CsvSource({
        "size, bytes instead of",
        "metadata, other metadata",
        "tags, other metadata or tags",
        "checksum, the checksum",
        "missing, is missing"
    })
    void a_copy_that_is_not_what_the_manifest_says_is_found_and_made_again(
            String what, String says) {
        var shop = new Shop().versioned();
        shop.options = new Options(4, 10, false, 1);
        shop.bucket.put("a", "1").put("b", "2");
        var first = shop.backup();
        var at = VaultLayout.copy("shop", "b");
        switch (what) {
            case "size" -> shop.kept.tamper(at, it -> it.rotten(new byte[7]));
            case "metadata" -> shop.kept.tamper(at, it -> it.withProperty("x-amz-meta-a", "b"));
            case "tags" -> shop.kept.tamper(at, it -> it.withTags(Map.of("a", "b")));
            case "checksum" ->
                    shop.kept.tamper(at, it -> it.withChecksum("CRC64NVME:AAAAAAAAAAA="));
            default -> shop.kept.purge(at);
        }
        shop.clock.advance(Duration.ofHours(1));

        var result = shop.run(shop.clock.instant(), Shop.LONG);

        assertThat(result.totals().verified()).isEqualTo(2);
        assertThat(result.totals().mismatches())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.key()).isEqualTo("b");
                            assertThat(it.what()).contains(says);
                            assertThat(it.vaultVersion())
                                    .isEqualTo(shop.line(first, "b").vaultVersion());
                        });
        assertThat(shop.restorable(Shop.finished(result))).isEqualTo(shop.contents());
        assertThat(shop.run(shop.clock.instant().plusSeconds(60), Shop.LONG).totals().mismatched())
                .isZero();
    }

    @Test
    void of_two_at_once_one_stops_and_the_manifest_is_whole() {
        var shop = new Shop().versioned();
        shop.options = new Options(2, 5, false, 0);
        for (int i = 0; i < 23; i++) {
            shop.bucket.put("k%02d".formatted(i), "text " + i);
        }
        var one = shop.survey(Shop.NOW);
        var two = shop.survey(Shop.NOW);
        var results = new java.util.ArrayList<RunResult>();
        // the second runs as a whole while the first is at its third object
        boolean[] begun = {false};
        results.add(
                shop.runs.run(
                        one,
                        shop.options,
                        Shop.LONG,
                        (_, _) -> {
                            if (!begun[0]) {
                                begun[0] = true;
                                results.add(
                                        shop.runs.run(
                                                two, shop.options, Shop.LONG, Progress.none()));
                            }
                        }));

        assertThat(results).hasSize(2);
        assertThat(results.getFirst()).isInstanceOf(RunResult.Finished.class);
        assertThat(results.getLast()).isInstanceOf(RunResult.Conflict.class);
        assertThat(shop.restorable(Shop.finished(results.getFirst()))).isEqualTo(shop.contents());
    }

    @Test
    void what_s3_refuses_is_left_out_and_said_and_tried_again() {
        var shop = new Shop();
        shop.bucket.put("a", "1").put("b", "1");
        var _ = shop.backup();
        shop.bucket.put("b", FakeObject.of("2").withStorageClass("GLACIER")).put("c", "3");
        shop.clock.advance(Duration.ofHours(1));

        var result = shop.run(shop.clock.instant(), Shop.LONG);

        var index = Shop.finished(result);
        assertThat(index.left()).isEqualTo(1);
        assertThat(result.totals().refusals()).singleElement().extracting("key").isEqualTo("b");
        assertThat(shop.restorable(index)).containsOnlyKeys("a", "c");
        assertThat(shop.survey(shop.clock.instant().plusSeconds(60)).counts().toCopy()).isZero();

        shop.bucket.put("b", "2");
        assertThat(shop.restorable(shop.backup())).isEqualTo(shop.contents());
    }

    @Test
    void a_backup_of_nothing_is_none() {
        var shop = new Shop();
        shop.bucket.put("a", FakeObject.of("1").withStorageClass("DEEP_ARCHIVE"));

        assertThatThrownBy(shop::backup)
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("none of 1 objects could be copied; the first, a: Invalid");
        assertThat(shop.manifests.slots("shop")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"altered", "cut", "missing"})
    void a_broken_part_is_named(String how) {
        var shop = new Shop();
        for (int i = 0; i < 25; i++) {
            shop.bucket.put("k%02d".formatted(i), "text " + i);
        }
        var index = shop.backup();
        var part = VaultLayout.part("shop", index.slot(), 1);
        switch (how) {
            case "altered" ->
                    shop.kept.tamper(
                            part, it -> it.rotten(new byte[(int) it.content().sizeBytes()]));
            case "cut" -> shop.kept.tamper(part, it -> it.rotten(new byte[3]));
            default -> shop.kept.purge(part);
        }

        assertThatThrownBy(() -> shop.lines(index))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining(part);
        assertThatThrownBy(shop::backup).isInstanceOf(CloudException.class);
        assertThat(shop.manifests.slots("shop")).hasSize(1);
    }

    @Test
    void surveys_of_the_same_are_equal() {
        var shop = new Shop();
        shop.bucket.put("a", "1");
        assertThat(shop.survey(Shop.NOW)).isEqualTo(shop.survey(Shop.NOW));
        var before = shop.survey(Shop.NOW);
        shop.bucket.put("b", "1");
        assertThat(shop.survey(Shop.NOW)).isNotEqualTo(before);
    }
}
