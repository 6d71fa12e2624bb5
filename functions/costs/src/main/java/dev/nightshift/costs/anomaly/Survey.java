package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Tracker.News;
import dev.nightshift.costs.anomaly.Watch.Look;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.ChargeCategory;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the figures in one currency to findings. A pure function. */
final class Survey {
    /** In the first run, what began in the last week is news. */
    private static final int FIRST_LOOK_DAYS = 7;

    /** So old a day tells nothing of what is usual any more. */
    private static final int OLDEST_DAYS = 170;

    private Survey() {}

    /**
     * @param findings of all series with news, or with an anomaly that is going on
     * @param after what to remember
     */
    record Result(List<Finding> findings, Before.Currency after) {
        Result {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param data with at least one known day
     */
    static Result of(
            CostData data, CostAnomalySettings settings, Optional<Before.Currency> before) {
        int last = Series.number(data.known().last());
        int provisional = data.provisionalFrom().map(Series::number).orElse(last + 1);
        int first = before.map(Before.Currency::settled).orElse(last - FIRST_LOOK_DAYS) + 1;
        var look = new Look(Series.of(data), credits(data), first, last, provisional);
        var known = before.map(Before.Currency::series).orElse(Map.of());
        var results =
                new Watch(settings.limits(data.currency()), settings.acceptAfter())
                        .through(look, known);
        var findings = new ArrayList<Finding>();
        var after = new HashMap<CostKey, Watched>();
        results.forEach(
                (key, result) -> {
                    finding(data.currency(), key, result.news()).ifPresent(findings::add);
                    keep(after, key, result.after().since(last - OLDEST_DAYS));
                });
        // a series without figures is not here: what was known of it stays
        known.forEach(
                (key, watched) -> {
                    if (!results.containsKey(key)) {
                        keep(after, key, watched.since(last - OLDEST_DAYS));
                    }
                });
        int settled = Math.max(first - 1, Math.min(last, provisional - 1));
        return new Result(findings, new Before.Currency(settled, after));
    }

    private static void keep(Map<CostKey, Watched> after, CostKey key, Watched watched) {
        if (!watched.equals(Watched.NOTHING)) {
            after.put(key, watched);
        }
    }

    private static Optional<Finding> finding(String currency, CostKey key, List<News> news) {
        if (news.isEmpty()) {
            return Optional.empty();
        }
        var last = news.getLast();
        boolean begun = news.stream().anyMatch(one -> one.turn() == Turn.OPENED);
        var turn =
                switch (last.turn()) {
                    case CLOSED, ACCEPTED -> begun ? Turn.PASSED : last.turn();
                    case GROWN -> begun ? Turn.OPENED : Turn.GROWN;
                    case OPENED, OPEN, PASSED -> last.turn();
                };
        var signal = last.signal();
        return Optional.of(
                new Finding(
                        key,
                        currency,
                        last.anomaly().kind(),
                        turn,
                        LocalDate.ofEpochDay(last.anomaly().since()),
                        LocalDate.ofEpochDay(signal.day()),
                        Amount.rounded(signal.expected()),
                        Amount.rounded(signal.actual()),
                        Amount.rounded(
                                turn == Turn.OPEN || turn == Turn.GROWN
                                        ? last.anomaly().told()
                                        : signal.excess()),
                        last.anomaly().degree(),
                        List.of(),
                        List.of()));
    }

    /** By provider, where credits are among the figures. */
    private static List<Credits> credits(CostData data) {
        return data.table(new Breakdown.ByCategory())
                .map(
                        table -> {
                            var byKey = Amount.byKey(table);
                            return byKey.keySet().stream()
                                    .map(key -> key.part(0))
                                    .distinct()
                                    .filter(
                                            provider ->
                                                    byKey.containsKey(
                                                            key(provider, ChargeCategory.CREDIT)))
                                    .map(provider -> credits(data, provider, byKey))
                                    .toList();
                        })
                .orElse(List.of());
    }

    private static CostKey key(String provider, ChargeCategory category) {
        return CostKey.of(provider, category.name());
    }

    private static Credits credits(
            CostData data, String provider, Map<CostKey, Map<LocalDate, BigDecimal>> byKey) {
        var credits = new HashMap<LocalDate, BigDecimal>();
        byKey.getOrDefault(key(provider, ChargeCategory.CREDIT), Map.of())
                .forEach((day, amount) -> credits.put(day, amount.negate()));
        var usage = byKey.getOrDefault(key(provider, ChargeCategory.USAGE), Map.of());
        return new Credits(
                new Series(Credits.key(provider), data.known(), usage),
                new Series(Credits.key(provider), data.known(), credits));
    }
}
