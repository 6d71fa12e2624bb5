package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import dev.nightshift.costs.waste.hours.OffHoursAction.Start;
import dev.nightshift.costs.waste.hours.OffHoursAction.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Stops and starts development machines by timetable. */
public final class OffHoursAutomation implements Automation<OffHoursFacts, OffHoursAction> {
    private final OffHoursSettings settings;
    private final OffHoursGateway gateway;

    OffHoursAutomation(OffHoursSettings settings, OffHoursGateway gateway) {
        this.settings = settings;
        this.gateway = gateway;
    }

    @Override
    public OffHoursFacts observe(Instant now) {
        var unread = new TreeMap<String, String>();
        var machines = new ArrayList<Machine>();
        Optional<CloudException> last = Optional.empty();
        for (var kind : Kind.values()) {
            try {
                machines.addAll(gateway.list(kind));
            } catch (CloudException e) {
                unread.put(kind + "s", e.getMessage());
                last = Optional.of(e);
            }
        }
        if (last.isPresent() && unread.size() == Kind.values().length) {
            throw last.get();
        }
        return new OffHoursFacts(now, machines, unread);
    }

    @Override
    public Plan<OffHoursAction> plan(OffHoursFacts facts) {
        return OffHoursPlanner.plan(settings, facts);
    }

    @Override
    public Applied apply(OffHoursAction action, Deadline deadline) {
        var there = gateway.look(action.machine().kind(), action.machine().id());
        if (there.isEmpty()) {
            return new AlreadySo(action.subject() + " is gone");
        }
        if (there.get().state() == State.CHANGING) {
            return new AlreadySo(action.subject() + " is between on and off; the next run looks");
        }
        return switch (action) {
            case Stop _ -> stop(there.get());
            case Start(_, var count, _) -> start(there.get(), count);
        };
    }

    /** First the tag: what is stopped without it would never be started again. */
    private Applied stop(Machine machine) {
        if (machine.state() == State.OFF) {
            return new AlreadySo(machine.inWords() + " is off already");
        }
        gateway.tag(machine, Machine.STOPPED_TAG, String.valueOf(machine.desired()));
        gateway.stop(machine);
        return new Done("stopped; undone by taking it out of its timetable and starting it");
    }

    /** Last the tag: what is started and still has it is only relieved of it. */
    private Applied start(Machine machine, int count) {
        if (machine.tag(Machine.STOPPED_TAG).isEmpty()) {
            return machine.state() == State.ON
                    ? new AlreadySo(machine.inWords() + " is on already")
                    : new Refused(machine.inWords() + " is off, and no longer by us");
        }
        if (machine.state() == State.OFF) {
            gateway.start(machine, count);
        }
        gateway.untag(machine, Machine.STOPPED_TAG);
        return new Done("on");
    }

    @Override
    public List<Notice> report(Run<OffHoursFacts, OffHoursAction> run) {
        return OffHoursReport.of(run);
    }
}
