package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.costs.waste.hours.OffHoursAction.Start;
import dev.nightshift.costs.waste.hours.OffHoursAction.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides from what is there now and what the timetable says now. A database that RDS started again
 * after seven days is on when it should be off, and is stopped like any other.
 */
final class OffHoursPlanner {
    private final OffHoursSettings settings;
    private final Instant at;
    private final List<OffHoursAction> actions = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();

    private OffHoursPlanner(OffHoursSettings settings, Instant at) {
        this.settings = settings;
        this.at = at;
    }

    static Plan<OffHoursAction> plan(OffHoursSettings settings, OffHoursFacts facts) {
        var planner = new OffHoursPlanner(settings, facts.at());
        facts.unread()
                .forEach(
                        (what, why) ->
                                planner.remarks.add(
                                        new Remark(Remark.Kind.UNKNOWN, what, "not seen: " + why)));
        facts.machines().stream()
                .sorted(Comparator.comparing(Machine::kind).thenComparing(Machine::id))
                .forEach(planner::machine);
        planner.remarks.sort(
                Comparator.comparing(Remark::kind).reversed().thenComparing(Remark::subject));
        return new Plan<>(planner.actions, planner.remarks, 0);
    }

    private void machine(Machine machine) {
        var timetables = settings.timetables().stream().filter(it -> it.selects(machine)).toList();
        if (timetables.isEmpty()) {
            return;
        }
        if (timetables.size() > 1) {
            remark(
                    Remark.Kind.REFUSE,
                    machine,
                    "follows "
                            + String.join(
                                    " and ", timetables.stream().map(Timetable::name).toList())
                            + "; let it follow one");
            return;
        }
        var timetable = timetables.getFirst();
        if (machine.obstacle().isPresent()) {
            remark(Remark.Kind.REFUSE, machine, machine.obstacle().get());
            return;
        }
        var override = timetable.override(machine.tag(Machine.OVERRIDE_TAG), at);
        boolean on = timetable.isOn(at, override);
        var because =
                timetable.name()
                        + " says "
                        + (on ? "on" : "off")
                        + " at "
                        + at.atZone(timetable.zone()).toLocalDateTime()
                        + " "
                        + timetable.zone()
                        + (override.isPresent() ? ", by the day's tag" : "");
        switch (machine.state()) {
            case CHANGING -> remark(Remark.Kind.WAIT, machine, "is between on and off, or busy");
            case ON -> whileOn(machine, on, because);
            case OFF -> whileOff(machine, on, because);
        }
    }

    private void whileOn(Machine machine, boolean on, String because) {
        if (!on) {
            actions.add(new Stop(machine, because));
        } else if (machine.tag(Machine.STOPPED_TAG).isPresent()) {
            actions.add(new Start(machine, machine.desired(), because + "; it is on already"));
        }
    }

    private void whileOff(Machine machine, boolean on, String because) {
        if (!on) {
            return;
        }
        Optional<Integer> before = machine.stoppedByUs();
        if (before.isPresent()) {
            actions.add(new Start(machine, before.get(), because));
        } else {
            remark(
                    Remark.Kind.KEEP,
                    machine,
                    "stays off: somebody else stopped it, or took the tag "
                            + Machine.STOPPED_TAG
                            + " off");
        }
    }

    private void remark(Remark.Kind kind, Machine machine, String because) {
        remarks.add(new Remark(kind, machine.inWords(), because));
    }
}
