package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * All that a report says of the costs in one currency.
 *
 * @param currency ISO 4217; every amount here is in it
 * @param origins where the figures came from, in words
 * @param today the first day that is not over
 * @param days what was billed and effective on the days that are known, for the whole time asked
 * @param provisionalFrom the first day whose figures may still grow
 * @param unknown days of the time asked without figures, in order
 * @param byService what services cost by day, the dearest first, billed
 * @param main what the edition is about: the month to date, or the last full month
 * @param monthToDate against the same days of the month before
 * @param week the last seven days that are over, against the seven before
 * @param lastMonth the last full month against the one before
 * @param lastMonthSettled whether it is taken to change no more
 * @param credits of the known days of {@link #main}; empty if no source tells credits
 * @param movers by how much they changed, at least the smallest change told, largest first
 * @param relativeMovers the same by percent
 * @param rankings over the days of {@link #main}
 * @param missing breakdowns that not every source gives, in words
 */
public record CostSummary(
        String currency,
        List<String> origins,
        LocalDate today,
        Period asked,
        NavigableMap<LocalDate, Amounts> days,
        Optional<LocalDate> provisionalFrom,
        List<LocalDate> unknown,
        Map<String, NavigableMap<LocalDate, BigDecimal>> byService,
        Comparison main,
        Comparison monthToDate,
        Comparison week,
        Comparison lastMonth,
        boolean lastMonthSettled,
        Forecast forecast,
        Optional<Credits> credits,
        List<Ranking.Row> movers,
        List<Ranking.Row> relativeMovers,
        List<Ranking> rankings,
        List<TagUse> tags,
        List<Budget.Standing> budgets,
        List<String> missing) {
    public CostSummary {
        origins = List.copyOf(origins);
        unknown = List.copyOf(unknown);
        movers = List.copyOf(movers);
        relativeMovers = List.copyOf(relativeMovers);
        rankings = List.copyOf(rankings);
        tags = List.copyOf(tags);
        budgets = List.copyOf(budgets);
        missing = List.copyOf(missing);
    }

    /** The month that is spoken of as "this month": that of the last day that is over. */
    public YearMonth month() {
        return YearMonth.from(today.minusDays(1));
    }

    public boolean isProvisional(LocalDate day) {
        return provisionalFrom.filter(from -> !day.isBefore(from)).isPresent();
    }

    /** The latest day with figures. */
    public Optional<LocalDate> latest() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.lastKey());
    }

    /**
     * What credits do to the bill.
     *
     * @param gross billed without them
     * @param credits below zero, or zero
     * @param net what is paid
     */
    public record Credits(BigDecimal gross, BigDecimal credits, BigDecimal net) {}

    /**
     * How much of the bill an allocation tag tells apart.
     *
     * @param untagged billed for what has no such tag
     * @param total billed in all
     */
    public record TagUse(String key, BigDecimal untagged, BigDecimal total) {
        /** Percent, one digit; empty if nothing was billed. */
        public Optional<BigDecimal> untaggedPercent() {
            return Comparison.percent(untagged, total);
        }
    }
}
