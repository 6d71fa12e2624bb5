package dev.nightshift.costs.waste.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time: zones, changes of clocks, holidays, single days; and weeks of ticks. */
class TimetableTest {
    private static final LocalDate CHRISTMAS = LocalDate.parse("2026-12-25");

    private static Timetable berlin(String from, String to) {
        return new Timetable(
                "dev",
                Map.of("stage", "dev"),
                Set.of(),
                ZoneId.of("Europe/Berlin"),
                EnumSet.allOf(DayOfWeek.class),
                LocalTime.parse(from),
                LocalTime.parse(to),
                Set.of(CHRISTMAS));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-11-24T05:59:59Z, false", // winter: 06:59:59 in Berlin
        "2026-11-24T06:00:00Z, true",
        "2026-11-24T17:59:59Z, true",
        "2026-11-24T18:00:00Z, false",
        "2026-07-14T04:59:59Z, false", // summer: 06:59:59 in Berlin
        "2026-07-14T05:00:00Z, true",
        "2026-12-25T12:00:00Z, false" // a holiday
    })
    void it_is_on_by_the_local_clock(Instant at, boolean on) {
        assertThat(berlin("07:00", "19:00").isOn(at, Optional.empty())).isEqualTo(on);
    }

    @Test
    void the_nights_on_which_clocks_change_are_as_long_as_they_are() {
        var night = berlin("01:00", "05:00");

        assertThat(length(night, "2026-03-29")).isEqualTo(Duration.ofHours(3));
        assertThat(length(night, "2026-10-25")).isEqualTo(Duration.ofHours(5));
        assertThat(length(night, "2026-06-01")).isEqualTo(Duration.ofHours(4));
        // 02:30 does not exist on that night, and is 03:30
        assertThat(berlin("02:30", "05:00").start(LocalDate.parse("2026-03-29")))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    private static Duration length(Timetable timetable, String day) {
        return Duration.between(
                timetable.start(LocalDate.parse(day)), timetable.end(LocalDate.parse(day)));
    }

    @Test
    void a_tag_counts_for_its_local_day_only() {
        var timetable = berlin("07:00", "19:00");
        var late = Instant.parse("2026-11-24T22:59:00Z"); // 23:59 in Berlin

        assertThat(timetable.override(Optional.of("on:2026-11-24"), late)).contains(true);
        assertThat(timetable.override(Optional.of("off:2026-11-24"), late)).contains(false);
        assertThat(timetable.override(Optional.of("on:2026-11-24"), late.plusSeconds(60)))
                .isEmpty();
        assertThat(timetable.override(Optional.of("please"), late)).isEmpty();
        assertThat(timetable.isOn(late, Optional.of(true))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void in_any_zone_each_workday_is_on_once_and_other_days_never(long seed) {
        var random = new Random(seed);
        var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int round = 0; round < 150; round++) {
            var from = LocalTime.of(random.nextInt(22), random.nextInt(60));
            var to = from.plusMinutes(1 + random.nextInt(23 * 60 + 59 - from.toSecondOfDay() / 60));
            var days = new HashSet<DayOfWeek>();
            for (var day : DayOfWeek.values()) {
                if (random.nextBoolean()) {
                    days.add(day);
                }
            }
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var start = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(360));
            var timetable =
                    new Timetable(
                            "any",
                            Map.of(),
                            Set.of("x"),
                            zone,
                            days,
                            from,
                            to,
                            Set.of(start.plusDays(1)));
            int changes = 0;
            int workdays = 0;
            boolean before = false;
            var at = start.atStartOfDay(zone).toInstant();
            for (int day = 0; day < 4; day++) {
                workdays += isOnAtAll(timetable, start.plusDays(day)) ? 1 : 0;
            }
            var end = start.plusDays(4).atStartOfDay(zone).toInstant();
            for (; at.isBefore(end); at = at.plusSeconds(60)) {
                boolean on = timetable.isOn(at, Optional.empty());
                changes += on && !before ? 1 : 0;
                before = on;
            }
            assertThat(changes).as("%s from %s", timetable, start).isEqualTo(workdays);
        }
    }

    private static boolean isOnAtAll(Timetable timetable, LocalDate day) {
        return timetable.isWorkday(day) && timetable.start(day).isBefore(timetable.end(day));
    }

    @Test
    void over_three_weeks_what_is_off_stays_off_and_counts_come_back() {
        var clock = new TestClock(Instant.parse("2026-11-23T00:00:00Z"));
        var machines =
                new FakeMachines(clock)
                        .with(Kind.INSTANCE, "i-dev", State.ON, 1, "stage", "dev")
                        .with(Kind.DATABASE, "db-dev", State.ON, 1, "stage", "dev")
                        .with(Kind.SERVICE, "main/api", State.ON, 3)
                        .with(Kind.INSTANCE, "i-broken", State.OFF, 1, "stage", "dev");
        var automation = new OffHoursAutomation(OffHoursContractTest.SETTINGS, machines);
        var timetable = OffHoursContractTest.SETTINGS.timetables().getFirst();
        for (int tick = 0; tick < 21 * 48; tick++) {
            for (int again = 0; again < 2; again++) {
                for (var action : automation.plan(automation.observe(clock.instant())).actions()) {
                    Outcome done = automation.apply(action, () -> Duration.ofMinutes(5));
                    assertThat(done.succeeded()).as(action.id()).isTrue();
                }
                machines.settle();
            }
            boolean on = timetable.isOn(clock.instant(), Optional.empty());
            for (var id : List.of("i-dev", "db-dev", "main/api")) {
                assertThat(machines.get(id).state())
                        .as("%s at %s", id, clock.instant())
                        .isEqualTo(on ? State.ON : State.OFF);
            }
            assertThat(machines.get("main/api").desired()).isEqualTo(on ? 3 : 0);
            assertThat(machines.get("i-broken").state()).isEqualTo(State.OFF);
            clock.advance(Duration.ofMinutes(30));
        }
        assertThat(machines.faults.writes().stream().filter("stop:database"::equals).count())
                .as("a stop a day, on two days of three weeks, and the first night")
                .isEqualTo(7);
    }
}
