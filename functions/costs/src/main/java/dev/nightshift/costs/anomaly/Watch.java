package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Tracker.Result;
import dev.nightshift.costs.model.CostKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Follows all series of one currency. A pure function.
 *
 * @param limits in that currency
 * @param acceptAfter days after which a steady level is the new one
 */
record Watch(Limits limits, int acceptAfter) {
    /**
     * What is looked at.
     *
     * @param series one for each provider, account and service
     * @param credits of providers whose figures have them taken off
     * @param first day that the last run has not seen settled, as the number of days since 1970
     * @param last day of which there are figures
     * @param provisionalFrom the first day whose figures may still grow
     */
    record Look(
            List<Series> series, List<Credits> credits, int first, int last, int provisionalFrom) {
        Look {
            series = List.copyOf(series);
            credits = List.copyOf(credits);
        }
    }

    /** What became of each series. */
    Map<CostKey, Result> through(Look look, Map<CostKey, Watched> before) {
        var results = new TreeMap<CostKey, Result>();
        for (var series : look.series()) {
            var credits = Credits.of(series.key().part(0), look.credits());
            results.put(
                    series.key(),
                    follow(
                            series,
                            look,
                            before,
                            signal ->
                                    credits.filter(one -> one.explain(signal, limits))
                                            .isPresent()));
        }
        for (var credits : look.credits()) {
            var provider = credits.usage().key().part(0);
            // what shows in a service is told there, and not twice
            boolean shows =
                    results.entrySet().stream()
                            .anyMatch(
                                    entry ->
                                            entry.getKey().part(0).equals(provider)
                                                    && !entry.getValue().news().isEmpty());
            results.put(
                    credits.usage().key(),
                    follow(
                            credits.usage(),
                            look,
                            before,
                            signal -> shows || !credits.areUsed(signal.day())));
        }
        return results;
    }

    private Result follow(
            Series series, Look look, Map<CostKey, Watched> before, Predicate<Signal> explained) {
        return new Tracker(series, limits, acceptAfter, look.provisionalFrom(), explained)
                .through(
                        look.first(),
                        look.last(),
                        before.getOrDefault(series.key(), Watched.NOTHING));
    }
}
