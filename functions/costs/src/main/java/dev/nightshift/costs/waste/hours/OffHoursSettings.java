package dev.nightshift.costs.waste.hours;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What off-hours is asked to do. */
public record OffHoursSettings(List<Timetable> timetables) {
    public OffHoursSettings {
        timetables = List.copyOf(timetables);
    }

    /** What is wrong with them, in words for the person who wrote them. */
    Optional<String> problem() {
        var names = new HashSet<String>();
        for (var timetable : timetables) {
            if (!names.add(timetable.name())) {
                return Optional.of("two timetables are called " + timetable.name());
            }
            if (timetable.tags().isEmpty() && timetable.names().isEmpty()) {
                return Optional.of(timetable.name() + " selects nothing: give tags or names");
            }
            if (!timetable.from().isBefore(timetable.to())) {
                return Optional.of(timetable.name() + ": from must be before to, on one day");
            }
        }
        return Optional.empty();
    }
}
