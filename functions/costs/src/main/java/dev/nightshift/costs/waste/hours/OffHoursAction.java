package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;

/** Stops, or starts again what we stopped. */
public sealed interface OffHoursAction extends Action {
    Machine machine();

    @Override
    default String subject() {
        return machine().inWords();
    }

    @Override
    default Impact impact() {
        return Impact.CHANGE;
    }

    /** Notes in a tag how many of it there are, and stops it. */
    record Stop(Machine machine, String because) implements OffHoursAction {
        @Override
        public String id() {
            return "stop " + machine.inWords();
        }
    }

    /**
     * Starts it, and takes the tag off.
     *
     * @param count tasks of an ECS service; 1 for everything else
     */
    record Start(Machine machine, int count, String because) implements OffHoursAction {
        @Override
        public String id() {
            return "start " + machine.inWords();
        }
    }
}
