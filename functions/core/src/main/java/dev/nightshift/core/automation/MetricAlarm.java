package dev.nightshift.core.automation;

import java.util.List;
import java.util.Map;

/**
 * An alarm of CloudWatch that the stack makes for what an automation looks after. It compares with
 * "greater than", and treats missing data as not breaching: no traffic is no failure.
 *
 * @param group what it speaks for; the alarms of one group have a composite one
 * @param name in full
 * @param expression of metric math over the metrics' ids; empty if there is one metric
 * @param threshold in the metric's own unit
 * @param breaching how many of {@code periods} must be over it
 */
public record MetricAlarm(
        String group,
        String name,
        String description,
        List<Metric> metrics,
        String expression,
        double threshold,
        int breaching,
        int periods) {
    /** How long one period is. */
    public static final int PERIOD_SECONDS = 60;

    public MetricAlarm {
        metrics = List.copyOf(metrics);
    }

    /**
     * One metric.
     *
     * @param id in the expression
     * @param statistic such as {@code Sum} or {@code p95}
     */
    public record Metric(
            String id,
            String namespace,
            String name,
            Map<String, String> dimensions,
            String statistic) {
        public Metric {
            dimensions = Map.copyOf(dimensions);
        }
    }
}
