package dev.nightshift.costs.anomaly;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All that one run of cost-anomaly saw, and when.
 *
 * @param seen what figures there were, by currency
 * @param findings in all currencies, what AWS found among them
 * @param makers who made what costs more, or why that is not known, by subject of what is new
 * @param notAsked why nothing is known of causes, by subject
 * @param detected what AWS Cost Anomaly Detection said
 * @param after what the next run is to know
 */
public record CostAnomalyFacts(
        Instant at,
        List<Seen> seen,
        List<Finding> findings,
        Map<String, Attribution> makers,
        Map<String, String> notAsked,
        Detected detected,
        Map<String, String> after) {
    public CostAnomalyFacts {
        seen = List.copyOf(seen);
        findings = List.copyOf(findings);
        makers = Map.copyOf(makers);
        notAsked = Map.copyOf(notAsked);
        after = Map.copyOf(after);
    }

    /**
     * The figures in one currency.
     *
     * @param days how many are known
     * @param last the last of them
     * @param provisionalFrom the first that may still grow
     * @param missing days of the last fortnight before that one of which nothing is known
     * @param credits whether credits are among the figures
     */
    public record Seen(
            String currency,
            int days,
            LocalDate last,
            Optional<LocalDate> provisionalFrom,
            NavigableSet<LocalDate> missing,
            boolean credits) {
        public Seen {
            missing = new TreeSet<>(missing);
        }
    }
}
