package dev.nightshift.costs.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** What a month will have cost when it is over. */
public sealed interface Forecast {
    YearMonth month();

    /**
     * An expectation, billed.
     *
     * @param low empty if no interval is given
     * @param percent the share of outcomes that are expected between low and high
     * @param method how it was come by, in words
     */
    record Known(
            YearMonth month,
            BigDecimal expected,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high,
            int percent,
            String method)
            implements Forecast {}

    /** Nothing can be said, and why. */
    record Unknown(YearMonth month, String why) implements Forecast {}

    /**
     * What a source expects of the rest of a month.
     *
     * @param from the first day that it is about; days before it are taken as they are known
     * @param percent the share of outcomes that are expected between low and high
     */
    record Rest(
            String currency,
            LocalDate from,
            BigDecimal expected,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high,
            int percent,
            String method) {}
}
