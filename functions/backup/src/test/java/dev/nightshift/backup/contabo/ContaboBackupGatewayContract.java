package dev.nightshift.backup.contabo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway promises; held by the fake and by the adapter, so that they cannot part. */
abstract class ContaboBackupGatewayContract {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00.363Z");

    final TestClock clock = new TestClock(NOW);
    final FakeContabo contabo = new FakeContabo(clock);

    abstract ContaboBackupGateway gateway();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 205})
    void lists_every_instance(int count) {
        for (int i = 1; i <= count; i++) {
            contabo.with(FakeContabo.instance(i, "web-" + i), 1);
        }

        var listed = gateway().instances();

        assertThat(listed).hasSize(count).isEqualTo(contabo.instances());
        assertThat(new HashSet<>(listed)).hasSize(count);
    }

    @Test
    void lists_every_snapshot_of_an_instance_and_no_other() {
        contabo.with(FakeContabo.instance(100, "web"), 300);
        contabo.with(FakeContabo.instance(101, "db"), 3);
        for (int i = 0; i < 205; i++) {
            contabo.taken(100, "by hand", "no. " + i, NOW.minus(Duration.ofHours(i)));
        }
        contabo.taken(101, "by hand", "another's", NOW);

        assertThat(gateway().snapshots(100)).hasSize(205).isEqualTo(contabo.snapshots(100));
        assertThat(gateway().snapshots(101)).hasSize(1);
    }

    @Test
    void a_snapshot_is_there_at_once_as_it_was_described_and_goes_after_thirty_days() {
        contabo.with(FakeContabo.instance(100, "web"), 3);

        var made = gateway().create(100, "nightshift-1", "nightshift:owner=a/b slot=\"ü\" <&>");

        assertThat(made.name()).isEqualTo("nightshift-1");
        assertThat(made.description()).isEqualTo("nightshift:owner=a/b slot=\"ü\" <&>");
        assertThat(made.created()).isEqualTo(NOW);
        assertThat(made.leaves()).isEqualTo(Optional.of(NOW.plus(Duration.ofDays(30))));
        assertThat(gateway().snapshots(100)).containsExactly(made);
        clock.advance(Duration.ofDays(30));
        assertThat(gateway().snapshots(100)).isEmpty();
    }

    @Test
    void a_name_may_repeat_so_that_to_ask_twice_is_to_have_two() {
        contabo.with(FakeContabo.instance(100, "web"), 3);

        gateway().create(100, "nightshift-1", "a");
        gateway().create(100, "nightshift-1", "a");

        assertThat(gateway().snapshots(100)).hasSize(2);
    }

    @Test
    void over_the_quota_nothing_is_taken() {
        contabo.with(FakeContabo.instance(100, "web"), 1);
        gateway().create(100, "nightshift-1", "a");

        assertRefused(Kind.QUOTA, "limit of 1", () -> gateway().create(100, "nightshift-2", "b"));

        assertThat(gateway().snapshots(100)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with_underscore", "0123456789012345678901234567890"})
    void a_name_that_contabo_does_not_take_is_refused(String name) {
        contabo.with(FakeContabo.instance(100, "web"), 3);

        assertRefused(Kind.REJECTED, "name", () -> gateway().create(100, name, "a"));
    }

    @Test
    void a_description_has_255_characters_at_most() {
        contabo.with(FakeContabo.instance(100, "web"), 3);

        assertThat(gateway().create(100, "n", "d".repeat(255)).description()).hasSize(255);
        assertRefused(
                Kind.REJECTED, "description", () -> gateway().create(100, "n", "d".repeat(256)));
    }

    @Test
    void what_is_being_installed_has_no_snapshot_taken_of_it() {
        contabo.with(
                new ContaboBackupFacts.Instance(
                        100, "vmd100", "web", "Cloud VPS 8", "installing", Optional.empty()),
                3);

        assertThat(gateway().instances()).isEqualTo(contabo.instances());
        assertRefused(Kind.REJECTED, "installing", () -> gateway().create(100, "n", "d"));
    }

    @Test
    void a_removed_snapshot_is_gone_and_removing_it_again_is_no_error() {
        contabo.with(FakeContabo.instance(100, "web"), 3);
        var made = gateway().create(100, "nightshift-1", "a");
        var other = gateway().create(100, "nightshift-2", "b");

        assertThat(gateway().delete(100, made.id())).isTrue();
        assertThat(gateway().delete(100, made.id())).isFalse();

        assertThat(gateway().snapshots(100)).containsExactly(other);
    }

    @Test
    void an_instance_that_is_not_there_is_not_found() {
        assertRefused(Kind.NOT_FOUND, "7", () -> gateway().snapshots(7));
        assertRefused(Kind.NOT_FOUND, "7", () -> gateway().create(7, "n", "d"));
    }

    static void assertRefused(Kind kind, String said, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(said)
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
