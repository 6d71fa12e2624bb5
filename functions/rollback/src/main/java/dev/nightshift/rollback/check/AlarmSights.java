package dev.nightshift.rollback.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alarms that were looked at together, for the services that share them. */
public final class AlarmSights {
    private final Map<String, AlarmSight> byName = new HashMap<>();

    public AlarmSights(List<AlarmSight> sights) {
        sights.forEach(sight -> byName.put(sight.name(), sight));
    }

    /** One for each name, in the same order; what was not looked at is unknown. */
    public List<AlarmSight> of(List<String> names) {
        return names.stream()
                .map(
                        name ->
                                byName.getOrDefault(
                                        name, new AlarmSight.Unknown(name, "it was not asked")))
                .toList();
    }
}
