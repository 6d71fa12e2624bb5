package dev.nightshift.costs.anomaly;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What AWS Cost Anomaly Detection says. */
public sealed interface Detected {
    /** It has looked; nothing in the list is nothing found. */
    record Found(List<Anomaly> anomalies) implements Detected {
        public Found {
            anomalies = List.copyOf(anomalies);
        }
    }

    /** No monitor is set up, so it finds nothing. */
    record Off() implements Detected {}

    /** Not known, and why. */
    record Unknown(String why) implements Detected {}

    /**
     * One that AWS found.
     *
     * @param id AWS's own
     * @param service as Cost Explorer names it; empty if AWS does not say
     * @param account likewise
     * @param first its first day
     * @param last its last day so far; empty if it is going on
     * @param excess in all days together, in US dollars
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Anomaly.html">Anomaly</a>
     */
    record Anomaly(
            String id,
            String service,
            String account,
            LocalDate first,
            Optional<LocalDate> last,
            BigDecimal excess) {}
}
