package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What AWS Cost Anomaly Detection has found, where it is on. */
public interface DetectedAnomalies {
    /**
     * Those that touch any of the last days.
     *
     * @param days up to 90, today included
     * @throws dev.nightshift.core.automation.CloudException if they cannot be read, or the budget
     *     of requests is spent
     */
    List<DetectedAnomaly> lastDays(int days);

    /**
     * Amounts are in the currency of the bill, which AWS does not name here.
     *
     * @param last empty while it goes on
     * @param monitored what the monitor looks at, such as a service's name
     * @param impact above what was expected, over all its days
     * @param expected empty if AWS does not say
     * @param actual empty if AWS does not say
     * @param causes by AWS's own ranking; none if it knows none
     */
    record DetectedAnomaly(
            String id,
            LocalDate first,
            Optional<LocalDate> last,
            Optional<String> monitored,
            BigDecimal impact,
            Optional<BigDecimal> expected,
            Optional<BigDecimal> actual,
            List<Cause> causes) {
        public DetectedAnomaly {
            causes = List.copyOf(causes);
        }
    }

    /** Where it comes from, as far as AWS can tell. */
    record Cause(
            Optional<String> service,
            Optional<String> account,
            Optional<String> region,
            Optional<String> usageType,
            Optional<BigDecimal> contribution) {}
}
