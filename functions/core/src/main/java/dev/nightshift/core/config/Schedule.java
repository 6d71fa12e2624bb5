package dev.nightshift.core.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When an automation runs, in UTC, as EventBridge Scheduler writes it. See <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule
 * types</a>.
 */
public sealed interface Schedule permits Schedule.Rate, Cron {
    /** As written, and as Scheduler takes it. */
    String expression();

    /** The first time after this one; empty if there is none. A rate counts from this one. */
    Optional<Instant> next(Instant after);

    /** The longest that two runs lie apart in the two years after this time. */
    Duration longestGap(Instant from);

    /** Every so often, such as {@code rate(30 minutes)}. */
    record Rate(String expression, Duration every) implements Schedule {
        private static final Pattern FORM =
                Pattern.compile("rate\\(([1-9][0-9]{0,4}) (minute|hour|day)(s?)\\)");

        static Rate parse(String expression) {
            var match = FORM.matcher(expression);
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "a rate is a number and minutes, hours or days, such as rate(30 minutes)");
            }
            int count = Integer.parseInt(match.group(1));
            var unit = match.group(2);
            if ((count == 1) != match.group(3).isEmpty()) {
                throw new IllegalArgumentException(
                        "write rate(%d %s)".formatted(count, count == 1 ? unit : unit + "s"));
            }
            var every =
                    switch (unit) {
                        case "minute" -> Duration.ofMinutes(count);
                        case "hour" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            return new Rate(expression, every);
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(after.plus(every));
        }

        @Override
        public Duration longestGap(Instant from) {
            return every;
        }
    }

    /**
     * @throws IllegalArgumentException if Scheduler would not take it; the message says why
     */
    static Schedule parse(String expression) {
        if (expression.startsWith("rate(")) {
            return Rate.parse(expression);
        }
        if (expression.startsWith("cron(") && expression.endsWith(")")) {
            return Cron.parse(expression);
        }
        throw new IllegalArgumentException(
                "write rate(...) or cron(...) as EventBridge Scheduler does, such as rate(30"
                        + " minutes) or cron(0 3 * * ? *)");
    }
}
