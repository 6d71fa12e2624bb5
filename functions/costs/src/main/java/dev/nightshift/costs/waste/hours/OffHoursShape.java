package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the settings of off-hours are written. */
final class OffHoursShape {
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/.-]{1,512}");

    private OffHoursShape() {}

    private static final Field<String> CALLED =
            Field.required("name", Shapes.pattern(NAME, "a name such as dev"), "In notices.");
    private static final Field<Map<String, String>> TAGS =
            Field.defaulting(
                    "tags",
                    Shapes.map(TAG_KEY, "a tag key of AWS", Shapes.text()),
                    "{}",
                    "What carries all of these tags follows it.");
    private static final Field<List<String>> NAMES =
            Field.defaulting(
                    "names",
                    Shapes.list(
                            Shapes.pattern(
                                    NAME,
                                    "an instance's id, a database's name, or cluster/service"),
                            0,
                            1_000),
                    "[]",
                    "Instances by id, databases by name, ECS services as cluster/service.");
    private static final Field<ZoneId> ZONE =
            Field.required(
                    "zone",
                    time("a time zone such as Europe/Berlin", ZoneId::of, ".+"),
                    "In whose local time it is written; changes of clocks are followed.");
    private static final Field<List<DayOfWeek>> DAYS =
            Field.defaulting(
                    "days",
                    Shapes.list(Shapes.choice(DayOfWeek.values()), 1, 7),
                    "[monday, tuesday, wednesday, thursday, friday]",
                    "On which days it is on at all.");
    private static final Field<LocalTime> FROM =
            Field.required("from", clock(), "When it goes on, such as \"07:00\".");
    private static final Field<LocalTime> TO =
            Field.required("to", clock(), "When it goes off, on the same day.");
    private static final Field<List<LocalDate>> HOLIDAYS =
            Field.defaulting(
                    "holidays",
                    Shapes.list(
                            time(
                                    "a day such as \"2026-12-25\"",
                                    LocalDate::parse,
                                    "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
                            0,
                            1_000),
                    "[]",
                    "Days on which everything stays off.");
    private static final RecordShape<Timetable> TIMETABLE =
            Shapes.record(
                    values ->
                            new Timetable(
                                    values.get(CALLED),
                                    values.get(TAGS),
                                    Set.copyOf(values.get(NAMES)),
                                    values.get(ZONE),
                                    Set.copyOf(values.get(DAYS)),
                                    values.get(FROM),
                                    values.get(TO),
                                    Set.copyOf(values.get(HOLIDAYS))),
                    CALLED,
                    TAGS,
                    NAMES,
                    ZONE,
                    DAYS,
                    FROM,
                    TO,
                    HOLIDAYS);
    private static final Field<List<Timetable>> TIMETABLES =
            Field.required(
                    "timetables",
                    Shapes.list(TIMETABLE, 1, 100),
                    "Each says when what it selects is on.");

    static final RecordShape<OffHoursSettings> SHAPE =
            Shapes.record(values -> new OffHoursSettings(values.get(TIMETABLES)), TIMETABLES)
                    .check((settings, reading) -> settings.problem().ifPresent(reading::refuse));

    private static Shape<LocalTime> clock() {
        return time("a time of day such as \"07:00\"", LocalTime::parse, "[0-9]{2}:[0-9]{2}");
    }

    private static <T> Shape<T> time(String what, Function<String, T> parse, String pattern) {
        return Shapes.parsed(
                what,
                text -> {
                    try {
                        return parse.apply(text);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException("this is none", e);
                    }
                },
                "^" + pattern + "$");
    }
}
