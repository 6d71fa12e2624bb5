package dev.nightshift.costs.waste.find;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all judges of usage have in common: something younger than the window is not judged yet, and
 * metrics that do not cover the window decide nothing.
 */
final class UsageJudge {
    private final Resource resource;
    private final WasteKind kind;
    private final Instant at;

    UsageJudge(Resource resource, WasteKind kind, Instant at) {
        this.resource = resource;
        this.kind = kind;
        this.at = at;
    }

    /** What to do with metrics that all cover the window. */
    @FunctionalInterface
    interface Decision {
        Optional<Verdict> of(List<Series> series);
    }

    /**
     * Decides only if every metric covers the window.
     *
     * @return unknown if one does not; empty if the resource is too young to be judged
     */
    Optional<Verdict> decide(Decision decision, Metric... metrics) {
        if (isYoung()) {
            return Optional.empty();
        }
        var all = new ArrayList<Series>();
        for (var metric : metrics) {
            var series = resource.usage(metric);
            if (series.isEmpty()) {
                return unknown(metric.label() + " could not be read");
            }
            if (!series.get().covers()) {
                return unknown(
                        "CloudWatch has "
                                + metric.label()
                                + " for "
                                + series.get().coverage()
                                + "; nine in ten are needed, and no data is not no use");
            }
            all.add(series.get());
        }
        return decision.of(all);
    }

    Optional<Verdict> unknown(String why) {
        return Optional.of(new Verdict.Unknown(kind, why));
    }

    /** Whether it was not there for the whole window, or might not have been. */
    boolean isYoung() {
        return resource.created()
                .filter(created -> !Numbers.isOlder(created, Series.WINDOW, at))
                .isPresent();
    }
}
