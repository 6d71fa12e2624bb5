package dev.nightshift.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The promises that every automation keeps, also one that only watches, shown for one of them by
 * running it against its fake world. Extend it, say what the world is, and nothing else.
 */
public abstract class WatchContractTest<F, A extends Action> {
    /**
     * A fresh world, as it is at {@code now}; the automation's owner tag is that of {@code scope}.
     */
    protected abstract World<F, A> world(Scope scope, Clock clock);

    /** When the story begins. Ticks follow every 30 minutes. */
    protected Instant start() {
        return Instant.parse("2026-11-22T03:00:00Z");
    }

    final House<F, A> house() {
        return new House<>(start(), this::world);
    }

    @Test
    void reading_changes_nothing_and_the_same_facts_give_the_same_plan() {
        var house = house();
        var before = house.world.owned();

        var facts = house.world.automation().observe(house.clock.instant());
        var plan = house.world.automation().plan(facts);

        assertThat(house.world.automation().observe(house.clock.instant())).isEqualTo(facts);
        assertThat(house.world.automation().plan(facts)).isEqualTo(plan);
        assertThat(plan.actions().size() + plan.remarks().size())
                .as("the world must have something to say")
                .isPositive();
        assertThat(house.world.owned()).isEqualTo(before);
        assertThat(house.world.faults().writes()).isEmpty();
        assertThat(plan.remarks()).allSatisfy(remark -> assertThat(remark.because()).isNotBlank());
    }

    @Test
    void a_dry_run_writes_nothing() {
        var house = house();
        var before = house.world.owned();

        var run = house.run(Mode.DRY_RUN, House.NO_CAPS);

        assertThat(run.steps()).noneMatch(step -> step.outcome() instanceof Outcome.Done);
        assertThat(house.world.faults().writes()).isEmpty();
        assertThat(house.world.owned()).isEqualTo(before);
    }

    @Test
    void a_trigger_delivered_twice_is_seen_to_once() {
        var house = house();
        var trigger = Trigger.schedule(house.clock.instant());
        assertThat(house.run(trigger, Mode.APPLY, House.NO_CAPS)).isInstanceOf(RunResult.Ran.class);

        house.clock.advance(Duration.ofDays(2));

        assertThat(house.run(trigger, Mode.APPLY, House.NO_CAPS))
                .isInstanceOf(RunResult.Duplicate.class);
    }

    @Test
    void what_is_not_ours_is_left_alone_and_a_second_run_remembers_the_same() {
        var house = house();
        house.run(Mode.APPLY, House.NO_CAPS);
        house.converge();
        var kept = house.ledger().kept();

        house.run(Mode.APPLY, House.NO_CAPS);

        assertThat(house.ledger().kept()).isEqualTo(kept);
    }

    @Test
    void what_cannot_be_read_is_unknown() {
        var house = house();
        var subject = house.world.blind();

        assertThat(house.plan().remarks())
                .anyMatch(
                        remark ->
                                remark.kind() == Remark.Kind.UNKNOWN
                                        && remark.subject().contains(subject));
    }

    @Test
    void killed_before_each_call_and_run_again_it_ends_the_same() {
        killAtEveryCall(Fault.KILLED_BEFORE);
    }

    @Test
    void killed_after_each_call_and_run_again_it_ends_the_same() {
        killAtEveryCall(Fault.KILLED_AFTER);
    }

    @Test
    void every_run_leaves_a_record() {
        var house = house();

        var run = house.run(Mode.APPLY, House.NO_CAPS);

        assertThat(house.ledger().history(1_000))
                .anyMatch(line -> line.runId().equals(run.id()) && line.action().isEmpty())
                .filteredOn(line -> !line.action().isEmpty())
                .hasSameSizeAs(run.steps());
    }

    private void killAtEveryCall(Fault fault) {
        var whole = house();
        var expected = whole.converge();
        for (var nth = 1; ; nth++) {
            var house = house();
            house.world.faults().arm(fault, Among.ALL_CALLS, nth);
            var death = catchThrowable(() -> house.run(Mode.APPLY, House.NO_CAPS));
            if (house.world.faults().hit().isEmpty()) {
                assertThat(death).isNull();
                return;
            }
            assertThat(death)
                    .as("%s at call %d, %s", fault, nth, house.world.faults().hit().get())
                    .isInstanceOf(Faults.Killed.class);
            assertThat(house.converge())
                    .as("%s at call %d, %s", fault, nth, house.world.faults().hit().get())
                    .isEqualTo(expected);
            assertThat(house.openTroubles())
                    .as("%s at call %d: what is still wrong was told", fault, nth)
                    .isEqualTo(whole.openTroubles());
        }
    }
}
