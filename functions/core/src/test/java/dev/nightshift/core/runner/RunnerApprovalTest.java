package dev.nightshift.core.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightshift.core.approval.Answer;
import dev.nightshift.core.approval.Voice;
import dev.nightshift.core.automation.Ask;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Plans that wait for a person's yes. */
class RunnerApprovalTest {
    private static final Scope SCOPE = new Scope("test", "shelf");
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);
    private static final Map<String, Boolean> TIDY = Map.of("a", true, "b", true, "c", true);

    private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));

    /** A shelf with a ledger and people; two books are to go, and at most one may at a time. */
    private static final class Story {
        final TestClock clock = new TestClock(Instant.parse("2026-11-22T03:00:00Z"));
        final Shelf shelf = new Shelf();
        final Ledger ledger = new Ledger(new InMemoryLedgerStore(shelf.faults), SCOPE);
        final List<String> said = new ArrayList<>();
        Caps caps = new Caps(50, 1, 100);

        List<String> run() {
            return run(Mode.APPLY);
        }

        List<String> run(Mode mode) {
            var log = new Log(SCOPE, clock, line -> {});
            var terms =
                    new Terms(SCOPE, mode, caps, page -> URI.create("https://x.invalid/" + page));
            var result =
                    new Runner(
                                    terms,
                                    ledger,
                                    notice ->
                                            shelf.faults.record(
                                                    "sns:Publish", () -> said.add(notice)),
                                    log,
                                    clock)
                            .run(
                                    shelf.automation(),
                                    Trigger.manual(clock.instant()),
                                    () -> TIME_LIMIT);
            return result instanceof RunResult.Ran<Shelf.Facts, Shelf.Move>(var run)
                    ? run.steps().stream().map(step -> step.outcome()).map(Outcome::label).toList()
                    : List.of();
        }

        List<Notice> notices() {
            return said.stream().map(NoticeJson::decode).toList();
        }

        List<Notice> asking() {
            return notices().stream().filter(notice -> notice.ask().isPresent()).toList();
        }

        String hash() {
            return asking().getLast().ask().orElseThrow().hash();
        }

        Answer yes(String person) {
            return ledger.approvals().approve(hash(), voice(person));
        }

        Voice voice(String person) {
            return new Voice("slack:" + person, person, clock.instant());
        }
    }

    private final Story story = new Story();

    @Test
    void over_the_cap_two_people_say_yes_and_the_next_run_makes_exactly_that() {
        assertThat(story.run()).containsExactly("done", "done", "done", "withheld", "withheld");
        var ask = story.asking().getFirst().ask().orElseThrow();
        assertThat(ask.destructive()).isTrue();
        assertThat(ask.expiresAt()).isEqualTo(story.clock.instant().plus(Duration.ofDays(1)));

        story.yes("U1");
        assertThat(story.run()).as("one yes").containsExactly("withheld", "withheld");
        assertThat(story.asking().getLast().facts().toString()).contains("So far", "slack:U1");
        story.yes("U1");
        assertThat(story.run()).as("twice the same").containsExactly("withheld", "withheld");
        assertThat(story.yes("U2")).isInstanceOf(Answer.Given.class);
        assertThat(story.run()).containsExactly("done", "done");

        assertThat(story.shelf.owned()).isEqualTo(TIDY);
        assertThat(story.ledger.history(100))
                .filteredOn(line -> line.action().equals("Take x"))
                .filteredOn(line -> line.outcome().equals("done"))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.detail())
                                        .startsWith("taken; approved by U1 (slack:U1) at ")
                                        .contains(" and U2 (slack:U2) at "));
        assertThat(story.notices().getLast().title()).startsWith("over: needs a decision");
    }

    @Test
    void the_same_question_is_one_to_whoever_folds_repeats() {
        story.run();
        story.clock.advance(Duration.ofMinutes(30));
        story.run();

        assertThat(story.asking()).hasSize(2);
        assertThat(story.asking().stream().map(Notice::dedupeKey).distinct()).hasSize(1);
        assertThat(story.asking().stream().map(Notice::ask).distinct()).hasSize(1);
    }

    @Test
    void a_plan_that_has_changed_since_is_asked_about_again() {
        story.run();
        var before = story.hash();
        story.shelf.books.put("z", true);
        assertThat(story.ledger.approvals().approve(before, story.voice("U1")))
                .isInstanceOf(Answer.Waiting.class);
        story.ledger.approvals().approve(before, story.voice("U2"));

        assertThat(story.run()).containsExactly("withheld", "withheld", "withheld");
        assertThat(story.hash()).isNotEqualTo(before);
        assertThat(story.asking().stream().map(Notice::dedupeKey).distinct()).hasSize(2);
        assertThat(story.shelf.books).containsKeys("x", "y", "z");
    }

    @Test
    void a_yes_counts_until_it_expires() {
        story.run();
        story.yes("U1");
        story.yes("U2");
        story.clock.advance(Duration.ofDays(1));

        assertThat(story.run()).containsExactly("withheld", "withheld");
        assertThat(story.yes("U1")).as("asked again").isInstanceOf(Answer.Waiting.class);
    }

    @Test
    void a_no_is_kept_and_nobody_is_asked_until_it_expires() {
        story.run();
        story.ledger.approvals().reject(story.hash(), story.voice("U1"));

        assertThat(story.run()).containsExactly("withheld", "withheld");
        assertThat(story.asking()).hasSize(1);
        story.clock.advance(Duration.ofDays(1));
        story.run();
        assertThat(story.asking()).hasSize(2);
    }

    @Test
    void a_rehearsal_asks_nobody() {
        story.shelf.ask = Optional.of(new Ask(Duration.ofHours(1), false));

        assertThat(story.run(Mode.DRY_RUN)).contains("would do", "withheld");
        assertThat(story.notices()).hasSize(1);
        assertThat(story.asking()).isEmpty();
        assertThat(story.ledger.approvals().all()).isEmpty();
    }

    @Test
    void an_action_that_asks_is_made_when_one_person_agrees_and_each_subject_by_itself() {
        story.caps = new Caps(50, 25, 100);
        story.shelf.ask = Optional.of(new Ask(Duration.ofHours(1), false));

        assertThat(story.run()).containsExactly("withheld", "withheld", "withheld", "done", "done");
        assertThat(story.asking())
                .extracting(Notice::title)
                .containsExactly(
                        "needs a decision: a waits for a yes",
                        "needs a decision: b waits for a yes",
                        "needs a decision: c waits for a yes");
        assertThat(story.asking().getFirst().links().getFirst().target())
                .hasToString("https://x.invalid/approvals");
        assertThat(story.yes("U1")).isInstanceOf(Answer.Given.class);
        assertThat(story.run()).containsExactly("withheld", "withheld", "done");
        assertThat(story.shelf.books).containsKey("c").doesNotContainKeys("a", "b");
    }

    @Test
    void an_approval_is_used_once() {
        story.run();
        story.yes("U1");
        story.yes("U2");
        story.run();
        story.shelf.books.put("x", true);
        story.shelf.books.put("y", true);

        assertThat(story.run()).containsExactly("withheld", "withheld");
        assertThat(story.ledger.approvals().find(story.hash()).orElseThrow().yes()).isEmpty();
    }

    @Test
    void what_failed_is_tried_again_under_the_same_approval() {
        story.run();
        story.yes("U1");
        story.yes("U2");
        story.caps = new Caps(50, 0, 100);
        story.shelf.faults.arm(Fault.DENIED, Among.WRITES, 1);

        assertThat(story.run()).containsExactly("failed", "done");
        assertThat(story.run()).containsExactly("done");
        assertThat(story.shelf.owned()).isEqualTo(TIDY);
    }

    @Test
    void killed_before_or_after_any_call_an_approved_plan_is_made_once() {
        var calls = 0;
        for (var fault : List.of(Fault.KILLED_BEFORE, Fault.KILLED_AFTER)) {
            for (var nth = 1; ; nth++) {
                var one = new Story();
                one.caps = new Caps(50, 0, 100);
                one.run();
                one.yes("U1");
                one.yes("U2");
                one.shelf.faults.arm(fault, Among.ALL_CALLS, nth);
                var death = catchThrowable(one::run);
                if (one.shelf.faults.hit().isEmpty()) {
                    assertThat(death).isNull();
                    break;
                }
                calls++;
                one.clock.advance(TIME_LIMIT);
                one.run();
                assertThat(one.shelf.owned())
                        .as("%s at call %d, %s", fault, nth, one.shelf.faults.hit().get())
                        .isEqualTo(TIDY);
                assertThat(one.shelf.faults.writes())
                        .filteredOn("shelf:Take"::equals)
                        .hasSizeBetween(2, 3);
            }
        }
        assertThat(calls).isGreaterThan(40);
    }

    @Test
    void whether_it_was_approved_is_unknown_when_the_ledger_does_not_say_and_unknown_is_no() {
        story.run();
        story.yes("U1");
        story.yes("U2");
        var withheld = 0;
        for (var nth = 1; nth < 30; nth++) {
            var one = new Story();
            one.run();
            one.yes("U1");
            one.shelf.faults.arm(Fault.REQUEST_LOST, Among.ALL_CALLS, nth);
            var _ = catchThrowable(one::run);
            if (one.shelf.books.containsKey("x") && one.shelf.books.containsKey("y")) {
                withheld++;
            }
        }
        assertThat(withheld).isEqualTo(29);
    }

    @Test
    void no_history_of_people_and_failures_deletes_over_the_cap_what_two_did_not_approve() {
        var made = 0;
        for (var seed = 0; seed < 800; seed++) {
            made += history(new Random(seed), seed);
        }
        assertThat(made).as("approved deletions, so that the property is not empty").isPositive();
    }

    /** What people said of a set, as a model has it. */
    private record Said(Set<String> books, Instant until, Set<String> yes, Set<String> no) {}

    private static int history(Random random, int seed) {
        var one = new Story();
        var said = new TreeMap<String, Said>();
        var begun = new HashSet<String>();
        var made = 0;
        for (var step = 0; step < 14; step++) {
            switch (random.nextInt(6)) {
                case 0 -> one.shelf.books.put(List.of("x", "y", "z").get(random.nextInt(3)), true);
                case 1 -> one.clock.advance(Duration.ofHours(random.nextInt(9)));
                case 2, 3 -> answer(one, said, random);
                default -> {
                    var before = doomed(one);
                    if (random.nextInt(4) == 0) {
                        one.shelf.faults.arm(
                                FAULTS.get(random.nextInt(FAULTS.size())),
                                Among.ALL_CALLS,
                                1 + random.nextInt(30));
                    }
                    var _ = catchThrowable(one::run);
                    one.shelf.faults.disarm();
                    var gone = new HashSet<>(before);
                    gone.removeAll(doomed(one));
                    if (before.size() > 1 && !gone.isEmpty()) {
                        made += gone.size();
                        assertThat(said.entrySet())
                                .as("seed %d, step %d: %s of %s", seed, step, gone, before)
                                .anyMatch(
                                        entry ->
                                                allowed(
                                                        entry.getValue(),
                                                        before,
                                                        begun.contains(entry.getKey()),
                                                        one.clock.instant()));
                        said.forEach(
                                (hash, words) -> {
                                    if (words.books().containsAll(before)) {
                                        begun.add(hash);
                                    }
                                });
                    }
                    one.clock.advance(TIME_LIMIT);
                    for (var notice : one.asking()) {
                        var ask = notice.ask().orElseThrow();
                        var key = ask.hash() + " " + ask.expiresAt();
                        said.computeIfAbsent(
                                key,
                                any ->
                                        new Said(
                                                Set.copyOf(books(notice)),
                                                ask.expiresAt(),
                                                new HashSet<>(),
                                                new HashSet<>()));
                    }
                }
            }
        }
        return made;
    }

    private static void answer(Story one, Map<String, Said> said, Random random) {
        if (one.asking().isEmpty()) {
            return;
        }
        var ask = one.asking().get(random.nextInt(one.asking().size())).ask().orElseThrow();
        var person = "U" + random.nextInt(3);
        var words = said.get(ask.hash() + " " + ask.expiresAt());
        var approvals = one.ledger.approvals();
        if (random.nextInt(6) == 0) {
            approvals.reject(ask.hash(), one.voice(person));
            if (words != null && one.clock.instant().isBefore(words.until())) {
                words.no().add(person);
            }
        } else if (words != null) {
            approvals.approve(ask.hash(), one.voice(person));
            // of one hash the newest question is the one that is answered
            said.forEach(
                    (key, other) -> {
                        if (key.startsWith(ask.hash())
                                && one.clock.instant().isBefore(other.until())) {
                            other.yes().add(person);
                        }
                    });
        }
    }

    private static boolean allowed(Said said, Set<String> plan, boolean begun, Instant now) {
        return said.yes().size() >= 2
                && now.isBefore(said.until())
                && (begun ? said.books().containsAll(plan) : said.books().equals(plan));
    }

    private static Set<String> doomed(Story one) {
        var doomed = new HashSet<>(one.shelf.books.keySet());
        doomed.removeAll(Set.of("a", "b", "c", "theirs"));
        return doomed;
    }

    private static List<String> books(Notice notice) {
        return notice.left().stream()
                .filter(line -> line.startsWith("Take "))
                .map(line -> line.substring(5, 6))
                .toList();
    }
}
