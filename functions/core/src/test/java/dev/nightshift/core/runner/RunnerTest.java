package dev.nightshift.core.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final Scope SCOPE = new Scope("test", "shelf");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T03:00:00Z"));
    private final Shelf shelf = new Shelf();
    private final Faults ledgerFaults = new Faults();
    private final Faults topicFaults = new Faults();
    private final Ledger ledger = new Ledger(new InMemoryLedgerStore(ledgerFaults), SCOPE);
    private final List<String> lines = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Caps caps = new Caps(50, 25, 100);
    private Duration timeLeft = Duration.ofMinutes(5);

    @Test
    void a_failed_action_fails_itself_and_what_needs_it() {
        shelf.chained = true;
        shelf.faults.arm(Fault.DENIED, Among.WRITES, 1);

        assertThat(outcomes(run(manual())))
                .containsExactly("failed", "withheld", "withheld", "done", "done");
    }

    @Test
    void near_the_deadline_nothing_more_is_begun_and_the_rest_is_named() {
        timeLeft = Duration.ofSeconds(9);

        var run = run(manual());

        assertThat(outcomes(run)).containsOnly("left");
        assertThat(shelf.faults.writes()).isEmpty();
    }

    @Test
    void ten_seconds_are_enough_to_go_on() {
        timeLeft = Duration.ofSeconds(10);

        assertThat(outcomes(run(manual()))).containsOnly("done");
    }

    @Test
    void more_creations_than_the_cap_are_left_for_the_next_tick_and_wake_nobody() {
        shelf.books.remove("x");
        shelf.books.remove("y");
        caps = new Caps(2, 25, 100);

        assertThat(outcomes(run(manual()))).containsExactly("done", "done", "withheld");
        assertThat(outcomes(run(manual()))).containsExactly("done");
        assertThat(said).isEmpty();
    }

    @Test
    void the_share_of_deletions_is_reckoned_exactly() {
        // 2 of 4 owned are to go
        shelf.books.put("a", true);
        shelf.books.put("b", true);
        caps = new Caps(50, 25, 50);
        assertThat(outcomes(run(Mode.DRY_RUN, manual()))).containsOnly("would do");

        caps = new Caps(50, 25, 49);
        assertThat(outcomes(run(Mode.DRY_RUN, manual())))
                .containsExactly("would do", "withheld", "withheld");
    }

    @Test
    void what_was_tried_lately_is_left_alone_until_it_has_cooled_down() {
        shelf.cooldown = Duration.ofMinutes(15);
        shelf.faults.arm(Fault.DENIED, Among.WRITES, 1);
        run(manual());

        assertThat(outcomes(run(manual()))).containsExactly("withheld");

        clock.advance(Duration.ofMinutes(15));
        assertThat(outcomes(run(manual()))).containsExactly("done");
    }

    @Test
    void a_run_that_failed_before_any_effect_gives_its_trigger_back() {
        var trigger = Trigger.schedule(clock.instant());
        shelf.faults.arm(Fault.REQUEST_LOST, Among.ALL_CALLS, 1);
        assertThatThrownBy(() -> result(Mode.APPLY, trigger)).isInstanceOf(CloudException.class);
        assertThat(said)
                .map(NoticeJson::decode)
                .anyMatch(notice -> notice.title().equals("could not run"));

        assertThat(result(Mode.APPLY, trigger)).isInstanceOf(RunResult.Ran.class);
    }

    @Test
    void a_run_that_died_after_an_effect_keeps_its_trigger() {
        var trigger = Trigger.schedule(clock.instant());
        shelf.faults.arm(Fault.KILLED_AFTER, Among.WRITES, 1);
        assertThatThrownBy(() -> result(Mode.APPLY, trigger)).isInstanceOf(Faults.Killed.class);

        assertThat(result(Mode.APPLY, trigger))
                .as("while its lease runs")
                .isInstanceOf(RunResult.Busy.class);
        clock.advance(timeLeft);
        assertThat(result(Mode.APPLY, trigger)).isInstanceOf(RunResult.Duplicate.class);
        assertThat(outcomes(run(Trigger.schedule(clock.instant()))))
                .as("the next slot makes it good")
                .containsOnly("done");
        assertThat(shelf.owned()).isEqualTo(Map.of("a", true, "b", true, "c", true));
    }

    @Test
    void a_run_that_died_before_any_effect_is_run_again_once_its_lease_is_over() {
        var trigger = Trigger.schedule(clock.instant());
        shelf.faults.arm(Fault.KILLED_BEFORE, Among.ALL_CALLS, 1);
        assertThatThrownBy(() -> result(Mode.APPLY, trigger)).isInstanceOf(Faults.Killed.class);

        clock.advance(timeLeft);

        assertThat(result(Mode.APPLY, trigger)).isInstanceOf(RunResult.Ran.class);
    }

    @Test
    void an_intent_is_on_record_before_its_effect() {
        shelf.faults.arm(Fault.KILLED_BEFORE, Among.WRITES, 2);
        assertThatThrownBy(() -> run(manual())).isInstanceOf(Faults.Killed.class);

        assertThat(ledger.history(10))
                .filteredOn(line -> line.action().equals("Put b"))
                .extracting(HistoryEntry::outcome)
                .containsExactly(HistoryEntry.INTENDED);
    }

    @Test
    void without_a_record_of_the_intent_there_is_no_effect() {
        // claim: lock put, trigger is manual; the second is the intent's
        ledgerFaults.arm(Fault.REQUEST_LOST, Among.ALL_CALLS, 2);

        var run = run(manual());

        assertThat(outcomes(run)).startsWith("failed").contains("done");
        assertThat(shelf.faults.writes()).hasSize(run.steps().size() - 1);
    }

    @Test
    void a_notice_that_the_topic_refused_is_handed_over_by_the_next_run() {
        caps = new Caps(50, 0, 100);
        topicFaults.arm(Fault.REQUEST_LOST, Among.ALL_CALLS, 1);
        run(manual());
        assertThat(said).isEmpty();

        run(manual());

        assertThat(said).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_defect_in_an_action_is_its_failure_and_is_logged_with_its_place() {
        shelf.wanted.addFirst("cursed");

        assertThat(outcomes(run(manual()))).startsWith("failed", "done");
        assertThat(lines).anyMatch(line -> line.contains("a defect") && line.contains("Shelf"));
    }

    @Test
    void what_is_there_and_not_ours_is_refused() {
        shelf.wanted.addFirst("theirs");

        assertThat(outcomes(run(manual()))).startsWith("refused", "done");
    }

    @Test
    void every_run_says_in_one_metric_line_that_it_completed() {
        run(manual());

        assertThat(lines).filteredOn(line -> line.contains("\"RunsCompleted\":1")).hasSize(1);
    }

    @Test
    void a_trouble_is_told_with_its_runbook_and_told_to_be_over_once_it_is() {
        caps = new Caps(50, 0, 100);
        run(manual());
        run(manual());
        caps = new Caps(50, 25, 100);
        run(manual());
        run(manual());

        var notices = said.stream().map(NoticeJson::decode).toList();
        assertThat(notices).hasSize(3);
        assertThat(notices.getFirst().links().getFirst().target())
                .hasToString("https://runbooks.invalid/over-caps");
        assertThat(notices)
                .extracting(notice -> notice.incident().orElseThrow().resolved())
                .containsExactly(false, false, true);
        assertThat(notices)
                .extracting(notice -> notice.incident().orElseThrow().key())
                .containsOnly("test/shelf/over-cap");
    }

    @Test
    void a_run_that_could_not_see_everything_tells_of_no_end() {
        caps = new Caps(50, 0, 100);
        run(manual());
        caps = new Caps(50, 25, 100);
        shelf.blind();
        run(manual());
        assertThat(said).hasSize(1);
    }

    @Test
    void a_run_that_failed_is_told_and_so_is_the_first_that_runs_again() {
        shelf.faults.arm(Fault.REQUEST_LOST, Among.ALL_CALLS, 1);
        assertThatThrownBy(() -> run(manual())).isInstanceOf(CloudException.class);

        run(manual());

        assertThat(said)
                .map(NoticeJson::decode)
                .map(Notice::title)
                .containsExactly("could not run", "over: could not run");
    }

    @Test
    void two_runs_at_once_do_not_collide() {
        assertThat(
                        ledger.claim(
                                Trigger.manual(clock.instant()),
                                "other",
                                clock.instant(),
                                clock.instant().plusSeconds(60)))
                .isInstanceOf(Ledger.Claim.Granted.class);

        assertThat(result(Mode.APPLY, manual())).isInstanceOf(RunResult.Busy.class);
        clock.advance(Duration.ofSeconds(60));
        assertThat(result(Mode.APPLY, manual())).isInstanceOf(RunResult.Ran.class);
    }

    private Trigger manual() {
        return Trigger.manual(clock.instant());
    }

    private Run<Shelf.Facts, Shelf.Move> run(Trigger trigger) {
        return run(Mode.APPLY, trigger);
    }

    private Run<Shelf.Facts, Shelf.Move> run(Mode mode, Trigger trigger) {
        if (result(mode, trigger) instanceof RunResult.Ran<Shelf.Facts, Shelf.Move>(var run)) {
            return run;
        }
        throw new AssertionError("did not run");
    }

    private RunResult<Shelf.Facts, Shelf.Move> result(Mode mode, Trigger trigger) {
        var log = new Log(SCOPE, clock, lines::add);
        var terms =
                new Terms(
                        SCOPE, mode, caps, page -> URI.create("https://runbooks.invalid/" + page));
        return new Runner(terms, ledger, this::publish, log, clock)
                .run(shelf.automation(), trigger, () -> timeLeft);
    }

    private void publish(String notice) {
        topicFaults.record("sns:Publish", () -> said.add(notice));
    }

    private static List<String> outcomes(Run<?, ?> run) {
        return run.steps().stream().map(step -> step.outcome()).map(Outcome::label).toList();
    }
}
