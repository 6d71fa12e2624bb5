package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.Faults.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cut off at each of its calls in turn, and run again. */
class S3EngineKillTest {
    private static final Instant SLOT = Shop.NOW.plus(Duration.ofHours(2));

    /** A bucket with one manifest, in which things have changed since. */
    private static Shop changed(boolean versioned, boolean kms, int concurrency) {
        var shop = new Shop();
        shop.options = new Options(concurrency, 4, false, 2);
        if (versioned) {
            shop.versioned();
        }
        if (kms) {
            shop.kept.kms();
        }
        for (int i = 0; i < 12; i++) {
            shop.bucket.put(
                    "key-%02d".formatted(i),
                    FakeObject.of("text " + i)
                            .withTags(i % 3 == 0 ? Map.of("t", "" + i) : Map.of()));
        }
        shop.backup();
        shop.clock.advance(Duration.ofMinutes(20));
        shop.bucket
                .put("key-01", "other")
                .put("key-02", FakeObject.of("text 2").withProperty("x-amz-meta-a", "b"))
                .put("key-05", FakeObject.of("text 5").withTags(Map.of("new", "tag")))
                .delete("key-06")
                .put("key-07", FakeObject.virtual(6L << 30, 7))
                .put("key-09a", "")
                .put("key-99", "last");
        shop.clock.advance(Duration.ofMinutes(40));
        shop.s3.forgetCounts();
        return shop;
    }

    /** Without what differs from copy to copy. */
    private static Map<String, String> comparable(Shop shop, ManifestIndex index) {
        var all = new TreeMap<String, String>();
        shop.lines(index)
                .forEach(
                        (key, line) ->
                                all.put(
                                        key,
                                        line.sizeBytes()
                                                + " "
                                                + line.lastModified()
                                                + " "
                                                + line.etag()
                                                + " "
                                                + line.checksum()
                                                + " "
                                                + line.digest()
                                                + " "
                                                + line.deleted()));
        all.put("", index.objects() + " " + index.copied() + " " + index.copiedBytes());
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "KILLED_BEFORE, true, false",
        "KILLED_AFTER, true, false",
        "KILLED_AFTER, true, true",
        "KILLED_AFTER, false, false",
        "RESPONSE_LOST, true, true",
        "REQUEST_LOST, false, true"
    })
    void ends_as_if_nothing_had_happened_and_copies_nothing_twice(
            Fault fault, boolean versioned, boolean kms) {
        var whole = changed(versioned, kms, 1);
        var expected = comparable(whole, Shop.finished(whole.run(SLOT, Shop.LONG)));
        int calls = 0;
        for (int n = 1; ; n++) {
            var shop = changed(versioned, kms, 1);
            shop.faults.arm(fault, Among.ALL_CALLS, n);
            cutOff(shop);
            shop.clock.advance(Duration.ofMinutes(5));
            if (shop.faults.hit().isEmpty()) {
                break;
            }
            shop.faults.disarm();
            calls++;
            var at = fault + " at call " + n + ", " + shop.faults.hit();
            var index = Shop.finished(shop.run(SLOT, Shop.LONG));

            assertThat(comparable(shop, index)).as(at).isEqualTo(expected);
            assertThat(shop.restorable(index)).as(at).isEqualTo(shop.contents());
            assertThat(shop.s3.copies().values()).as(at).containsOnly(1);
            assertThat(shop.s3.parts().values()).as(at).hasSize(6).containsOnly(1);
            assertThat(shop.s3.uploads()).as(at).isEmpty();
        }
        assertThat(calls).isGreaterThan(40);
    }

    private static void cutOff(Shop shop) {
        try {
            var _ = shop.run(SLOT, Shop.LONG);
        } catch (Killed | CloudException e) {
            assertThat(shop.faults.hit()).as(e.toString()).isPresent();
        }
    }

    @Test
    void with_many_at_once_only_what_was_in_flight_is_copied_twice() {
        for (int n = 1; n < 60; n++) {
            var shop = changed(true, false, 8);
            shop.faults.arm(Fault.KILLED_AFTER, Among.ALL_CALLS, n);
            cutOff(shop);
            shop.faults.disarm();
            shop.clock.advance(Duration.ofMinutes(5));
            var index = Shop.finished(shop.run(SLOT, Shop.LONG));

            assertThat(shop.restorable(index)).isEqualTo(shop.contents());
            assertThat(shop.s3.copies().values()).allMatch(it -> it <= 2);
            assertThat(shop.s3.uploads()).isEmpty();
        }
    }

    @Test
    void killed_again_and_again_it_still_gets_to_the_end() {
        var shop = changed(true, true, 1);
        // more than what is under way at the moment of a kill can get done
        for (int i = 0; i < 24; i++) {
            shop.bucket.put("more-%02d".formatted(i), "text " + i);
        }
        int kills = 0;
        while (true) {
            // less than the large object alone takes
            shop.faults.arm(Fault.KILLED_AFTER, Among.WRITES, 4);
            try {
                var result = shop.run(SLOT, Shop.LONG);
                var index = Shop.finished(result);
                shop.faults.disarm();
                assertThat(shop.restorable(index)).isEqualTo(shop.contents());
                break;
            } catch (Killed e) {
                assertThat(++kills).as(e.toString()).isLessThan(40);
            }
        }
        assertThat(kills).isGreaterThan(2);
        assertThat(shop.s3.copies().values()).allMatch(it -> it <= 1);
        assertThat(shop.s3.parts().values()).containsOnly(1);
    }

    @Test
    void the_deadline_pauses_it_and_nothing_is_copied_again() {
        var shop = changed(true, false, 1);
        // many more than the two or three that are under way when the deadline comes near
        for (int i = 0; i < 24; i++) {
            shop.bucket.put("more-%02d".formatted(i), "text " + i);
        }
        int pauses = 0;
        while (true) {
            // near once something was copied: how often it is asked for depends on the threads
            int before = shop.s3.copies().size();
            var result =
                    shop.run(
                            SLOT,
                            () -> Duration.ofSeconds(shop.s3.copies().size() > before ? 1 : 600));
            if (result instanceof RunResult.Finished(var index, _)) {
                assertThat(shop.restorable(index)).isEqualTo(shop.contents());
                break;
            }
            assertThat(result).isInstanceOf(RunResult.Paused.class);
            assertThat(++pauses).isLessThan(40);
        }
        assertThat(pauses).isGreaterThan(2);
        assertThat(shop.s3.copies().values()).containsOnly(1);
    }

    @Test
    void a_survey_of_few_objects_at_a_time_gets_to_the_end_too() {
        var shop = changed(true, false, 4);
        int pauses = 0;
        while (shop.run(SLOT, Shop.LONG, 3) instanceof RunResult.Paused) {
            assertThat(++pauses).isLessThan(20);
        }
        assertThat(pauses).isGreaterThan(3);
        var index = shop.manifests.index("shop", SLOT).orElseThrow();
        assertThat(shop.restorable(index)).isEqualTo(shop.contents());
        assertThat(shop.s3.copies().values()).containsOnly(1);
    }
}
