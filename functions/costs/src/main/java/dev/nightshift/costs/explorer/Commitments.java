package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How well reservations and Savings Plans cover what runs, and are used. Each question is a paid
 * request, to be asked of whole days that are over. What AWS has no data of is empty: not known,
 * and not 0 %.
 */
public interface Commitments {
    /** In hours. */
    Optional<Coverage> reservationCoverage(LocalDate first, LocalDate last);

    /** In hours. */
    Optional<Utilization> reservationUtilization(LocalDate first, LocalDate last);

    /** In money at on-demand prices. */
    Optional<Coverage> savingsPlansCoverage(LocalDate first, LocalDate last);

    /** In money. */
    Optional<Utilization> savingsPlansUtilization(LocalDate first, LocalDate last);

    /** What an amount is counted in. */
    enum Unit {
        HOURS,
        /** In the currency of the bill, which AWS does not name here. */
        MONEY
    }

    /**
     * How much of what could be covered is.
     *
     * @param total covered and not covered together
     */
    record Coverage(BigDecimal covered, BigDecimal total, Unit unit) {
        /** Empty if nothing ran that could be covered. */
        public Optional<BigDecimal> percent() {
            return share(covered, total);
        }
    }

    /**
     * How much of what is paid for is used.
     *
     * @param netSavings against on-demand prices, in the currency of the bill; negative if the
     *     commitment cost more than it saved; empty if AWS does not say
     */
    record Utilization(
            BigDecimal used, BigDecimal bought, Unit unit, Optional<BigDecimal> netSavings) {
        /** Empty if nothing is bought. */
        public Optional<BigDecimal> percent() {
            return share(used, bought);
        }
    }

    private static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(
                        part.multiply(BigDecimal.valueOf(100))
                                .divide(whole, 2, RoundingMode.HALF_UP));
    }
}
