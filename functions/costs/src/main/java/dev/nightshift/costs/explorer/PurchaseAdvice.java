package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Commitments that AWS thinks are worth evaluating: for one year, nothing upfront. */
public interface PurchaseAdvice {
    /**
     * A Compute Savings Plan, from the last 30 days. One paid request.
     *
     * @return empty if AWS recommends none
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read, or the budget of
     *     requests is spent
     */
    Optional<Purchase> savingsPlan();

    /**
     * Reserved instances, from the last 30 days. One paid request, and one more for each further
     * page.
     *
     * @param service as Cost Explorer names it, such as {@code Amazon Relational Database Service}
     */
    List<Purchase> reservations(String service);

    /**
     * What to buy.
     *
     * @param what such as {@code db.r6g.large, PostgreSQL, eu-west-1}
     * @param quantity instances, or for a Savings Plan the commitment in money an hour
     * @param account for which it is; empty for the whole organization
     * @param monthlySaving as AWS estimates it
     * @param savingPercent of what it would cost on demand; empty if AWS does not say
     * @param currency ISO 4217, of all amounts
     */
    record Purchase(
            Kind kind,
            String what,
            BigDecimal quantity,
            Optional<String> account,
            BigDecimal monthlySaving,
            Optional<BigDecimal> savingPercent,
            String currency) {}

    /** What is bought. */
    enum Kind {
        SAVINGS_PLAN,
        RESERVATION
    }
}
