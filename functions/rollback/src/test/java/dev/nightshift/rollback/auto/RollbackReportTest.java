package dev.nightshift.rollback.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told of a release that fails, from the first alarm to the end. */
class RollbackReportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant CAME = NOW.minus(Duration.ofMinutes(20));

    private final TestClock clock = new TestClock(NOW);
    private final FakeAlarms alarms = new FakeAlarms().with("errors");
    private final FakeTarget target = new FakeTarget(new Faults());
    private final Register register = new LedgerRegister(new InMemoryLedgerStore(), clock);
    private Mode mode = Mode.AUTO;

    @BeforeEach
    void release() {
        target.release("41");
        target.release("42");
        record(Samples.release("41", NOW.minus(Duration.ofDays(2)), true));
        record(Samples.release("42", CAME, false));
        alarms.set("errors", State.ALARM, NOW.minus(Duration.ofMinutes(10)));
    }

    @Test
    void a_rollback_is_told_with_who_released_what_and_who_believes_wrongly_now() {
        var told = only(new Outcome.Done("the alias points at version 41"));

        assertThat(told.title()).isEqualTo("shop: rolled back from 42 to 41");
        assertThat(told.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told.facts())
                .contains(
                        new Fact("From", "42"),
                        new Fact("To", "41"),
                        new Fact("Released by", "ci"),
                        new Fact("What changed", "a change"),
                        new Fact("Drift", Drift.after(Samples.TARGET, "42", "41")));
        assertThat(told.facts()).extracting(Fact::name).contains("Because");
    }

    @Test
    void what_was_not_done_is_not_told_as_done() {
        assertThat(only(new Outcome.Rehearsed()).title())
                .isEqualTo("shop: dry run, would roll back from 42 to 41");
        var refused = only(new Outcome.Refused("the alias was changed"));
        assertThat(refused.title()).isEqualTo("shop: a step did not succeed");
        assertThat(refused.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(refused.taken()).isEmpty();
        assertThat(refused.left()).singleElement().asString().contains("the alias was changed");
    }

    @Test
    void in_shadow_it_says_from_what_to_what_and_why_it_would_have() {
        mode = Mode.SHADOW;

        var told = only(new Outcome.Rehearsed());

        assertThat(told.title()).isEqualTo("shop: would have been rolled back");
        assertThat(told.severity()).isEqualTo(Severity.WARNING);
        assertThat(told.left()).singleElement().asString().contains("42", "41", "errors");
    }

    @Test
    void a_refusal_names_what_refused() {
        record(
                new Release(
                        Samples.TARGET.id(),
                        "42",
                        CAME,
                        Release.Phase.LIVE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Release.Undo.UNKNOWN));

        var told = only(new Outcome.Rehearsed());

        assertThat(told.title()).isEqualTo("shop: its alarms fire, and it is not rolled back");
        assertThat(told.left())
                .singleElement()
                .asString()
                .contains("whether 42 is marked as irreversible could not be read");
    }

    @Test
    void what_did_not_help_in_time_is_given_to_a_person_and_what_helped_is_over() {
        var docket =
                Docket.empty(Samples.TARGET.id())
                        .with(
                                new Rollback(
                                        "lambda shop:live@42@" + CAME,
                                        "42",
                                        "41",
                                        "errors",
                                        NOW.minus(Duration.ofMinutes(9)),
                                        Rollback.Phase.MADE,
                                        Optional.empty()));
        assertThat(register.save(docket)).isPresent();
        target.release("41");

        assertThat(only(new Outcome.Done("noted")).title())
                .isEqualTo("shop: was rolled back, and is not well yet");
        clock.advance(Duration.ofMinutes(12));
        var escalated = only(new Outcome.Done("noted"));
        assertThat(escalated.title()).isEqualTo("shop: rolling back did not help");
        assertThat(escalated.severity()).isEqualTo(Severity.CRITICAL);

        alarms.set("errors", State.OK, clock.instant());
        var over = only(new Outcome.Done("noted"));
        assertThat(over.title()).isEqualTo("shop: the rollback is over");
        assertThat(over.incident().orElseThrow().resolved()).isTrue();
        assertThat(over.incident().orElseThrow().key())
                .isEqualTo(escalated.incident().orElseThrow().key());
    }

    /** Each names the target, and what it believes or what to go on from. */
    @Test
    void every_kind_of_target_has_its_own_words_for_drift() {
        var said = new ArrayList<String>();
        for (var each :
                List.of(
                        Samples.TARGET,
                        new Target.EcsService("prod", "shop"),
                        new Target.CodeDeployGroup("shop", "prod"),
                        new Target.AutoScalingGroup("shop"),
                        new Target.StaticSite("shop", "", Optional.empty()),
                        new Target.AppConfigProfile("shop", "prod", "flags"),
                        new Target.BeanstalkEnvironment("shop", "prod"),
                        new Target.VercelProject("shop", Optional.empty(), "token"),
                        new Target.NetlifySite("shop", "token"))) {
            var words = Drift.after(each, "revision-42", "revision-41");
            assertThat(words).as(each.kind()).contains(each.name());
            said.add(words);
        }
        assertThat(said).doesNotHaveDuplicates();
        assertThat(said.subList(0, 7)).allMatch(words -> words.contains("revision-4"));
    }

    private Notice only(Outcome outcome) {
        var notices = notices(outcome);
        assertThat(notices).as(notices.toString()).hasSize(1);
        return notices.getFirst();
    }

    /** Of a run in which every step came to this. */
    private List<Notice> notices(Outcome outcome) {
        var service = Samples.service(mode, List.of("errors"), 1, List.of());
        var automation =
                new RollbackAutomation(
                        new RollbackSettings(List.of(service)),
                        new FakeGateway(
                                new Faults(),
                                alarms,
                                Map.of(Samples.TARGET.id(), target),
                                register,
                                List.of()),
                        clock,
                        Memory.none());
        var facts = automation.observe(clock.instant());
        var plan = automation.plan(facts);
        return automation.report(
                new Run<>(
                        "run",
                        new Scope("prod", "auto-rollback"),
                        Trigger.manual(clock.instant()),
                        dev.nightshift.core.automation.Mode.APPLY,
                        clock.instant(),
                        clock.instant(),
                        facts,
                        plan,
                        plan.actions().stream()
                                .map(action -> new Step<>(action, outcome))
                                .toList()));
    }

    private void record(Release release) {
        register.change(Samples.TARGET.id(), release.revision(), _ -> release);
    }
}
