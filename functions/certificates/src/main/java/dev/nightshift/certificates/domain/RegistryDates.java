package dev.nightshift.certificates.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Dates as registries write them. One without a zone is of UTC, one without a time the beginning of
 * its day: at worst early, never late. What could be two dates, such as {@code 03/04/2027}, is
 * none.
 */
final class RegistryDates {
    private static final int LONGEST = 60;

    /** {@code 2027-05-31T00:00:00Z}, {@code 2027-05-31 00:00:00+0300}. */
    private static final DateTimeFormatter WITH_OFFSET =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][ ]")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[XXX][XX][X]")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final List<DateTimeFormatter> DATES =
            List.of(
                    dates("uuuu-MM-dd"),
                    dates("uuuu/MM/dd"),
                    dates("uuuu.MM.dd"),
                    dates("uuuu. MM. dd."),
                    dates("uuuuMMdd"),
                    dates("dd.MM.uuuu"),
                    dates("d-MMM-uuuu"),
                    dates("d MMM uuuu"),
                    dates("d MMMM uuuu"),
                    dates("uuuu-MMM-dd"),
                    dates("uuuu-MMM-dd."),
                    dates("MMM d uuuu"),
                    dates("EEE MMM d uuuu"));

    /** A time of day, and perhaps its zone, behind a date. */
    private static final Pattern TIME =
            Pattern.compile(
                    "(.*\\d\\.?)[ T](\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?"
                            + " ?(?:Z|UTC|GMT|\\((?:UTC|JST|GMT)(?:[+-]\\d{1,2})?\\))?",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern ZONE = Pattern.compile("([+-]\\d{1,2})\\)$");

    /** {@code Sat May 15 00:00:00 GMT 2027}. */
    private static final Pattern YEAR_LAST =
            Pattern.compile(
                    "([A-Za-z]{3} [A-Za-z]{3} +\\d{1,2}) \\d{2}:\\d{2}:\\d{2} [A-Za-z]{1,5} (\\d{4})");

    private RegistryDates() {}

    static Optional<Instant> read(String text) {
        var date = text.strip().replaceAll("\\s+", " ");
        if (date.isEmpty() || date.length() > LONGEST) {
            return Optional.empty();
        }
        return withOffset(date)
                .or(() -> yearLast(date))
                .or(() -> withTime(date))
                .or(() -> day(date));
    }

    private static Optional<Instant> withOffset(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, WITH_OFFSET).toInstant());
        } catch (DateTimeException notThisForm) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> yearLast(String text) {
        var match = YEAR_LAST.matcher(text);
        return match.matches() ? day(match.group(1) + " " + match.group(2)) : Optional.empty();
    }

    private static Optional<Instant> withTime(String text) {
        var match = TIME.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var day = date(match.group(1));
        try {
            var time = LocalTime.parse(match.group(2));
            var zone = zone(text);
            return day.map(date -> LocalDateTime.of(date, time).toInstant(zone));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static ZoneOffset zone(String text) {
        if (text.toUpperCase(Locale.ROOT).endsWith("(JST)")) {
            return ZoneOffset.ofHours(9);
        }
        var match = ZONE.matcher(text);
        return match.find() ? ZoneOffset.ofHours(Integer.parseInt(match.group(1))) : ZoneOffset.UTC;
    }

    private static Optional<Instant> day(String text) {
        return date(text).map(date -> date.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static Optional<LocalDate> date(String text) {
        for (var form : DATES) {
            try {
                return Optional.of(LocalDate.parse(text, form));
            } catch (DateTimeException notThisForm) {
                // the next one may be
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter dates(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
