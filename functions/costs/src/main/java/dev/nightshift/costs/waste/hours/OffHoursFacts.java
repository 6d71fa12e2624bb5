package dev.nightshift.costs.waste.hours;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was seen, and when.
 *
 * @param unread what could not be listed, and why
 */
public record OffHoursFacts(Instant at, List<Machine> machines, Map<String, String> unread) {
    public OffHoursFacts {
        machines = List.copyOf(machines);
        unread = Map.copyOf(unread);
    }
}
