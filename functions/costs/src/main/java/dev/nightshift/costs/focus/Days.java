package dev.nightshift.costs.focus;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which day a written time is on, in UTC. FOCUS writes {@code 2024-09-18T22:00:00Z}; others leave
 * out the zone, which then is UTC, or the time, or have a space. The same times come again in
 * million rows, so that each is understood once.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-0/#date-time-format">FOCUS 1.0,
 *     Date/Time format</a>
 */
final class Days {
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})"
                            + "(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
                            + " ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?");

    /** More than the hours of two years. */
    private static final int MOST = 20_000;

    private final Texts known = new Texts(MOST);
    private int[] days = new int[64];

    /** Counted from 1970-01-01. */
    int day(FocusColumn column, byte[] text, int from, int length) {
        int before = known.size();
        int number = known.number(text, from, length);
        if (number != Texts.ABSENT && number < before) {
            return days[number];
        }
        int day = Math.toIntExact(parse(column, text, from, length).toEpochDay());
        if (number != Texts.ABSENT) {
            if (number >= days.length) {
                days = Arrays.copyOf(days, 2 * days.length);
            }
            days[number] = day;
        }
        return day;
    }

    private static LocalDate parse(FocusColumn column, byte[] bytes, int from, int length) {
        if (length == 0) {
            throw BadValueException.empty(column);
        }
        var text = new String(bytes, from, length, StandardCharsets.UTF_8);
        var match = TIME.matcher(text);
        if (!match.matches()) {
            throw noTime(column, text);
        }
        try {
            return inUtc(match).toLocalDate();
        } catch (DateTimeException e) {
            var refusal = noTime(column, text);
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    private static LocalDateTime inUtc(Matcher match) {
        var date = LocalDate.parse(match.group(1));
        var time = Optional.ofNullable(match.group(2)).map(LocalTime::parse);
        var zone =
                Optional.ofNullable(match.group(3))
                        .filter(name -> !name.equals("UTC"))
                        .map(ZoneOffset::of)
                        .orElse(ZoneOffset.UTC);
        return date.atTime(time.orElse(LocalTime.MIDNIGHT)).minusSeconds(zone.getTotalSeconds());
    }

    private static BadValueException noTime(FocusColumn column, String text) {
        return BadValueException.of(
                column,
                text,
                "is no time such as 2024-09-18T22:00:00Z; correct it, or have the file exported"
                        + " again");
    }
}
