package dev.nightshift.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How an incident stands, as the head of its thread says it.
 *
 * @param since when it was first told
 * @param told how many notices there were of it, repeats included
 * @param resolvedAt empty while it is open
 */
record Standing(Instant since, long told, Optional<Instant> resolvedAt) {
    String words() {
        var state =
                resolvedAt
                        .map(end -> resolved(Duration.between(since, end)))
                        .orElse("open since " + since.truncatedTo(ChronoUnit.SECONDS));
        return told == 1 ? state : state + " · told " + told + " times";
    }

    private static String resolved(Duration after) {
        if (after.toDays() > 0) {
            return "resolved after " + after.toDays() + " d " + after.toHoursPart() + " h";
        }
        if (after.toHours() > 0) {
            return "resolved after " + after.toHours() + " h " + after.toMinutesPart() + " min";
        }
        return after.toMinutes() > 0 ? "resolved after " + after.toMinutes() + " min" : "resolved";
    }
}
