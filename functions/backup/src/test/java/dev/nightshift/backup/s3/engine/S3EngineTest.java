package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.FakeObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3EngineTest {
    private final Shop shop = new Shop();

    @Test
    void an_empty_bucket_has_an_empty_manifest() {
        var index = shop.backup();

        assertThat(index.parts()).isEmpty();
        assertThat(index.run()).isEqualTo(1);
        assertThat(index.previous()).isEmpty();
        assertThat(shop.manifests.buckets()).containsExactly("shop");
        assertThat(shop.manifests.slots("shop")).containsExactly(index.slot());
    }

    @Test
    void a_first_run_copies_all_and_a_second_one_nothing() {
        for (int i = 0; i < 25; i++) {
            shop.bucket.put("key-%02d".formatted(i), "text " + i);
        }

        var first = shop.backup();

        assertThat(first.parts()).hasSize(3);
        assertThat(first.copied()).isEqualTo(25);
        assertThat(shop.restorable(first)).isEqualTo(shop.contents());

        shop.s3.forgetCounts();
        var second = shop.backup();

        assertThat(shop.s3.copies()).isEmpty();
        assertThat(second.copied()).isZero();
        assertThat(second.run()).isEqualTo(2);
        assertThat(second.previous()).contains(first.slot());
        assertThat(shop.lines(second)).isEqualTo(shop.lines(first));
    }

    @Test
    void only_what_changed_is_copied_and_a_deletion_is_on_record_once() {
        shop.versioned();
        shop.bucket.put("a", "1").put("b", "2").put("c", "3");
        var first = shop.backup();
        shop.s3.forgetCounts();
        shop.bucket
                .put("b", FakeObject.of("22").withTags(Map.of("x", "y")))
                .put("d", "4")
                .delete("c");

        var second = shop.backup();

        assertThat(shop.s3.copies()).containsOnlyKeys("shop/b", "shop/d");
        assertThat(shop.restorable(second)).isEqualTo(shop.contents());
        var gone = shop.line(second, "c");
        assertThat(gone.deleted()).isTrue();
        assertThat(gone.vaultVersion()).isEqualTo(shop.line(first, "c").vaultVersion());
        assertThat(gone.version()).isEqualTo(shop.bucket.history("c").getFirst().version());
        assertThat(second.deleted()).isEqualTo(1);

        assertThat(shop.lines(shop.backup())).containsOnlyKeys("a", "b", "d");
    }

    @Test
    void a_line_says_all_there_is_to_say() {
        shop.versioned();
        shop.bucket.put("a", FakeObject.of("1").withProperty("x-amz-meta-x", "y"));

        var line = shop.line(shop.backup(), "a");

        var object = shop.bucket.object("a").orElseThrow();
        var copy = shop.kept.object(VaultLayout.copy("shop", "a")).orElseThrow();
        assertThat(line)
                .isEqualTo(
                        new ManifestLine(
                                "a",
                                1,
                                Shop.NOW,
                                object.etag(),
                                object.version(),
                                "STANDARD",
                                object.checksum(),
                                line.digest(),
                                VaultLayout.copy("shop", "a"),
                                copy.version(),
                                false));
        assertThat(line.digest()).hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_large_bucket_is_listed_in_ranges_that_its_last_manifest_names(boolean versioned) {
        if (versioned) {
            shop.versioned();
        }
        shop.options = new Options(8, 2_000, false, 0);
        for (int i = 0; i < 4_500; i++) {
            shop.bucket.put("key-%05d".formatted(i), "text " + i);
        }
        var first = shop.backup();
        assertThat(shop.manifests.index("shop", first.slot())).contains(first);
        // 900 lines each, but the last of a part
        assertThat(first.cuts())
                .containsExactly("key-00899", "key-01799", "key-01999", "key-02899", "key-03799");
        shop.s3.forgetCounts();
        shop.bucket.put("key-00899x", "new").put("key-01800", "other").put("z", "last");
        shop.bucket.purge("key-01799").purge("key-03000").delete("key-02899");

        var slot = shop.clock.instant().plusSeconds(60);
        int runs = 1;
        while (shop.run(slot, Shop.LONG, 700) instanceof RunResult.Paused) {
            assertThat(++runs).isLessThan(20);
        }

        assertThat(runs).isEqualTo(7);
        var second = shop.manifests.index("shop", slot).orElseThrow();
        assertThat(shop.restorable(second)).isEqualTo(shop.contents());
        assertThat(shop.s3.copies())
                .containsOnlyKeys("shop/key-00899x", "shop/key-01800", "shop/z");
        var survey = shop.survey(slot.plusSeconds(60));
        assertThat(survey.counts().toCopy() + survey.counts().removed()).isZero();
        assertThat(survey.counts().lists()).isEqualTo(7);
    }
}
