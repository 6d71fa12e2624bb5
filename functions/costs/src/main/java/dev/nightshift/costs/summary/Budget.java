package dev.nightshift.costs.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a month may cost.
 *
 * @param currency ISO 4217
 * @param limit a month, billed
 */
public record Budget(String name, String currency, BigDecimal limit, Watch watch) {
    /** How it is known how far it is used. */
    public sealed interface Watch {}

    /** All costs of this currency, by our figures. */
    public record Everything() implements Watch {}

    /** What a service costs. */
    public record OfService(String service) implements Watch {}

    /** What an account costs. */
    public record OfAccount(String account) implements Watch {}

    /** What carries a tag. */
    public record OfTag(String key, String value) implements Watch {}

    /**
     * AWS Budgets says so itself.
     *
     * @param actual billed this month so far; empty if AWS does not say
     * @param forecast for the whole month; empty if AWS does not say
     */
    public record ByAws(Optional<BigDecimal> actual, Optional<BigDecimal> forecast)
            implements Watch {}

    /**
     * A budget this month.
     *
     * @param spent billed so far on the days that are known; empty if nothing is
     * @param waiting that its costs were not asked for today; empty if they were
     */
    public record Standing(
            Budget budget,
            Optional<BigDecimal> spent,
            Crossing crossing,
            Optional<Waiting> waiting) {
        public Standing(Budget budget, Optional<BigDecimal> spent, Crossing crossing) {
            this(budget, spent, crossing, Optional.empty());
        }
    }

    /**
     * Nothing was asked today.
     *
     * @param asked the day of the figures, UTC; empty if there are none yet
     * @param next the day of its turn; empty if it is not known
     */
    public record Waiting(Optional<LocalDate> asked, Optional<LocalDate> next) {
        /** Such as {@code figures of 2026-11-23, asked again on 2026-11-26}. */
        public String words() {
            var figures = asked.map(day -> "figures of " + day).orElse("no figures yet");
            var again = asked.isPresent() ? "asked again on " : "asked on ";
            return figures + next.map(day -> ", " + again + day).orElse("");
        }
    }

    /** When it is crossed. */
    public sealed interface Crossing {}

    /** It is: on that day, or empty if only that is known. */
    public record Crossed(Optional<LocalDate> on) implements Crossing {}

    /** It will be, if days stay as they are. */
    public record Will(LocalDate on, BigDecimal expected) implements Crossing {}

    /** Not this month, if days stay as they are. */
    public record Not(BigDecimal expected) implements Crossing {}

    public record Unknown(String why) implements Crossing {}
}
