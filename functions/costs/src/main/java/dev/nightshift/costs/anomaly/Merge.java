package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what AWS found beside what we found: the same service in the same days is one anomaly. */
final class Merge {
    private static final String PROVIDER = "AWS";
    private static final String CURRENCY = "USD";
    private static final double GROWN = 1.5;

    /** One that ended longer ago is over. */
    private static final int GOING_ON_DAYS = 2;

    private Merge() {}

    /**
     * @param own what we found
     * @param minimum excess a day, in US dollars, that is worth telling
     * @param last the last day of which there are figures
     */
    static List<Finding> of(
            List<Finding> own, List<Detected.Anomaly> aws, double minimum, LocalDate last) {
        var merged = new ArrayList<Finding>();
        for (var finding : own) {
            merged.add(
                    finding.alsoOf(
                            aws.stream()
                                    .filter(anomaly -> isSame(finding, anomaly))
                                    .map(Detected.Anomaly::id)
                                    .sorted()
                                    .toList()));
        }
        var seen = new ArrayList<CostKey>();
        for (var anomaly : aws) {
            var alone = alone(anomaly, minimum, last);
            if (own.stream().noneMatch(finding -> isSame(finding, anomaly))
                    && alone.isOpen()
                    && alone.excess().doubleValue() >= minimum
                    && !seen.contains(alone.key())) {
                seen.add(alone.key());
                merged.add(alone);
            }
        }
        return List.copyOf(merged);
    }

    private static boolean isSame(Finding finding, Detected.Anomaly anomaly) {
        var last = anomaly.last().orElse(LocalDate.MAX);
        return finding.currency().equals(CURRENCY)
                && isAws(finding.key().part(0))
                && isOne(finding.key().part(1), anomaly.account())
                && isOne(name(finding.key().part(2)), name(anomaly.service()))
                && !finding.since().isAfter(last)
                && !anomaly.first().isAfter(finding.day());
    }

    private static boolean isAws(String provider) {
        var name = provider.toLowerCase(Locale.ROOT);
        return name.contains("aws") || name.contains("amazon");
    }

    /** Whoever does not say means any. */
    private static boolean isOne(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.startsWith(other) || other.startsWith(one);
    }

    /** Sources name the same service with and without its maker, and with parts behind a dash. */
    private static String name(String service) {
        return service.toLowerCase(Locale.ROOT)
                .replaceFirst("^(amazon|aws)\\s+", "")
                .replaceAll("[^a-z0-9]", "");
    }

    private static Finding alone(Detected.Anomaly anomaly, double minimum, LocalDate last) {
        var end = anomaly.last().filter(day -> day.isBefore(last)).orElse(last);
        long days = Math.max(1, ChronoUnit.DAYS.between(anomaly.first(), end) + 1);
        var daily = anomaly.excess().divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP);
        double times = Math.max(1, daily.doubleValue() / minimum);
        boolean open = !end.isBefore(last.minusDays(GOING_ON_DAYS));
        return new Finding(
                CostKey.of(PROVIDER, anomaly.account(), anomaly.service()),
                CURRENCY,
                Kind.AWS,
                open ? Turn.OPEN : Turn.CLOSED,
                anomaly.first(),
                end,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                daily,
                (int) (Math.log(times) / Math.log(GROWN)),
                List.of(),
                List.of(anomaly.id()));
    }
}
