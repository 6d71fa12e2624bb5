package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.ChargeCategory;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostKey;
import dev.nightshift.costs.model.CostQuestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Works a {@link CostSummary} out. Same figures, same summary. */
public final class Summaries {
    private static final int MOVERS = 10;

    private Summaries() {}

    /** What rankings and movers are about. */
    public enum Subject {
        MONTH_TO_DATE,
        LAST_WEEK,
        LAST_MONTH
    }

    /**
     * What is not in the figures.
     *
     * @param today the first day that is not over, UTC
     * @param subject what rankings and movers are about
     * @param settleDays after which a month is taken to change no more
     * @param minimumChange the smallest change that is told, in any currency
     * @param turns by tag that was not asked for today, when it is; budgets are held against the
     *     figures that were told last
     * @param given what sources expect of the rest of the month
     */
    public record Terms(
            LocalDate today,
            Subject subject,
            int settleDays,
            BigDecimal minimumChange,
            List<String> tags,
            List<Budget> budgets,
            Map<String, LocalDate> turns,
            List<Forecast.Rest> given) {
        public Terms {
            tags = List.copyOf(tags);
            budgets = List.copyOf(budgets);
            turns = Map.copyOf(turns);
            given = List.copyOf(given);
        }
    }

    /** Of what was added already, see {@link dev.nightshift.costs.model.Merged}. */
    public static CostSummary of(CostQuestion question, CostData data, Terms terms) {
        var today = terms.today();
        var monthToDate = monthToDate(data, today);
        var lastMonth = lastMonth(data, today);
        var week = week(data, today);
        var main =
                switch (terms.subject()) {
                    case MONTH_TO_DATE -> monthToDate;
                    case LAST_WEEK -> week;
                    case LAST_MONTH -> lastMonth;
                };
        var services = services(data, main);
        return new CostSummary(
                data.currency(),
                data.origins(),
                today,
                new Period(question.first(), question.last()),
                Collections.unmodifiableNavigableMap(data.totals()),
                data.provisionalFrom(),
                List.copyOf(data.missing(question.first(), question.last())),
                byService(data),
                main,
                monthToDate,
                week,
                lastMonth,
                isSettled(today, terms.settleDays()),
                Forecasts.of(
                        data,
                        terms.given().stream()
                                .filter(rest -> rest.currency().equals(data.currency()))
                                .findFirst(),
                        today),
                credits(data, main),
                movers(
                        services,
                        terms.minimumChange(),
                        Comparator.comparing(row -> row.change().abs())),
                movers(services, terms.minimumChange(), Comparator.comparing(Summaries::share)),
                Rankings.of(data, main, terms.tags()),
                tags(data, main, terms.tags()),
                terms.budgets().stream()
                        .filter(budget -> budget.currency().equals(data.currency()))
                        .map(budget -> BudgetStandings.of(budget, data, today, terms.turns()))
                        .toList(),
                missing(data, terms.tags()));
    }

    /** Whether the month before today's is taken to change no more. */
    public static boolean isSettled(LocalDate today, int settleDays) {
        return today.getDayOfMonth() > settleDays;
    }

    private static Comparison monthToDate(CostData data, LocalDate today) {
        var last = today.minusDays(1);
        var month = YearMonth.from(last);
        var before = month.minusMonths(1);
        return Comparison.of(
                data,
                new Period(month.atDay(1), last),
                new Period(
                        before.atDay(1),
                        before.atDay(Math.min(last.getDayOfMonth(), before.lengthOfMonth()))));
    }

    private static Comparison week(CostData data, LocalDate today) {
        return Comparison.of(
                data,
                new Period(today.minusDays(7), today.minusDays(1)),
                new Period(today.minusDays(14), today.minusDays(8)));
    }

    private static Comparison lastMonth(CostData data, LocalDate today) {
        var month = YearMonth.from(today).minusMonths(1);
        return Comparison.of(data, Period.of(month), Period.of(month.minusMonths(1)));
    }

    /** Billed by service and day, all accounts together, the dearest first. */
    private static Map<String, NavigableMap<LocalDate, BigDecimal>> byService(CostData data) {
        var services = new HashMap<String, NavigableMap<LocalDate, BigDecimal>>();
        data.table(new Breakdown.ByService())
                .ifPresent(
                        table ->
                                table.days()
                                        .forEach(
                                                (day, rows) ->
                                                        rows.forEach(
                                                                (key, row) ->
                                                                        services.computeIfAbsent(
                                                                                        key.part(2),
                                                                                        _ ->
                                                                                                new TreeMap<>())
                                                                                .merge(
                                                                                        day,
                                                                                        row
                                                                                                .billed(),
                                                                                        BigDecimal
                                                                                                ::add))));
        var sorted = new LinkedHashMap<String, NavigableMap<LocalDate, BigDecimal>>();
        services.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<String, NavigableMap<LocalDate, BigDecimal>>
                                                        one) -> sum(one.getValue()))
                                .reversed()
                                .thenComparing(Map.Entry::getKey))
                .forEach(one -> sorted.put(one.getKey(), one.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    private static BigDecimal sum(NavigableMap<LocalDate, BigDecimal> days) {
        return days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<CostSummary.Credits> credits(CostData data, Comparison over) {
        return data.table(new Breakdown.ByCategory())
                .map(
                        table -> {
                            var credits = BigDecimal.ZERO;
                            for (var day : over.period().days()) {
                                for (var row :
                                        table.days().getOrDefault(day, Map.of()).entrySet()) {
                                    if (row.getKey().part(1).equals(ChargeCategory.CREDIT.name())) {
                                        credits = credits.add(row.getValue().billed());
                                    }
                                }
                            }
                            var net = over.known().billed();
                            return new CostSummary.Credits(net.subtract(credits), credits, net);
                        });
    }

    private static List<Ranking.Row> services(CostData data, Comparison over) {
        return Rankings.one(data, "Services", new Breakdown.ByService(), over).stream()
                .flatMap(ranking -> ranking.rows().stream())
                .toList();
    }

    private static List<Ranking.Row> movers(
            List<Ranking.Row> rows, BigDecimal minimum, Comparator<Ranking.Row> by) {
        return rows.stream()
                .filter(row -> row.change().abs().compareTo(minimum) >= 0)
                .sorted(by.reversed().thenComparing(Ranking.Row::key))
                .limit(MOVERS)
                .toList();
    }

    /** What there was nothing of before has grown beyond all shares. */
    private static BigDecimal share(Ranking.Row row) {
        return row.changePercent()
                .map(BigDecimal::abs)
                .orElseGet(() -> BigDecimal.valueOf(Long.MAX_VALUE));
    }

    /** The tag that most lacks first. */
    private static List<CostSummary.TagUse> tags(
            CostData data, Comparison over, List<String> tags) {
        return tags.stream()
                .flatMap(tag -> use(data, tag, over).stream())
                .sorted(Comparator.comparing(CostSummary.TagUse::untagged).reversed())
                .toList();
    }

    private static Optional<CostSummary.TagUse> use(CostData data, String tag, Comparison over) {
        return data.table(new Breakdown.ByTag(tag))
                .map(
                        table -> {
                            var untagged = Amounts.ZERO;
                            for (var day : over.period().days()) {
                                untagged =
                                        untagged.plus(
                                                table.days()
                                                        .getOrDefault(day, Map.of())
                                                        .getOrDefault(
                                                                CostKey.of(""), Amounts.ZERO));
                            }
                            return new CostSummary.TagUse(
                                    tag, untagged.billed(), over.known().billed());
                        });
    }

    private static List<String> missing(CostData data, List<String> tags) {
        var missing = new ArrayList<String>();
        if (data.table(new Breakdown.ByRegion()).isEmpty()) {
            missing.add("by region");
        }
        if (data.table(new Breakdown.ByUsageType()).isEmpty()) {
            missing.add("by usage type");
        }
        if (data.table(new Breakdown.ByCategory()).isEmpty()) {
            missing.add("by kind of charge, so credits are not told apart");
        }
        tags.stream()
                .filter(tag -> data.table(new Breakdown.ByTag(tag)).isEmpty())
                .forEach(
                        tag ->
                                missing.add(
                                        "by tag "
                                                + tag
                                                + (data.older()
                                                                .containsKey(
                                                                        new Breakdown.ByTag(tag))
                                                        ? ", of today"
                                                        : "")));
        return missing;
    }
}
