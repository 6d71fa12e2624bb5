package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.OptionalInt;

/**
 * What the questions themselves cost.
 *
 * @param month UTC
 * @param thisRun requests to Cost Explorer, attempts that failed included
 * @param thisMonth the same by all functions together; empty if the count cannot be read
 * @param free requests of this run that cost nothing, such as those to AWS Budgets
 */
public record Spending(
        YearMonth month, int thisRun, OptionalInt thisMonth, int free, RequestLimits limits) {
    /**
     * USD.
     *
     * @see <a href="https://aws.amazon.com/aws-cost-management/pricing/">Cost Explorer API: $0.01
     *     for each paginated request</a>
     */
    public static final BigDecimal PER_REQUEST = new BigDecimal("0.01");

    /** USD. */
    public static BigDecimal cost(int requests) {
        return PER_REQUEST.multiply(BigDecimal.valueOf(requests));
    }

    /**
     * For example {@code Cost Explorer: 3 requests (0.03 USD) in this run, 41 (0.41 USD) in 2026-11
     * of at most 200}.
     */
    public String text() {
        var month =
                thisMonth.isPresent()
                        ? "%d (%s USD) in %s of at most %d"
                                .formatted(
                                        thisMonth.getAsInt(),
                                        cost(thisMonth.getAsInt()),
                                        this.month,
                                        limits.perMonth())
                        : "how many in " + this.month + " is not known";
        return "Cost Explorer: %d request%s (%s USD) in this run, %s"
                .formatted(thisRun, thisRun == 1 ? "" : "s", cost(thisRun), month);
    }
}
