package dev.nightshift.core.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunMemoryTest {
    private static final Scope SCOPE = new Scope("test", "watch");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T03:00:00Z"));
    private final Faults faults = new Faults();
    private final InMemoryLedgerStore store = new InMemoryLedgerStore(faults);
    private final Ledger ledger = new Ledger(store, SCOPE);
    private boolean recalls = true;
    private Map<String, String> remembers = Map.of();

    @Test
    void the_next_run_is_told_what_this_one_remembered() {
        remembers = Map.of("a", "1", "b", "2");
        assertThat(run(Mode.APPLY)).isEmpty();

        remembers = Map.of("b", "3", "c", "4");
        assertThat(run(Mode.APPLY)).isEqualTo(Map.of("a", "1", "b", "2"));

        assertThat(run(Mode.APPLY)).isEqualTo(Map.of("b", "3", "c", "4"));
    }

    @Test
    void a_dry_run_remembers_too() {
        remembers = Map.of("a", "1");
        run(Mode.DRY_RUN);

        assertThat(run(Mode.DRY_RUN)).isEqualTo(remembers);
    }

    @Test
    void what_did_not_change_is_not_written_again() {
        remembers = Map.of("a", "1");
        run(Mode.APPLY);
        run(Mode.APPLY);

        var entry = store.get(new LedgerStore.Key("memory#watch", "a")).orElseThrow();
        assertThat(entry.version()).isEqualTo(1);
    }

    @Test
    void of_an_automation_that_does_not_recall_nothing_is_kept_and_nothing_lost() {
        remembers = Map.of("a", "1");
        run(Mode.APPLY);
        recalls = false;
        remembers = Map.of();

        run(Mode.APPLY);

        assertThat(ledger.kept()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void what_is_too_large_for_one_item_is_refused_by_name() {
        assertThatThrownBy(() -> ledger.keep("page", "x".repeat(300_001), clock.instant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page")
                .hasMessageContaining("300001 bytes");
    }

    @Test
    void a_memory_that_cannot_be_read_fails_the_run_and_loses_nothing() {
        remembers = Map.of("a", "1");
        run(Mode.APPLY);
        faults.arm(Fault.DENIED, Among.ALL_CALLS, readsBeforeTheMemory() + 1);

        assertThatThrownBy(() -> run(Mode.APPLY)).isInstanceOf(CloudException.class);

        assertThat(ledger.kept()).isEqualTo(remembers);
    }

    /** The lock is written, then the outbox is looked at. */
    private static int readsBeforeTheMemory() {
        return 2;
    }

    private Map<String, String> run(Mode mode) {
        var terms =
                new Terms(
                        SCOPE,
                        mode,
                        Caps.DEFAULT,
                        page -> URI.create("https://runbooks.invalid/" + page));
        var runner =
                new Runner(terms, ledger, notice -> {}, new Log(SCOPE, clock, line -> {}), clock);
        var result =
                runner.run(
                        new Watch(),
                        Trigger.manual(clock.instant()),
                        Deadline.at(clock.instant().plus(Duration.ofMinutes(5)), clock));
        return switch (result) {
            case RunResult.Ran<Map<String, String>, NoAction>(var run) -> run.facts();
            case RunResult.Duplicate<Map<String, String>, NoAction> duplicate ->
                    throw new AssertionError(duplicate);
            case RunResult.Busy<Map<String, String>, NoAction> busy ->
                    throw new AssertionError(busy);
        };
    }

    /** Its facts are what it is reminded of. */
    private final class Watch implements Automation<Map<String, String>, NoAction> {
        @Override
        public Map<String, String> observe(Instant now) {
            return Map.of();
        }

        @Override
        public Map<String, String> observe(Instant now, Memory memory) {
            return recalls ? new TreeMap<>(memory.recall()) : Map.of();
        }

        @Override
        public Plan<NoAction> plan(Map<String, String> facts) {
            return Plan.nothing();
        }

        @Override
        public Applied apply(NoAction action, Deadline deadline) {
            throw new AssertionError("there is nothing to apply");
        }

        @Override
        public List<Notice> report(Run<Map<String, String>, NoAction> run) {
            return List.of();
        }

        @Override
        public Map<String, String> remember(Run<Map<String, String>, NoAction> run) {
            return remembers;
        }
    }
}
