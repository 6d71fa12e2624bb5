package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What AWS expects to be billed. */
public interface Forecasts {
    /** Of the intervals: the share of outcomes that are expected to fall in. */
    int INTERVAL_PERCENT = 80;

    /**
     * From today on. Asked by day, the intervals are those of single days, and do not add up to one
     * of the whole.
     *
     * @param last day, included; at most 3 months from now by day, 12 by month
     * @return empty if AWS has too little history to tell
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read, or the budget of
     *     requests is spent
     */
    Optional<Forecast> forecast(LocalDate last, Step step);

    /** The length of the periods. */
    enum Step {
        DAY,
        MONTH
    }

    /**
     * Of unblended cost, credits and taxes included.
     *
     * @param currency ISO 4217
     * @param mean of all periods together
     * @param asOf the day on which AWS was asked
     */
    record Forecast(String currency, BigDecimal mean, List<Period> periods, LocalDate asOf) {
        public Forecast {
            periods = List.copyOf(periods);
        }
    }

    /**
     * A day, or the part of a month that is asked for.
     *
     * @param last day, included
     * @param low empty if AWS gives no interval
     * @param high empty if AWS gives no interval
     */
    record Period(
            LocalDate first,
            LocalDate last,
            BigDecimal mean,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high) {}
}
