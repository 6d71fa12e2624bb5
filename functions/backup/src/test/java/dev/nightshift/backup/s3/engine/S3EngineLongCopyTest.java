package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy in parts that takes longer than an invocation. The fake's parts are of a gibibyte. */
class S3EngineLongCopyTest {
    private static final Instant SLOT = Shop.NOW.plus(Duration.ofHours(2));
    private static final int PARTS = 20;

    private final Shop shop = new Shop();

    private void put(boolean versioned) {
        if (versioned) {
            shop.versioned();
        }
        shop.bucket
                .put("a", "small")
                .put(
                        "big",
                        FakeObject.virtual((long) PARTS << 30, 7).withProperty("x-amz-meta-a", "b"))
                .put("c", "small as well");
        shop.clock.advance(Duration.ofHours(1));
    }

    /** Until so many more parts are copied, the deadline is near; then there are some seconds. */
    private RunResult runForParts(int count) {
        int before = copied();
        shop.clock.advance(Duration.ofMinutes(5));
        return shop.run(SLOT, () -> Duration.ofSeconds(copied() >= before + count ? 8 : 600));
    }

    private int copied() {
        return shop.s3.parts().values().stream().mapToInt(it -> it).sum();
    }

    private Upload onlyUpload() {
        var uploads = shop.s3.uploads();
        assertThat(uploads).hasSize(1);
        return uploads.getFirst();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stops_at_the_deadline_and_the_next_invocation_goes_on(boolean versioned) {
        put(versioned);
        assertThat(runForParts(3)).isInstanceOf(RunResult.Paused.class);
        var upload = onlyUpload();
        int pauses = 1;
        while (runForParts(3) instanceof RunResult.Paused) {
            assertThat(onlyUpload()).isEqualTo(upload);
            assertThat(++pauses).isLessThan(20);
        }

        assertThat(pauses).isEqualTo(6);
        assertThat(shop.s3.parts()).hasSize(PARTS);
        assertThat(shop.s3.parts().values()).containsOnly(1);
        assertThat(shop.s3.copies().values()).containsOnly(1);
        assertThat(shop.s3.uploads()).isEmpty();
        var index = shop.manifests.index("shop", SLOT).orElseThrow();
        assertThat(shop.restorable(index)).isEqualTo(shop.contents());
    }

    @ParameterizedTest
    @CsvSource({
        "changed, true",
        "changed, false",
        "touched, false",
        "deleted, true",
        "deleted, false",
        "shrunk, true"
    })
    void an_upload_whose_source_is_another_now_is_aborted(String how, boolean versioned) {
        put(versioned);
        assertThat(runForParts(3)).isInstanceOf(RunResult.Paused.class);
        var upload = onlyUpload();
        Consumer<FakeObject> write = object -> shop.bucket.put("big", object);
        switch (how) {
            case "changed" -> write.accept(FakeObject.virtual((long) PARTS << 30, 8));
            // the same bytes, so the same ETag
            case "touched" ->
                    write.accept(
                            FakeObject.virtual((long) PARTS << 30, 7)
                                    .withProperty("x-amz-meta-a", "c"));
            case "shrunk" -> write.accept(FakeObject.of("small now"));
            default -> shop.bucket.delete("big");
        }

        if (runForParts(5) instanceof RunResult.Paused) {
            assertThat(onlyUpload()).isNotEqualTo(upload);
            var _ = Shop.finished(shop.run(SLOT, Shop.LONG));
        }

        assertThat(shop.s3.uploads()).isEmpty();
        var index = shop.manifests.index("shop", SLOT).orElseThrow();
        assertThat(shop.restorable(index)).isEqualTo(shop.contents());
    }

    @Test
    void an_upload_that_is_not_there_any_more_is_begun_anew() {
        put(true);
        assertThat(runForParts(3)).isInstanceOf(RunResult.Paused.class);
        // as the vault's lifecycle does after a week
        shop.s3.at("eu-central-1").abort(onlyUpload());

        var index = Shop.finished(shop.run(SLOT, Shop.LONG));

        assertThat(shop.restorable(index)).isEqualTo(shop.contents());
        assertThat(shop.s3.copies().values()).containsOnly(1);
    }

    @Test
    void somebody_elses_upload_is_aborted_and_ours_is_not() {
        put(true);
        assertThat(runForParts(3)).isInstanceOf(RunResult.Paused.class);
        var ours = onlyUpload();
        var _ = shop.s3.begin("vault", "data/shop/k/big");
        var _ = shop.s3.begin("vault", "data/shop/k/gone");
        var other = shop.s3.begin("vault", "data/other/k/big");

        assertThat(runForParts(1)).isInstanceOf(RunResult.Paused.class);

        assertThat(shop.s3.uploads()).containsExactlyInAnyOrder(ours, other);
    }

    @ParameterizedTest
    @CsvSource({"REQUEST_LOST, true", "RESPONSE_LOST, true", "DENIED, false"})
    void what_s3_does_not_answer_is_gone_on_with_and_what_it_refuses_is_not(
            Fault fault, boolean kept) {
        put(true);
        // the note of the run, the copy of a, the upload, its note, two parts
        shop.faults.arm(fault, Among.WRITES, 7);
        try {
            var _ = shop.run(SLOT, Shop.LONG);
        } catch (CloudException e) {
            assertThat(e.kind()).isEqualTo(CloudException.Kind.UNREACHABLE);
        }
        shop.faults.disarm();
        assertThat(shop.s3.parts().keySet()).contains("shop/big#1");
        assertThat(shop.s3.uploads()).hasSize(kept ? 1 : 0);

        if (kept) {
            var index = Shop.finished(shop.run(SLOT, Shop.LONG));
            assertThat(shop.restorable(index)).isEqualTo(shop.contents());
            assertThat(shop.s3.parts().values()).containsOnly(1);
            assertThat(shop.s3.uploads()).isEmpty();
        } else {
            assertThat(shop.manifests.index("shop", SLOT).orElseThrow().left()).isEqualTo(1);
        }
    }

    @Test
    void a_finished_run_leaves_no_upload_of_an_unfinished_one_to_nobody() {
        put(false);
        assertThat(runForParts(3)).isInstanceOf(RunResult.Paused.class);
        var discards = new Discards(shop.s3, shop.vault);

        assertThat(discards.orphans("shop", shop.clock.instant()).uploads()).isZero();
        var _ = discards.dropOrphans("shop", shop.clock.instant());
        assertThat(shop.s3.uploads()).hasSize(1);

        // the run is given up: a later one is finished, and a day goes by
        shop.bucket.purge("big");
        var later = SLOT.plus(Duration.ofHours(3));
        shop.clock.advance(Duration.ofHours(4));
        var _ = Shop.finished(shop.run(later, Shop.LONG));
        shop.clock.advance(Duration.ofDays(2));
        assertThat(discards.orphans("shop", shop.clock.instant()))
                .isEqualTo(new Discards.Orphans(List.of(SLOT), 1));
        assertThat(discards.dropOrphans("shop", shop.clock.instant())).isEmpty();
        assertThat(shop.s3.uploads()).isEmpty();
    }
}
