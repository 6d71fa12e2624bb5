package dev.nightshift.core.config;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code cron(minutes hours day-of-month month day-of-week year)} in UTC, as EventBridge Scheduler
 * means it: Sunday is 1, one of the two days is {@code ?}.
 */
public final class Cron implements Schedule {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> DAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final Pattern PART =
            Pattern.compile("(\\*|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:/([0-9]+))?");

    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final int LOOK_AHEAD_DAYS = 2 * 366;

    private final String expression;

    /** Minutes of the day on which it fires. */
    private final BitSet times;

    private final BitSet months;
    private final BitSet years;
    private final Predicate<LocalDate> day;

    private Cron(
            String expression,
            BitSet times,
            BitSet months,
            BitSet years,
            Predicate<LocalDate> day) {
        this.expression = expression;
        this.times = times;
        this.months = months;
        this.years = years;
        this.day = day;
    }

    static Cron parse(String expression) {
        var fields = expression.substring("cron(".length(), expression.length() - 1).split(" ", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException(
                    "a cron has six fields (minutes hours day-of-month month day-of-week year), not "
                            + fields.length);
        }
        if (fields[2].equals("?") == fields[4].equals("?")) {
            throw new IllegalArgumentException(
                    "exactly one of day-of-month and day-of-week must be ?");
        }
        var minutes = set("minutes", fields[0], 0, 59, List.of());
        var hours = set("hours", fields[1], 0, 23, List.of());
        var times = new BitSet(MINUTES_PER_DAY);
        hours.stream()
                .forEach(hour -> minutes.stream().forEach(minute -> times.set(hour * 60 + minute)));
        return new Cron(
                expression,
                times,
                set("month", fields[3], 1, 12, MONTHS),
                set("year", fields[5], FIRST_YEAR, LAST_YEAR, List.of()),
                fields[4].equals("?") ? dayOfMonth(fields[2]) : dayOfWeek(fields[4]));
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public Optional<Instant> next(Instant after) {
        var start = after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        var from = start.atOffset(ZoneOffset.UTC).toLocalDateTime();
        int today = times.nextSetBit(from.getHour() * 60 + from.getMinute());
        if (today >= 0 && firesOn(from.toLocalDate())) {
            return Optional.of(at(from.toLocalDate(), today));
        }
        return nextDay(from.toLocalDate().plusDays(1)).map(date -> at(date, times.nextSetBit(0)));
    }

    @Override
    public Duration longestGap(Instant from) {
        int gap = 0;
        int first = times.nextSetBit(0);
        int last = times.previousSetBit(MINUTES_PER_DAY);
        for (int i = first; i < last; i = times.nextSetBit(i + 1)) {
            gap = Math.max(gap, times.nextSetBit(i + 1) - i);
        }
        var begin = from.atOffset(ZoneOffset.UTC).toLocalDate();
        var end = begin.plusDays(LOOK_AHEAD_DAYS);
        var earlier = nextDay(begin);
        while (earlier.isPresent() && earlier.get().isBefore(end)) {
            var later = nextDay(earlier.get().plusDays(1));
            if (later.isPresent()) {
                int days = (int) ChronoUnit.DAYS.between(earlier.get(), later.get());
                gap = Math.max(gap, days * MINUTES_PER_DAY - last + first);
            }
            earlier = later;
        }
        return gap == 0 ? Duration.ofDays(LOOK_AHEAD_DAYS) : Duration.ofMinutes(gap);
    }

    private static Instant at(LocalDate date, int minuteOfDay) {
        return date.atTime(minuteOfDay / 60, minuteOfDay % 60).toInstant(ZoneOffset.UTC);
    }

    private boolean firesOn(LocalDate date) {
        return years.get(date.getYear()) && months.get(date.getMonthValue()) && day.test(date);
    }

    private Optional<LocalDate> nextDay(LocalDate from) {
        var date = from;
        while (date.getYear() <= LAST_YEAR) {
            if (!years.get(date.getYear())) {
                int year = years.nextSetBit(date.getYear());
                if (year < 0) {
                    return Optional.empty();
                }
                date = LocalDate.of(year, 1, 1);
            } else if (!months.get(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else if (day.test(date)) {
                return Optional.of(date);
            } else {
                date = date.plusDays(1);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && cron.expression.equals(expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression;
    }

    private static Predicate<LocalDate> dayOfMonth(String field) {
        if (field.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (field.equals("LW")) {
            return date -> date.equals(nearestWeekday(date, date.lengthOfMonth()));
        }
        if (field.endsWith("W")) {
            int wanted =
                    number(
                            "day-of-month",
                            field.substring(0, field.length() - 1),
                            1,
                            31,
                            List.of());
            return date ->
                    wanted <= date.lengthOfMonth() && date.equals(nearestWeekday(date, wanted));
        }
        var days = set("day-of-month", field, 1, 31, List.of());
        return date -> days.get(date.getDayOfMonth());
    }

    private static LocalDate nearestWeekday(LocalDate month, int dayOfMonth) {
        var date = month.withDayOfMonth(dayOfMonth);
        // never into another month
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> dayOfMonth == 1 ? date.plusDays(2) : date.minusDays(1);
            case SUNDAY ->
                    dayOfMonth == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
        };
    }

    private static Predicate<LocalDate> dayOfWeek(String field) {
        if (field.equals("L")) {
            return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        if (field.endsWith("L")) {
            var wanted = weekday(field.substring(0, field.length() - 1));
            return date -> date.equals(date.with(TemporalAdjusters.lastInMonth(wanted)));
        }
        int hash = field.indexOf('#');
        if (hash >= 0) {
            var wanted = weekday(field.substring(0, hash));
            int which = number("week of day-of-week", field.substring(hash + 1), 1, 5, List.of());
            return date ->
                    date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(which, wanted)));
        }
        var days = set("day-of-week", field, 1, 7, DAYS);
        return date -> days.get(date.getDayOfWeek().getValue() % 7 + 1);
    }

    private static DayOfWeek weekday(String name) {
        // 1 is Sunday here and Monday in Java
        return DayOfWeek.SUNDAY.plus(number("day-of-week", name, 1, 7, DAYS) - 1L);
    }

    private static BitSet set(String name, String field, int min, int max, List<String> words) {
        var set = new BitSet(max + 1);
        for (var part : field.split(",", -1)) {
            var match = PART.matcher(part);
            if (!match.matches() || (match.group(1).equals("*") && match.group(2) != null)) {
                throw new IllegalArgumentException(
                        "\"" + Secrets.masked(part) + "\" does not fit the field " + name);
            }
            boolean all = match.group(1).equals("*");
            int from = all ? min : number(name, match.group(1), min, max, words);
            int to = from;
            if (match.group(2) != null) {
                to = number(name, match.group(2), min, max, words);
            } else if (all || match.group(3) != null) {
                to = max;
            }
            int step = match.group(3) == null ? 1 : number(name, match.group(3), 1, max, List.of());
            if (to < from) {
                throw new IllegalArgumentException(
                        "the range %s of the field %s runs backwards".formatted(part, name));
            }
            for (int i = from; i <= to; i += step) {
                set.set(i);
            }
        }
        return set;
    }

    private static int number(String name, String text, int min, int max, List<String> words) {
        int word = words.indexOf(text.toUpperCase(Locale.ROOT));
        if (word >= 0) {
            return word + min;
        }
        if (!text.matches("[0-9]{1,4}")
                || Integer.parseInt(text) < min
                || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(
                    "the field %s goes from %d to %d, not \"%s\""
                            .formatted(name, min, max, Secrets.masked(text)));
        }
        return Integer.parseInt(text);
    }
}
