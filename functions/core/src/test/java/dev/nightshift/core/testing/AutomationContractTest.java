package dev.nightshift.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.Caps;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import org.junit.jupiter.api.Test;

/**
 * The promises of an automation that makes effects, beside those that all keep. Extend it, say what
 * the world is, and nothing else.
 */
public abstract class AutomationContractTest<F, A extends Action> extends WatchContractTest<F, A> {
    @Test
    void there_is_work_to_do_and_each_action_says_why() {
        var plan = house().plan();

        assertThat(plan.actions()).as("the world must have work to do").isNotEmpty();
        assertThat(plan.actions()).allSatisfy(action -> assertThat(action.because()).isNotBlank());
        assertThat(house().run(Mode.DRY_RUN, House.NO_CAPS).steps()).isNotEmpty();
    }

    @Test
    void twice_is_once() {
        var once = house();
        once.run(Mode.APPLY, House.NO_CAPS);
        var after = once.world.owned();

        once.run(Mode.APPLY, House.NO_CAPS);
        assertThat(once.world.owned()).as("a second run, at once").isEqualTo(after);

        var settled = once.converge();
        assertThat(once.run(Mode.APPLY, House.NO_CAPS).plan().actions())
                .as("when all is done")
                .isEmpty();
        assertThat(once.left()).isEqualTo(settled);
    }

    @Test
    void every_action_done_again_by_itself_succeeds_and_changes_nothing() {
        var house = house();
        var actions = house.plan().actions();
        var first = actions.stream().map(action -> catchThrowable(() -> house.apply(action)));
        assertThat(first).containsOnlyNulls();
        var after = house.world.owned();

        for (var action : actions) {
            assertThat(house.apply(action).succeeded()).as(action.id()).isTrue();
        }

        assertThat(house.world.owned()).isEqualTo(after);
    }

    @Test
    void a_refused_write_is_named_spares_the_others_and_is_made_good_later() {
        faultAtEveryWrite(Fault.DENIED);
    }

    @Test
    void a_lost_request_is_made_good_later() {
        faultAtEveryWrite(Fault.REQUEST_LOST);
    }

    @Test
    void a_lost_response_does_no_harm() {
        faultAtEveryWrite(Fault.RESPONSE_LOST);
    }

    /**
     * Whether it deletes anything, ever. Of one that does not, it is shown that a cap on deletions
     * holds nothing back.
     */
    protected boolean hasDeletions() {
        return true;
    }

    @Test
    void over_the_cap_nothing_is_deleted_and_a_person_is_asked() {
        var house = house();
        house.run(Mode.APPLY, House.NO_CAPS);
        house.world.settle();
        var fresh = house();

        var run = fresh.run(Mode.APPLY, new Caps(10_000, 0, 100));

        if (!hasDeletions()) {
            assertThat(run.plan().actions()).isNotEmpty().noneMatch(this::deletes);
            assertThat(run.steps()).noneMatch(step -> step.outcome() instanceof Outcome.Withheld);
            return;
        }
        assertThat(run.plan().actions())
                .as("the world must have something to delete")
                .anyMatch(this::deletes);
        assertThat(run.steps())
                .filteredOn(step -> deletes(step.action()))
                .allSatisfy(
                        step -> assertThat(step.outcome()).isInstanceOf(Outcome.Withheld.class));
        assertThat(fresh.notices())
                .anySatisfy(
                        notice -> {
                            assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(notice.title()).contains("caps");
                        });
    }

    @Test
    void nothing_is_deleted_from_what_cannot_be_read() {
        var house = house();
        var subject = house.world.blind();

        assertThat(house.plan().actions())
                .noneMatch(action -> deletes(action) && action.subject().contains(subject));
    }

    private void faultAtEveryWrite(Fault fault) {
        var expected = house().converge();
        for (var nth = 1; ; nth++) {
            var house = house();
            house.world.faults().arm(fault, Among.WRITES, nth);
            var run = house.run(Mode.APPLY, House.NO_CAPS);
            var hit = house.world.faults().hit();
            if (hit.isEmpty()) {
                assertThat(nth).as("the world must have writes to refuse").isGreaterThan(1);
                return;
            }
            var failed =
                    run.steps().stream()
                            .filter(step -> step.outcome() instanceof Outcome.Failed)
                            .map(step -> step.outcome().toString())
                            .toList();
            assertThat(failed).as("write %d", nth).hasSizeLessThanOrEqualTo(1);
            assertThat(failed).allSatisfy(said -> assertThat(said).contains(hit.get()));
            assertThat(house.converge())
                    .as("%s at write %d, %s", fault, nth, hit.get())
                    .isEqualTo(expected);
        }
    }

    private boolean deletes(Action action) {
        return action.impact() == Impact.DELETE;
    }
}
