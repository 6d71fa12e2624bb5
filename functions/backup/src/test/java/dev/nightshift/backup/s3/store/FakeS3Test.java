package dev.nightshift.backup.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the fake does beyond the contract that all stores keep. */
class FakeS3Test {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00.789Z");

    private final TestClock clock = new TestClock(NOW);
    private final Faults faults = new Faults();
    private final FakeS3 s3 = new FakeS3(clock, faults);
    private final ObjectStore home = s3.at("eu-west-1");

    @Test
    void a_million_keys_are_listed_without_being_there() {
        s3.bucket("big", "eu-west-1")
                .generated(
                        new FakeBucket.Generated(
                                1_000_000,
                                "key-%07d"::formatted,
                                number -> FakeObject.virtual(4_096, number)))
                .put("key-0000500x", "extra")
                .delete("key-0000501");

        long seen = 0;
        var after = "";
        ObjectStore.Page<Listed> page;
        do {
            page = home.list("big", "", after);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(ObjectStore.PAGE);
            seen += page.entries().size();
            after = page.entries().getLast().key();
        } while (page.more());

        assertThat(seen).isEqualTo(1_000_000);
        assertThat(s3.calls("s3:ListBucket")).isEqualTo(1_000);
        assertThat(home.list("big", "key-00005", "").entries())
                .extracting(Listed::key)
                .contains("key-0000500x", "key-0000502")
                .doesNotContain("key-0000501");
        assertThat(home.head("big", "key-0000007", "").orElseThrow().sizeBytes()).isEqualTo(4_096);
    }

    @Test
    void a_checksum_is_what_the_catalogue_of_crcs_says() {
        assertThat(Crc64.of("123456789".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(0xae8b14860a799888L);
        assertThat(FakeS3.sequenceOf(FakeS3.versionId(4_711))).isEqualTo(4_711);
    }

    @Test
    void a_bucket_of_another_region_is_not_served() {
        s3.bucket("far", "eu-central-1").put("a", "x");

        assertThatThrownBy(() -> home.list("far", "", ""))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("eu-central-1");
        assertThat(home.bucket("far").orElseThrow().region()).isEqualTo("eu-central-1");
    }

    @Test
    void more_than_five_gibibytes_take_parts_and_a_killed_copy_leaves_them() {
        long size = ObjectStore.LARGEST_SINGLE_COPY_BYTES + 1;
        s3.bucket("from", "eu-west-1").put("big", FakeObject.virtual(size, 1));
        var to = s3.bucket("to", "eu-west-1").versioned();
        var copy = new Copy("from", "big", "", "", size, "to", "copy");

        faults.arm(Fault.KILLED_BEFORE, Among.WRITES, 4);
        assertThatThrownBy(() -> home.copy(copy)).isInstanceOf(Faults.Killed.class);
        assertThat(home.uploads("to", "")).hasSize(1);

        faults.arm(Fault.DENIED, Among.WRITES, 4);
        assertThatThrownBy(() -> home.copy(copy)).isInstanceOf(CloudException.class);
        assertThat(home.uploads("to", "")).as("aborted").hasSize(1);

        assertThat(home.copy(copy)).isInstanceOf(CopyResult.Copied.class);
        assertThat(to.object("copy").orElseThrow().etag()).endsWith("-6");
        assertThat(s3.copiesTo("to", "copy")).isEqualTo(1);
        assertThatThrownBy(() -> home.copy(new Copy("from", "big", "", "", 7, "to", "copy")))
                .hasMessageContaining("maximum");
    }

    @Test
    void a_locked_version_stays_until_its_time() {
        var vault = s3.bucket("vault", "eu-west-1").versioned();
        vault.put("a", FakeObject.of("x").lockedUntil(NOW.plus(Duration.ofDays(1))));
        var version = new ObjectVersion("a", vault.object("a").orElseThrow().version());

        assertThat(home.delete("vault", List.of(version))).hasSize(1);
        clock.advance(Duration.ofDays(2));
        assertThat(home.delete("vault", List.of(version))).isEmpty();
        assertThat(home.listVersions("vault", "", Optional.empty()).entries()).isEmpty();
    }

    @Test
    void bytes_can_rot_under_their_etag() {
        var bucket = s3.bucket("b", "eu-west-1").put("a", "good");
        var before = home.head("b", "a", "");

        bucket.tamper("a", it -> it.rotten(new byte[] {1}));

        assertThat(home.head("b", "a", "").orElseThrow().etag())
                .isEqualTo(before.orElseThrow().etag());
        assertThat(home.get("b", "a", "")).hasBinaryContent(new byte[] {1});
    }
}
