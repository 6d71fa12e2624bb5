package dev.nightshift.costs.summary;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A commitment that is worth evaluating, for one year with nothing paid upfront, as AWS reckons
 * from the last 30 days. Nobody buys it here.
 *
 * @param kind such as {@code Savings Plan}
 * @param what such as {@code db.r6g.large, PostgreSQL, eu-west-1}
 * @param quantity of it, in words, such as {@code 2 instances}
 * @param account for which it is; empty for the whole organization
 * @param monthlySaving in {@link #currency}
 * @param savingPercent of what it would cost on demand; empty if AWS does not say
 * @param currency ISO 4217
 */
public record Purchase(
        String kind,
        String what,
        String quantity,
        Optional<String> account,
        BigDecimal monthlySaving,
        Optional<BigDecimal> savingPercent,
        String currency) {}
