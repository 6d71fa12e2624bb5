package dev.nightshift.backup.contabo;

import static dev.nightshift.backup.contabo.Host.ID;
import static dev.nightshift.backup.contabo.Host.NOW;
import static dev.nightshift.backup.contabo.Host.SCOPE;
import static dev.nightshift.backup.contabo.Host.SUBJECT;
import static dev.nightshift.backup.contabo.Host.TODAY;
import static dev.nightshift.backup.contabo.Host.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.testing.TestClock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has changed between the plan and the moment. */
class ContaboBackupEffectsTest {
    private final FakeContabo contabo =
            new FakeContabo(new TestClock(NOW)).with(FakeContabo.instance(ID, "web"), 5);
    private final ContaboBackupEffects effects =
            new ContaboBackupEffects(contabo, new Host().settings(), SCOPE);

    @Test
    void a_place_that_somebody_took_meanwhile_is_not_fought_for() {
        contabo.taken(ID, "by hand", "", NOW);

        ContaboBackupGatewayContract.assertRefused(
                Kind.QUOTA, "1 of 1", () -> effects.apply(create(1)));

        assertThat(contabo.all(ID)).hasSize(1);
    }

    @Test
    void a_slot_that_an_earlier_attempt_filled_is_left_at_that() {
        assertThat(effects.apply(create(5))).isInstanceOf(Done.class);
        assertThat(effects.apply(create(5))).isInstanceOf(AlreadySo.class);
        assertThat(contabo.all(ID)).hasSize(1);
    }

    @Test
    void a_description_that_contabo_does_not_keep_is_told_and_not_tried_again_and_again() {
        contabo.mangle(given -> given.replace(':', '_'));

        ContaboBackupGatewayContract.assertRefused(
                Kind.REJECTED, "did not keep its description", () -> effects.apply(create(5)));

        assertThat(effects.apply(create(5))).isInstanceOf(Refused.class);
        assertThat(contabo.all(ID)).hasSize(1);
    }

    @Test
    void without_the_survivor_nothing_is_removed() {
        var old = ours(day(1));
        var survivor = ours(TODAY);
        contabo.delete(ID, survivor.id());

        assertThat(effects.apply(delete(old, Optional.of(survivor)))).isInstanceOf(Refused.class);
        assertThat(contabo.all(ID)).containsExactly(old);
    }

    @Test
    void a_survivor_that_is_not_ours_any_more_is_none() {
        var old = ours(day(1));
        var survivor = ours(TODAY);
        contabo.change(ID, survivor.id(), "mine now");

        assertThat(effects.apply(delete(old, Optional.of(survivor)))).isInstanceOf(Refused.class);
    }

    @Test
    void what_is_not_ours_any_more_is_not_removed() {
        var old = ours(day(1));
        var survivor = ours(TODAY);
        contabo.change(ID, old.id(), "mine now");

        assertThat(effects.apply(delete(old, Optional.of(survivor)))).isInstanceOf(Refused.class);
        assertThat(contabo.all(ID)).hasSize(2);
    }

    @Test
    void no_action_makes_a_gap_that_the_settings_do_not_accept() {
        var only = ours(day(1));
        var lenient =
                new ContaboBackupEffects(contabo, new Host().acceptingGaps().settings(), SCOPE);

        assertThat(effects.apply(delete(only, Optional.empty()))).isInstanceOf(Refused.class);
        assertThat(contabo.all(ID)).containsExactly(only);
        assertThat(lenient.apply(delete(only, Optional.empty()))).isInstanceOf(Done.class);
        assertThat(lenient.apply(delete(only, Optional.empty()))).isInstanceOf(AlreadySo.class);
    }

    private Snapshot ours(Instant slot) {
        var label = SnapshotLabel.of(SCOPE, ID, slot);
        return contabo.taken(ID, SnapshotName.of(label), label.written(), slot.plusSeconds(60));
    }

    private static CreateSnapshot create(int quota) {
        var label = SnapshotLabel.of(SCOPE, ID, TODAY);
        return new CreateSnapshot(
                SUBJECT, ID, SnapshotName.of(label), label, quota, Set.of(), "test");
    }

    private static DeleteSnapshot delete(Snapshot snapshot, Optional<Snapshot> survivor) {
        return new DeleteSnapshot(
                SUBJECT, ID, snapshot.id(), snapshot.name(), survivor.map(Snapshot::id), "test");
    }
}
