package dev.nightshift.rollback.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.event.AlarmEvent;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.auto.Rehearsal.End;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.decide.Rule;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rehearsing, looking and lifting, as a person at a terminal does. */
class RehearsalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final Faults faults = new Faults();
    private final FakeAlarms alarms = new FakeAlarms().with("errors").with("latency");
    private final FakeTarget target = new FakeTarget(faults);
    private final Register register = new LedgerRegister(new InMemoryLedgerStore(), clock);
    private final Service service =
            Samples.service(Mode.AUTO, List.of("errors", "latency"), 1, List.of());

    @BeforeEach
    void release() {
        target.release("41");
        target.release("42");
        record("41", NOW.minus(Duration.ofDays(2)), true);
        record("42", NOW.minus(Duration.ofMinutes(20)), false);
    }

    @Test
    void an_alarm_that_is_ok_is_replayed_and_nothing_is_changed() {
        var rehearsal = automation().rehearse(service, now("errors"), NOW);

        assertThat(rehearsal.end()).isEqualTo(new End.Back("42", "41"));
        assertThat(rehearsal.decision().verdicts()).hasSize(Rule.values().length);
        assertThat(faults.writes()).isEmpty();
        assertThat(target.current()).isEqualTo("42");
        assertThat(alarms.state("errors")).isEqualTo(State.OK);
    }

    @Test
    void a_recorded_alarm_is_held_against_what_is_released_now() {
        var fresh = event(NOW.minus(Duration.ofMinutes(10)), Optional.of(AlarmEvent.State.OK));
        assertThat(rehearse(Replay.recorded(Set.of("errors"), fresh)))
                .isEqualTo(new End.Back("42", "41"));

        var old = event(NOW.minus(Duration.ofDays(1)), Optional.of(AlarmEvent.State.OK));
        assertThat(rehearse(Replay.recorded(Set.of("errors"), old)))
                .isInstanceOfSatisfying(
                        End.Refused.class,
                        end -> assertThat(end.by().rule()).isEqualTo(Rule.FINE_BEFORE));
    }

    @Test
    void an_alarm_that_is_over_again_is_replayed_too() {
        alarms.set("errors", State.ALARM, NOW.minus(Duration.ofMinutes(15)));
        alarms.set("errors", State.OK, NOW.minus(Duration.ofMinutes(5)));
        var recorded = event(NOW.minus(Duration.ofMinutes(15)), Optional.of(AlarmEvent.State.OK));

        assertThat(rehearse(Replay.recorded(Set.of("errors"), recorded)))
                .isEqualTo(new End.Back("42", "41"));
    }

    @Test
    void a_refusal_is_named_by_its_rule_also_while_a_rollback_runs() {
        var begun = NOW.minus(Duration.ofMinutes(50));
        register.save(docket(rollback("39", "38", begun, Phase.MADE)));

        assertThat(rehearse(now("errors")))
                .isInstanceOfSatisfying(
                        End.Refused.class, end -> assertThat(end.by().rule()).isEqualTo(Rule.IDLE));
    }

    @Test
    void what_goes_back_and_forth_would_be_frozen() {
        register.save(docket(rollback("42", "41", NOW.minus(Duration.ofHours(3)), Phase.VERIFIED)));

        assertThat(rehearse(now("errors"))).isInstanceOf(End.Frozen.class);
    }

    @Test
    void a_replay_keeps_what_was_before_and_drops_what_came_after() {
        var at = NOW.minus(Duration.ofMinutes(10));
        var before = new Transition(NOW.minus(Duration.ofHours(1)), State.ALARM, State.OK);
        var after = new Transition(NOW.minus(Duration.ofMinutes(5)), State.ALARM, State.OK);
        var live =
                new Seen("errors", State.OK, after.at(), true, List.of(after, before), Instant.MIN);
        var other = new AlarmSight.Unknown("latency", "denied");

        var recorded =
                Replay.recorded(Set.of("errors"), event(at, Optional.of(AlarmEvent.State.OK)));
        assertThat(recorded.onto(List.of(live, other)))
                .containsExactly(
                        new Seen(
                                "errors",
                                State.ALARM,
                                at,
                                true,
                                List.of(new Transition(at, State.OK, State.ALARM), before),
                                Instant.MIN),
                        other);
        // nobody knows what it was before
        var untold = Replay.recorded(Set.of("latency"), event(at, Optional.empty()));
        assertThat(untold.onto(List.of(other)))
                .containsExactly(new Seen("latency", State.ALARM, at, false, List.of(), at));
    }

    @Test
    void how_it_stands_is_shown_in_tables() {
        register.save(
                docket(rollback("39", "38", NOW.minus(Duration.ofDays(3)), Phase.VERIFIED))
                        .frozen(NOW, "back and forth"));
        alarms.hide("latency", true);
        var kept = Map.of("shadow/shop", "4 incident");

        var automation = automation(() -> kept);
        var tables = automation.tables(automation.observe(NOW));

        assertThat(tables.getFirst().rows())
                .containsExactly(
                        List.of("shop", "lambda shop:live", "42", "2026-11-22T11:40:00Z", "41"));
        assertThat(tables.getLast().rows())
                .containsExactly(
                        List.of(
                                "shop",
                                "auto",
                                "errors OK, latency unknown: there is no alarm of this name, or"
                                        + " not for us",
                                "39 to 38 at 2026-11-19T12:00:00Z: verified",
                                "since 2026-11-22T12:00:00Z",
                                "4"));

        target.hide(true);
        assertThat(automation.tables(automation.observe(NOW)).getFirst().rows().getFirst())
                .contains("unknown");
    }

    @Test
    void a_freeze_is_lifted_once() {
        register.save(docket().frozen(NOW, "back and forth"));

        assertThat(automation().thaw().freeze(service))
                .isEqualTo(new Outcome.Done("it was frozen at " + NOW + ": back and forth"));
        assertThat(stored().frozen()).isEmpty();
        assertThat(automation().thaw().freeze(service)).isInstanceOf(Outcome.AlreadySo.class);
    }

    @Test
    void a_quarantine_is_lifted_until_the_next_time() {
        register.save(docket(rollback("40", "39", NOW.minus(Duration.ofDays(3)), Phase.VERIFIED)));

        assertThat(automation().thaw().quarantine(service, "7"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("in quarantine are 40"));
        assertThat(automation().thaw().quarantine(service, "40")).isInstanceOf(Outcome.Done.class);
        assertThat(stored().quarantined()).isEmpty();
        assertThat(automation().thaw().quarantine(service, "40"))
                .isInstanceOf(Outcome.AlreadySo.class);

        register.save(stored().with(rollback("40", "39", NOW, Phase.BEGUN)));
        assertThat(stored().quarantined()).containsExactly("40");
    }

    @Test
    void what_somebody_else_writes_meanwhile_is_not_lost() {
        register.save(docket().frozen(NOW, "back and forth"));
        var rollback = rollback("40", "39", NOW, Phase.BEGUN);
        var thaw =
                new Thaw(
                        new Between(
                                register,
                                docket -> {
                                    if (docket.rollbacks().isEmpty()) {
                                        register.save(docket.with(rollback));
                                    }
                                }));

        assertThat(thaw.freeze(service)).isInstanceOf(Outcome.Done.class);

        assertThat(stored().frozen()).isEmpty();
        assertThat(stored().rollbacks()).containsExactly(rollback);
    }

    @Test
    void who_never_gets_a_word_in_says_so() {
        register.save(docket().frozen(NOW, "back and forth"));
        var thaw =
                new Thaw(
                        new Between(
                                register, docket -> register.save(docket.frozen(NOW, "again"))));

        assertThatThrownBy(() -> thaw.freeze(service))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("try again");
        assertThat(stored().frozen()).isPresent();
    }

    /** Somebody else is at work whenever a docket has been read. */
    private record Between(Register kept, Consumer<Docket> other) implements Register {
        @Override
        public List<Release> releases(String target) {
            return kept.releases(target);
        }

        @Override
        public Release change(
                String target, String revision, Function<Optional<Release>, Release> change) {
            return kept.change(target, revision, change);
        }

        @Override
        public Docket docket(String target) {
            var read = kept.docket(target);
            other.accept(read);
            return read;
        }

        @Override
        public Optional<Docket> save(Docket docket) {
            return kept.save(docket);
        }
    }

    private End rehearse(Replay replay) {
        return automation().rehearse(service, replay, NOW).end();
    }

    private RollbackAutomation automation() {
        return automation(Memory.none());
    }

    private RollbackAutomation automation(Memory kept) {
        return new RollbackAutomation(
                new RollbackSettings(List.of(service)),
                new FakeGateway(
                        faults, alarms, Map.of(Samples.TARGET.id(), target), register, List.of()),
                clock,
                kept);
    }

    private static Replay now(String alarm) {
        return Replay.now(
                Set.of(alarm), event(NOW.minus(Duration.ofDays(9)), Optional.empty()), NOW);
    }

    private static AlarmEvent event(Instant at, Optional<AlarmEvent.State> previous) {
        return new AlarmEvent(
                "errors",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AlarmEvent.State.ALARM,
                previous,
                "",
                at,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private void record(String revision, Instant at, boolean good) {
        var release = Samples.release(revision, at, good);
        register.change(Samples.TARGET.id(), revision, known -> release);
    }

    private Docket stored() {
        return register.docket(Samples.TARGET.id());
    }

    private static Docket docket(Rollback... rollbacks) {
        var docket = Docket.empty(Samples.TARGET.id());
        for (var rollback : rollbacks) {
            docket = docket.with(rollback);
        }
        return docket;
    }

    private static Rollback rollback(String from, String to, Instant at, Phase phase) {
        return new Rollback(
                "lambda shop:live@" + from + "@" + at.minusSeconds(60),
                from,
                to,
                "it failed",
                at,
                phase,
                phase.isEnd() ? Optional.of(at) : Optional.empty());
    }
}
