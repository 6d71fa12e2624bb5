package dev.nightshift.backup.s3.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.restore.Finding.Kind;
import dev.nightshift.backup.s3.restore.S3RestoreRequest.Target;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3RestoreTest {
    private static final String PUT = "s3:PutObject";

    private final Estate estate = new Estate();

    @Test
    void a_bucket_with_hostile_keys_comes_back_byte_for_byte() {
        HostileKeys.fill(estate.source, 2_000);
        var lines = estate.backUp();

        var plan = estate.plan(estate.request(lines));
        assertThat(plan.toCopy()).isEqualTo(2_000);
        assertThat(plan.isRefused() || plan.isIncomplete()).isFalse();
        var result = estate.run(plan);

        assertThat(result.isGood()).isTrue();
        assertThat(result.copied()).isEqualTo(2_000);
        assertThat(result.verified()).isEqualTo(2_000);
        assertThat(what(estate.target)).isEqualTo(what(estate.source));
    }

    @Test
    void under_a_prefix_every_key_keeps_its_name() {
        estate.source.put("a", "1").put("b/c", "2").put("b/d", "3").put("c", "4");
        var lines = estate.backUp();

        var result =
                estate.restore(
                        estate.request(lines, new Target("media-restored", Estate.HOME, "old/x-"))
                                .withPrefix("b/"));

        assertThat(result.copied()).isEqualTo(2);
        assertThat(estate.target.contents()).containsOnlyKeys("old/x-b/c", "old/x-b/d");
    }

    @Test
    void run_again_nothing_is_copied() {
        HostileKeys.fill(estate.source, 200);
        var lines = estate.backUp();
        estate.restore(estate.request(lines));
        estate.s3.forgetCounts();
        estate.clock.advance(Duration.ofHours(1));

        var plan = estate.plan(estate.request(lines));
        assertThat(plan.toCopy()).isZero();
        assertThat(plan.same()).isEqualTo(200);
        int looks = estate.s3.calls("s3:GetObject");
        var result = estate.run(plan);

        assertThat(result.same()).isEqualTo(200);
        assertThat(result.isGood()).isTrue();
        assertThat(estate.s3.calls(PUT)).isZero();
        // what the plan has looked at is not looked at again
        assertThat(estate.s3.calls("s3:GetObject")).isEqualTo(looks);
    }

    @Test
    void what_changed_between_plan_and_run_is_seen() {
        estate.source.put("a", "one").put("b", "two");
        var lines = estate.backUp();
        estate.restore(estate.request(lines));
        estate.clock.advance(Duration.ofHours(1));
        var plan = estate.plan(estate.request(lines));
        estate.clock.advance(Duration.ofMinutes(1));
        estate.target.put("b", "owt");

        var result = estate.run(plan);

        assertThat(result.conflicts()).isEqualTo(1);
        assertThat(result.isGood()).isFalse();
        assertThat(estate.findings).extracting(Finding::key).containsExactly("b");
        assertThat(text(estate.target, "b")).isEqualTo(text("owt"));
    }

    @ParameterizedTest(name = "of {0} bytes")
    @ValueSource(longs = {3, 6L << 30})
    void what_comes_to_be_there_while_the_restore_runs_stays(long size) {
        estate.source.put("a", FakeObject.virtual(size, 1)).put("b", "two").put("c", "three");
        var lines = estate.backUp();
        var plan = estate.plan(estate.request(lines));
        // the target was listed, and nothing was there
        var target = estate.target;
        var stores =
                Meanwhile.beforeFirst(
                        estate.s3,
                        size > ObjectStore.LARGEST_SINGLE_COPY_BYTES ? "head" : "copy",
                        () -> target.put("a", "of an application").put("b", "two"));

        var findings = new ArrayList<Finding>();
        var result =
                new S3Restore(stores, 1)
                        .run(plan, () -> Duration.ofHours(1), RestoreProgress.NONE, findings::add);

        assertThat(text(target, "a")).isEqualTo(text("of an application"));
        assertThat(text(target, "c")).isEqualTo(text("three"));
        assertThat(findings)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.key()).isEqualTo("a");
                            assertThat(finding.kind()).isEqualTo(Kind.CONFLICT);
                            assertThat(finding.toString())
                                    .contains("was written just now by somebody else");
                        });
        assertThat(result.conflicts()).isEqualTo(1);
        assertThat(result.isGood()).isFalse();
    }

    @Test
    void with_overwrite_what_comes_to_be_there_is_replaced() {
        estate.source.put("a", "one");
        var lines = estate.backUp();
        var plan = estate.plan(estate.request(lines).overwriting(true));
        var stores =
                Meanwhile.beforeFirst(
                        estate.s3, "copy", () -> estate.target.put("a", "of an application"));

        var result =
                new S3Restore(stores, 1)
                        .run(plan, () -> Duration.ofHours(1), RestoreProgress.NONE, _ -> {});

        assertThat(result.isGood()).isTrue();

        assertThat(text(estate.target, "a")).isEqualTo(text("one"));
    }

    @Test
    void what_is_in_the_way_is_named_and_nothing_is_written() {
        for (int i = 0; i < 20; i++) {
            estate.source.put("k%02d".formatted(i), "text " + i);
        }
        var lines = estate.backUp();
        for (int i = 0; i < 7; i++) {
            estate.target.put("k%02d".formatted(i), i % 2 == 0 ? "other" : "text x");
        }
        estate.target.put("stranger", "stays");

        var plan = estate.plan(estate.request(lines));

        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.count(Kind.CONFLICT)).isEqualTo(7);
        assertThat(plan.examples()).hasSize(S3RestorePlan.EXAMPLES);
        assertThat(estate.findings).hasSize(7);
        assertThat(plan.toCopy()).isEqualTo(13);
        assertThat(plan.others()).isEqualTo(1);
        assertThatThrownBy(() -> estate.run(plan)).isInstanceOf(IllegalArgumentException.class);
        assertThat(estate.s3.copiesTo("media-restored", "k13")).isZero();
    }

    @Test
    void with_overwrite_only_what_differs_is_replaced() {
        estate.source.put("a", "one").put("b", "two").put("c", "three");
        var lines = estate.backUp();
        estate.target.put("a", "one").put("b", "owt").put("stranger", "stays");

        var plan = estate.plan(estate.request(lines).overwriting(true));
        assertThat(plan.toReplace()).isEqualTo(1);
        var result = estate.run(plan);

        assertThat(result.copied()).isEqualTo(2);
        assertThat(result.same()).isEqualTo(1);
        assertThat(text(estate.target, "b")).isEqualTo(text("two"));
        assertThat(estate.target.contents()).containsKey("stranger");
    }

    @Test
    void other_metadata_or_other_tags_are_a_conflict_too() {
        estate.source.put("a", FakeObject.of("one").withProperty("x-amz-meta-a", "1"));
        estate.source.put("b", FakeObject.of("two").withTags(Map.of("a", "1")));
        var lines = estate.backUp();
        estate.target.put("a", "one").put("b", FakeObject.of("two").withTags(Map.of("a", "2")));

        var plan = estate.plan(estate.request(lines));

        assertThat(plan.count(Kind.CONFLICT)).isEqualTo(2);
        assertThat(plan.examples()).allMatch(it -> it.what().contains("metadata or tags"));
    }

    @Test
    void into_the_source_itself_only_what_was_lost_is_copied() {
        estate.source.put("a", "one").put("b", "two").put("c", "three");
        var lines = estate.backUp();
        estate.source.delete("b").put("new", "since then");

        var result = estate.restore(estate.request(lines, new Target("media", Estate.HOME, "")));

        assertThat(result.copied()).isEqualTo(1);
        assertThat(result.same()).isEqualTo(2);
        assertThat(text(estate.source, "b")).isEqualTo(text("two"));
        assertThat(estate.source.contents()).containsKey("new");
        assertThat(estate.source.history("a")).hasSize(1);
    }

    @Test
    void deleted_objects_come_back_only_when_asked_for() {
        estate.source.put("a", "one").put("b", "two");
        var lines = estate.backUp();
        lines.set(1, Estate.deleted(lines.get(1)));

        var without = estate.plan(estate.request(lines));
        assertThat(without.objects()).isEqualTo(1);
        assertThat(without.deletedLeftOut()).isEqualTo(1);
        estate.restore(estate.request(lines).withDeleted(true));

        assertThat(estate.target.contents()).containsOnlyKeys("a", "b");
    }

    @Test
    void a_key_that_gets_too_long_is_refused_before_anything_is_written() {
        estate.source
                .put("x".repeat(1_024), "1")
                .put("a", "2")
                .put("\ud83d\ude00".repeat(256), "3");
        var lines = estate.backUp();

        var plan =
                estate.plan(estate.request(lines, new Target("media-restored", Estate.HOME, "p/")));

        assertThat(plan.isRefused()).isTrue();
        assertThat(plan.count(Kind.TOO_LONG)).isEqualTo(2);
        assertThat(plan.examples().getFirst().what()).contains("1026 bytes");
    }

    @Test
    void a_copy_that_is_gone_or_archived_is_named_beforehand() {
        estate.source.put("a", "one").put("b", "two").put("c", "three").put("y".repeat(1_024), "4");
        var lines = estate.backUp();
        estate.vault.purge(lines.get(0).vaultKey());
        estate.vault.tamper(lines.get(1).vaultKey(), it -> it.withStorageClass("DEEP_ARCHIVE"));
        estate.vault.tamper(lines.get(3).vaultKey(), it -> it.withStorageClass("GLACIER"));

        var plan = estate.plan(estate.request(lines));
        assertThat(plan.isIncomplete()).isTrue();
        assertThat(plan.isRefused()).isFalse();
        assertThat(plan.counts()).isEqualTo(Map.of(Kind.GONE, 1L, Kind.ARCHIVED, 2L));
        var result = estate.run(plan);

        assertThat(result.copied()).isEqualTo(1);
        assertThat(result.failed()).isEqualTo(3);
        assertThat(result.gone()).isEqualTo(1);
        assertThat(result.isGood()).isFalse();
        assertThat(estate.findings).hasSize(3);
    }

    @Test
    void the_version_of_the_manifest_is_restored_and_not_the_newest() {
        estate.source.put("a", "one");
        var lines = estate.backUp();
        estate.source.put("a", "changed since");
        estate.backUp();

        estate.restore(estate.request(lines));

        assertThat(text(estate.target, "a")).isEqualTo(text("one"));
    }

    @Test
    void a_vault_and_a_target_under_keys_of_their_own_are_told_apart_by_checksum() {
        estate.vault.kms();
        estate.target.kms();
        HostileKeys.fill(estate.source, 100);
        var lines = estate.backUp();

        assertThat(estate.restore(estate.request(lines)).isGood()).isTrue();
        var again = estate.plan(estate.request(lines));

        assertThat(again.same()).isEqualTo(100);
        assertThat(again.toCopy()).isZero();
    }

    @Test
    void without_checksum_and_with_opaque_etags_both_are_read() {
        estate.source.put("a", "one").put("b", "two");
        var lines = estate.backUp().stream().map(S3RestoreTest::withoutChecksum).toList();
        estate.target.kms();
        estate.restore(estate.request(lines));
        estate.target.tamper("b", it -> it.rotten("owt".getBytes(UTF_8)));

        var plan = estate.plan(estate.request(lines));

        assertThat(plan.same()).isEqualTo(1);
        assertThat(plan.count(Kind.CONFLICT)).isEqualTo(1);
    }

    @Test
    void what_arrives_otherwise_than_it_should_is_a_mismatch() {
        estate.source.put("a", "one").put("b", "two").put("c", "three").put("d", "four");
        var lines = estate.backUp();
        estate.vault.tamper(
                lines.get(0).vaultKey(), it -> it.withChecksum("CRC64NVME:AAAAAAAAAAA="));
        estate.vault.tamper(lines.get(1).vaultKey(), it -> it.withTags(Map.of("extra", "1")));
        estate.vault.tamper(lines.get(2).vaultKey(), it -> it.withProperty("content-type", "a/b"));

        var result = estate.restore(estate.request(lines));

        assertThat(result.mismatched()).isEqualTo(3);
        assertThat(result.verified()).isEqualTo(1);
        assertThat(result.isGood()).isFalse();
        assertThat(estate.findings).extracting(Finding::kind).containsOnly(Kind.MISMATCH);
        assertThat(estate.findings)
                .extracting(Finding::key)
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void one_refusal_fails_one_object_and_a_lost_answer_none() {
        HostileKeys.fill(estate.source, 50);
        var lines = estate.backUp();
        estate.faults.arm(Fault.DENIED, Among.WRITES, 7);

        var result = estate.restore(estate.request(lines));
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.copied()).isEqualTo(49);
        estate.faults.arm(Fault.RESPONSE_LOST, Among.WRITES, 1);
        var again = estate.restore(estate.request(lines));

        assertThat(again.isGood()).isTrue();
        assertThat(again.copied()).isEqualTo(1);
        assertThat(what(estate.target)).isEqualTo(what(estate.source));
    }

    @Test
    void when_nothing_works_it_gives_up() {
        HostileKeys.fill(estate.source, 1_000);
        var lines = estate.backUp();
        for (var line : lines) {
            estate.vault.tamper(line.vaultKey(), it -> it.withStorageClass("GLACIER"));
        }

        var result = estate.restore(estate.request(lines));

        assertThat(result.isComplete()).isFalse();
        assertThat(result.tooManyFailures()).isTrue();
        assertThat(result.failed()).isBetween(100L, 400L);
    }

    @Test
    void the_deadline_stops_it_and_the_next_run_goes_on() {
        HostileKeys.fill(estate.source, 300);
        var lines = estate.backUp();
        int[] asked = {0};
        Deadline soon = () -> Duration.ofSeconds(asked[0]++ < 100 ? 60 : 0);

        var first = estate.run(estate.plan(estate.request(lines)), soon);
        assertThat(first.isComplete()).isFalse();
        assertThat(first.tooManyFailures()).isFalse();
        assertThat(first.copied()).isEqualTo(100);
        assertThat(first.stoppedAfter()).isEqualTo(lines.get(99).key());
        var second = estate.restore(estate.request(lines));

        assertThat(second.copied()).isEqualTo(200);
        assertThat(second.same()).isEqualTo(100);
        assertThat(what(estate.target)).isEqualTo(what(estate.source));
    }

    @Test
    void an_object_gets_the_class_it_had_and_not_that_of_its_copy() {
        estate.source
                .put("a", "one")
                .put("b", FakeObject.of("two").withStorageClass("STANDARD_IA"));
        var lines = estate.backUp();
        for (var line : lines) {
            estate.vault.tamper(line.vaultKey(), it -> it.withStorageClass("GLACIER_IR"));
        }

        estate.restore(estate.request(lines));

        assertThat(what(estate.target)).isEqualTo(what(estate.source));
    }

    @Test
    void a_manifest_out_of_order_is_not_trusted() {
        estate.source.put("a", "one").put("b", "two");
        var lines = estate.backUp();

        assertThatThrownBy(() -> estate.plan(estate.request(lines.reversed())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void what_cannot_be_listed_is_not_taken_for_empty() {
        estate.source.put("a", "one");
        var lines = estate.backUp();

        assertThatThrownBy(
                        () ->
                                estate.plan(
                                        estate.request(
                                                lines, new Target("nowhere", Estate.HOME, ""))))
                .isInstanceOf(CloudException.class);
    }

    private static Map<String, String> what(FakeBucket bucket) {
        return bucket.contents().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                it ->
                                        List.of(
                                                        it.getValue().content(),
                                                        it.getValue().properties(),
                                                        it.getValue().tags(),
                                                        it.getValue().storageClass())
                                                .toString()));
    }

    private static String text(FakeBucket bucket, String key) {
        return bucket.object(key).orElseThrow().content().toString();
    }

    private static String text(String text) {
        return FakeObject.of(text).content().toString();
    }

    private static ManifestLine withoutChecksum(ManifestLine line) {
        return new ManifestLine(
                line.key(),
                line.sizeBytes(),
                line.lastModified(),
                line.etag(),
                line.version(),
                line.storageClass(),
                "",
                line.digest(),
                line.vaultKey(),
                line.vaultVersion(),
                false);
    }
}
