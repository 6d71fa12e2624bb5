package dev.nightshift.costs.waste.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When something is on.
 *
 * @param name in notices and tags
 * @param tags of what follows it; all of them
 * @param names ids of what follows it
 * @param zone in whose local time it is written
 * @param from on each of the days; a time that a change of clocks skips begins after the gap
 * @param to later than {@code from}; a time that comes twice is meant the first time
 * @param holidays days on which everything stays off
 */
record Timetable(
        String name,
        Map<String, String> tags,
        Set<String> names,
        ZoneId zone,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        Set<LocalDate> holidays) {
    Timetable {
        tags = Map.copyOf(tags);
        names = Set.copyOf(names);
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /** A machine that has all the tags, if there are any, or is named, follows it. */
    boolean selects(Machine machine) {
        boolean tagged = !tags.isEmpty() && machine.tags().entrySet().containsAll(tags.entrySet());
        return tagged || names.contains(machine.id());
    }

    /**
     * Whether it is on at a moment.
     *
     * @param override what the day's tag says, see {@link #override}
     */
    boolean isOn(Instant at, Optional<Boolean> override) {
        if (override.isPresent()) {
            return override.get();
        }
        var day = day(at);
        return isWorkday(day) && !at.isBefore(start(day)) && at.isBefore(end(day));
    }

    boolean isWorkday(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    Instant start(LocalDate day) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    Instant end(LocalDate day) {
        return day.atTime(to).atZone(zone).toInstant();
    }

    /**
     * Reads {@code on:2026-11-28} or {@code off:2026-11-28}: for that one local day, from midnight
     * to midnight, nothing else counts. On another day, or written otherwise, it says nothing.
     */
    Optional<Boolean> override(Optional<String> text, Instant at) {
        var today = day(at).toString();
        return text.flatMap(
                written ->
                        written.equals("on:" + today)
                                ? Optional.of(true)
                                : written.equals("off:" + today)
                                        ? Optional.of(false)
                                        : Optional.empty());
    }
}
