package dev.nightshift.costs.waste.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every write refused, lost or cut off in turn, in the evening and in the morning. */
class OffHoursFaultsTest {
    private static final Instant EVENING = Instant.parse("2026-11-23T20:00:00Z");

    private final TestClock clock = new TestClock(EVENING);
    private final FakeMachines machines =
            new FakeMachines(clock)
                    .with(Kind.INSTANCE, "i-dev", State.ON, 1, "stage", "dev")
                    .with(Kind.SERVICE, "main/api", State.ON, 3);
    private final OffHoursAutomation automation =
            new OffHoursAutomation(OffHoursContractTest.SETTINGS, machines);

    private int tick() {
        var actions = automation.plan(automation.observe(clock.instant())).actions();
        for (var action : actions) {
            var thrown =
                    catchThrowable(() -> automation.apply(action, () -> Duration.ofMinutes(5)));
            assertThat(thrown)
                    .satisfiesAnyOf(
                            it -> assertThat(it).isNull(),
                            it -> assertThat(it).isInstanceOf(CloudException.class));
        }
        machines.settle();
        return actions.size();
    }

    private void converge() {
        for (int i = 0; i < 6 && tick() > 0; i++) {
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(tick()).as("at %s", clock.instant()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "REQUEST_LOST", "RESPONSE_LOST"})
    void the_same_in_the_end(Fault fault) {
        for (int nth = 1; nth <= 8; nth++) {
            machines.faults.arm(fault, Among.WRITES, nth);
            converge();
            assertThat(machines.get("i-dev").state()).isEqualTo(State.OFF);
            assertThat(machines.get("main/api").desired()).isZero();
            clock.advance(Duration.between(clock.instant(), morning()));
            converge();
            assertThat(machines.get("i-dev").state()).isEqualTo(State.ON);
            assertThat(machines.get("main/api").desired()).isEqualTo(3);
            assertThat(machines.get("main/api").tags()).isEmpty();
            clock.advance(Duration.between(clock.instant(), evening()));
        }
    }

    // Mondays and Tuesdays are workdays: from Monday evening to Tuesday, and on to next Monday
    private Instant morning() {
        var at = clock.instant();
        var timetable = OffHoursContractTest.SETTINGS.timetables().getFirst();
        while (!timetable.isOn(at, Optional.empty())) {
            at = at.plus(Duration.ofMinutes(30));
        }
        return at;
    }

    private Instant evening() {
        var at = clock.instant();
        var timetable = OffHoursContractTest.SETTINGS.timetables().getFirst();
        while (timetable.isOn(at, Optional.empty())) {
            at = at.plus(Duration.ofMinutes(30));
        }
        return at;
    }

    @Test
    void what_somebody_takes_from_us_in_between_is_refused() {
        converge();
        clock.advance(Duration.between(clock.instant(), morning()));
        var start = automation.plan(automation.observe(clock.instant())).actions().getFirst();
        machines.untag(start.machine(), Machine.STOPPED_TAG);

        assertThat(automation.apply(start, () -> Duration.ofMinutes(5)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void what_cannot_be_stopped_or_follows_two_timetables_is_told() {
        var stuck =
                new Machine(
                        Kind.INSTANCE,
                        "i-group",
                        "i-group",
                        Map.of("stage", "dev"),
                        State.ON,
                        1,
                        Optional.of("is of an Auto Scaling group, which would replace it"));
        var facts = new OffHoursFacts(EVENING, List.of(stuck), Map.of());
        var twice = new ArrayList<>(OffHoursContractTest.SETTINGS.timetables());
        twice.addAll(OffHoursContractTest.SETTINGS.timetables());

        assertThat(OffHoursPlanner.plan(OffHoursContractTest.SETTINGS, facts).remarks())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Remark.Kind.REFUSE));
        assertThat(OffHoursPlanner.plan(new OffHoursSettings(twice), facts).remarks())
                .singleElement()
                .satisfies(it -> assertThat(it.because()).contains("follows dev and dev"));
    }
}
