package dev.nightshift.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.runner.Caps;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A world with a ledger and a runner, and what was there before anything ran. */
final class House<F, A extends Action> {
    static final Caps NO_CAPS = new Caps(10_000, 10_000, 100);

    private static final Scope SCOPE = new Scope("test", "contract");
    private static final Duration TICK = Duration.ofMinutes(30);
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);
    private static final int ENOUGH_TICKS = 12;

    final TestClock clock;
    final World<F, A> world;
    final InMemoryLedgerStore store;
    final List<String> said = new ArrayList<>();
    private final Object foreign;

    House(Instant start, BiFunction<Scope, Clock, World<F, A>> world) {
        this.clock = new TestClock(start);
        this.world = world.apply(SCOPE, clock);
        this.foreign = this.world.foreign();
        this.store = new InMemoryLedgerStore(this.world.faults());
    }

    Ledger ledger() {
        return new Ledger(store, SCOPE);
    }

    List<Notice> notices() {
        return said.stream().map(NoticeJson::decode).toList();
    }

    /** The troubles that people were told of, and not that they are over. */
    Set<String> openTroubles() {
        var open = new HashSet<String>();
        for (var notice : notices()) {
            notice.incident()
                    .ifPresent(
                            incident -> {
                                if (incident.resolved()) {
                                    open.remove(incident.key());
                                } else {
                                    open.add(incident.key());
                                }
                            });
        }
        return open;
    }

    /** What it made and what it remembers. */
    Object left() {
        return List.of(world.owned(), ledger().kept());
    }

    Plan<A> plan() {
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
                        SCOPE, mode, caps, page -> URI.create("https://runbooks.invalid/" + page));
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
                return left();
            }
        }
        throw new AssertionError("does not converge: still planning " + plan().actions());
    }

    private void publish(String notice) {
        world.faults().record("sns:Publish", () -> said.add(notice));
    }
}
