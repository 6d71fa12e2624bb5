package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.AutomationContractTest;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What all automations that make effects promise, on a Monday night; nothing is ever deleted. */
class OffHoursContractTest extends AutomationContractTest<OffHoursFacts, OffHoursAction> {
    static final OffHoursSettings SETTINGS =
            new OffHoursSettings(
                    List.of(
                            new Timetable(
                                    "dev",
                                    Map.of("stage", "dev"),
                                    Set.of("main/api"),
                                    ZoneId.of("Europe/Berlin"),
                                    Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                                    LocalTime.of(7, 0),
                                    LocalTime.of(19, 0),
                                    Set.of())));

    @Override
    protected Instant start() {
        return Instant.parse("2026-11-23T20:00:00Z");
    }

    @Override
    protected boolean hasDeletions() {
        return false;
    }

    @Override
    protected World<OffHoursFacts, OffHoursAction> world(Scope scope, Clock clock) {
        var machines =
                new FakeMachines(clock)
                        .with(Kind.INSTANCE, "i-dev", State.ON, 1, "stage", "dev")
                        .with(Kind.DATABASE, "db-dev", State.ON, 1, "stage", "dev")
                        .with(Kind.SERVICE, "main/api", State.ON, 3)
                        .with(Kind.INSTANCE, "i-prod", State.ON, 1, "stage", "prod")
                        .with(Kind.SERVICE, "main/prod", State.ON, 2);
        return new World<>() {
            @Override
            public Automation<OffHoursFacts, OffHoursAction> automation() {
                return new OffHoursAutomation(SETTINGS, machines);
            }

            @Override
            public Faults faults() {
                return machines.faults;
            }

            @Override
            public Object owned() {
                return part(machines, false);
            }

            @Override
            public Object foreign() {
                return part(machines, true);
            }

            @Override
            public void settle() {
                machines.settle();
            }

            @Override
            public String blind() {
                machines.hide(Kind.DATABASE);
                return "database";
            }
        };
    }

    private static Object part(FakeMachines machines, boolean foreign) {
        var part = new TreeMap<String, Machine>();
        machines.all()
                .forEach(
                        (id, machine) -> {
                            if (id.endsWith("prod") == foreign) {
                                part.put(id, machine);
                            }
                        });
        return part;
    }
}
