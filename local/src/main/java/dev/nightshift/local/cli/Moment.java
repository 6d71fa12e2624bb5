package dev.nightshift.local.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A moment in the past, as a person names it.
 *
 * @param given as it was written
 * @param at empty for the latest there is
 */
record Moment(String given, Optional<Instant> at) {
    /** What is understood, for a help text. */
    static final String FORMS =
            "latest, an instant (2026-11-22T03:00:00Z), a date (its end, UTC), or how long ago (2d,"
                    + " 36h, 1d12h)";

    private static final Pattern AGO = Pattern.compile("(?:\\d{1,6}[wdhms])+");
    private static final Pattern PART = Pattern.compile("(\\d+)([wdhms])");

    /**
     * @throws Trouble if it is none, or lies in the future
     */
    static Moment parse(String given, Instant now) {
        var text = given.strip();
        if (text.equalsIgnoreCase("latest")) {
            return new Moment(given, Optional.empty());
        }
        var at = ago(text, now).or(() -> date(text, now)).or(() -> instant(text));
        if (at.isEmpty()) {
            throw new Trouble(Exit.USAGE, "--at %s is no time; it is %s".formatted(given, FORMS));
        }
        if (at.get().isAfter(now)) {
            throw new Trouble(
                    Exit.USAGE,
                    "--at %s is in the future; --at latest takes the newest there is"
                            .formatted(given));
        }
        return new Moment(given, at);
    }

    /** The moment up to which something is wanted. */
    Instant orNow(Instant now) {
        return at.orElse(now);
    }

    private static Optional<Instant> ago(String text, Instant now) {
        var length = text.toLowerCase(Locale.ROOT).replaceFirst("\\s*ago$", "").strip();
        if (!AGO.matcher(length).matches()) {
            return Optional.empty();
        }
        var ago = Duration.ZERO;
        var part = PART.matcher(length);
        while (part.find()) {
            long number = Long.parseLong(part.group(1));
            ago =
                    ago.plus(
                            switch (part.group(2)) {
                                case "w" -> Duration.ofDays(7 * number);
                                case "d" -> Duration.ofDays(number);
                                case "h" -> Duration.ofHours(number);
                                case "m" -> Duration.ofMinutes(number);
                                default -> Duration.ofSeconds(number);
                            });
        }
        return Optional.of(now.minus(ago));
    }

    /** The end of a day; of today, now. */
    private static Optional<Instant> date(String text, Instant now) {
        try {
            var day = LocalDate.parse(text);
            var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
            boolean today = day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
            return Optional.of(today ? now : end);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }
}
