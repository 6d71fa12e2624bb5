package dev.nightshift.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.Caps;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The promises that every automation keeps, shown for one of them by running it against its fake
 * world. Extend it, say what the world is, and nothing else.
 */
public abstract class AutomationContractTest<F, A extends Action> {
    private static final Scope SCOPE = new Scope("test", "contract");
    private static final Duration TICK = Duration.ofMinutes(30);
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);
    private static final Caps NO_CAPS = new Caps(10_000, 10_000, 100);
    private static final int ENOUGH_TICKS = 12;

    /**
     * A fresh world, as it is at {@code now}; the automation's owner tag is that of {@code scope}.
     */
    protected abstract World<F, A> world(Scope scope, Clock clock);

    /** When the story begins. Ticks follow every 30 minutes. */
    protected Instant start() {
        return Instant.parse("2026-11-22T03:00:00Z");
    }

    @Test
    void reading_changes_nothing_and_the_same_facts_give_the_same_plan() {
        var house = new House();
        var before = house.world.owned();

        var facts = house.world.automation().observe(house.clock.instant());
        var plan = house.world.automation().plan(facts);

        assertThat(house.world.automation().observe(house.clock.instant())).isEqualTo(facts);
        assertThat(house.world.automation().plan(facts)).isEqualTo(plan);
        assertThat(plan.actions()).as("the world must have work to do").isNotEmpty();
        assertThat(house.world.owned()).isEqualTo(before);
        assertThat(house.world.faults().writes()).isEmpty();
        assertThat(plan.actions()).allSatisfy(action -> assertThat(action.because()).isNotBlank());
        assertThat(plan.remarks()).allSatisfy(remark -> assertThat(remark.because()).isNotBlank());
    }

    @Test
    void a_dry_run_writes_nothing() {
        var house = new House();
        var before = house.world.owned();

        var run = house.run(Mode.DRY_RUN, NO_CAPS);

        assertThat(run.steps()).isNotEmpty();
        assertThat(run.steps()).noneMatch(step -> step.outcome() instanceof Outcome.Done);
        assertThat(house.world.faults().writes()).isEmpty();
        assertThat(house.world.owned()).isEqualTo(before);
    }

    @Test
    void twice_is_once() {
        var once = new House();
        once.run(Mode.APPLY, NO_CAPS);
        var after = once.world.owned();

        once.run(Mode.APPLY, NO_CAPS);
        assertThat(once.world.owned()).as("a second run, at once").isEqualTo(after);

        var settled = once.converge();
        assertThat(once.run(Mode.APPLY, NO_CAPS).plan().actions()).as("when all is done").isEmpty();
        assertThat(once.world.owned()).isEqualTo(settled);
    }

    @Test
    void every_action_done_again_by_itself_succeeds_and_changes_nothing() {
        var house = new House();
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
    void a_trigger_delivered_twice_is_seen_to_once() {
        var house = new House();
        var trigger = Trigger.schedule(house.clock.instant());
        assertThat(house.run(trigger, Mode.APPLY, NO_CAPS)).isInstanceOf(RunResult.Ran.class);

        house.clock.advance(Duration.ofDays(2));

        assertThat(house.run(trigger, Mode.APPLY, NO_CAPS)).isInstanceOf(RunResult.Duplicate.class);
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

    @Test
    void killed_before_each_call_and_run_again_it_ends_the_same() {
        killAtEveryCall(Fault.KILLED_BEFORE);
    }

    @Test
    void killed_after_each_call_and_run_again_it_ends_the_same() {
        killAtEveryCall(Fault.KILLED_AFTER);
    }

    @Test
    void over_the_cap_nothing_is_deleted_and_a_person_is_asked() {
        var house = new House();
        house.run(Mode.APPLY, NO_CAPS);
        house.world.settle();
        var fresh = new House();

        var run = fresh.run(Mode.APPLY, new Caps(10_000, 0, 100));

        assertThat(run.plan().actions())
                .as("the world must have something to delete")
                .anyMatch(this::deletes);
        assertThat(run.steps())
                .filteredOn(step -> deletes(step.action()))
                .allSatisfy(
                        step -> assertThat(step.outcome()).isInstanceOf(Outcome.Withheld.class));
        assertThat(fresh.said)
                .map(NoticeJson::decode)
                .anySatisfy(
                        notice -> {
                            assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(notice.title()).contains("caps");
                        });
    }

    @Test
    void what_cannot_be_read_is_unknown_and_nothing_is_deleted_from_it() {
        var house = new House();
        var subject = house.world.blind();

        var plan = house.plan();

        assertThat(plan.remarks())
                .anyMatch(
                        remark ->
                                remark.kind() == Remark.Kind.UNKNOWN
                                        && remark.subject().contains(subject));
        assertThat(plan.actions())
                .noneMatch(action -> deletes(action) && action.subject().contains(subject));
    }

    @Test
    void every_run_leaves_a_record() {
        var house = new House();

        var run = house.run(Mode.APPLY, NO_CAPS);

        assertThat(house.ledger().history(1_000))
                .anyMatch(line -> line.runId().equals(run.id()) && line.action().isEmpty())
                .filteredOn(line -> !line.action().isEmpty())
                .hasSameSizeAs(run.steps());
    }

    private void faultAtEveryWrite(Fault fault) {
        var expected = new House().converge();
        for (var nth = 1; ; nth++) {
            var house = new House();
            house.world.faults().arm(fault, Among.WRITES, nth);
            var run = house.run(Mode.APPLY, NO_CAPS);
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

    private void killAtEveryCall(Fault fault) {
        var expected = new House().converge();
        for (var nth = 1; ; nth++) {
            var house = new House();
            house.world.faults().arm(fault, Among.ALL_CALLS, nth);
            var death = catchThrowable(() -> house.run(Mode.APPLY, NO_CAPS));
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
        }
    }

    private boolean deletes(Action action) {
        return action.impact() == Impact.DELETE;
    }

    /** A world with a ledger and a runner, and what was there before anything ran. */
    private final class House {
        final TestClock clock = new TestClock(start());
        final World<F, A> world = world(SCOPE, clock);
        final Object foreign = world.foreign();
        final InMemoryLedgerStore store = new InMemoryLedgerStore(world.faults());
        final List<String> said = new ArrayList<>();

        Ledger ledger() {
            return new Ledger(store, SCOPE);
        }

        dev.nightshift.core.automation.Plan<A> plan() {
            return world.automation().plan(world.automation().observe(clock.instant()));
        }

        Run<F, A> run(Mode mode, Caps caps) {
            return switch (run(Trigger.manual(clock.instant()), mode, caps)) {
                case RunResult.Ran<F, A>(var run) -> run;
                case RunResult.Duplicate<F, A> duplicate -> throw new AssertionError(duplicate);
                case RunResult.Busy<F, A> busy -> throw new AssertionError(busy);
            };
        }

        Outcome.Applied apply(A action) {
            return world.automation()
                    .apply(action, Deadline.at(clock.instant().plus(TIME_LIMIT), clock));
        }

        RunResult<F, A> run(Trigger trigger, Mode mode, Caps caps) {
            var log = new Log(SCOPE, clock, line -> {});
            var terms =
                    new Terms(
                            SCOPE,
                            mode,
                            caps,
                            page -> URI.create("https://runbooks.invalid/" + page));
            var runner = new Runner(terms, ledger(), this::publish, log, clock);
            var result =
                    runner.run(
                            world.automation(),
                            trigger,
                            Deadline.at(clock.instant().plus(TIME_LIMIT), clock));
            assertThat(world.foreign()).as("what is not ours").isEqualTo(foreign);
            return result;
        }

        /** Ticks until there is nothing left to do; returns what is there then. */
        Object converge() {
            for (var tick = 0; tick < ENOUGH_TICKS; tick++) {
                world.settle();
                clock.advance(TICK);
                if (run(Mode.APPLY, NO_CAPS).plan().actions().isEmpty()) {
                    assertThat(world.foreign()).as("what is not ours").isEqualTo(foreign);
                    return world.owned();
                }
            }
            throw new AssertionError("does not converge: still planning " + plan().actions());
        }

        private void publish(String notice) {
            world.faults().record("sns:Publish", () -> said.add(notice));
        }
    }
}
