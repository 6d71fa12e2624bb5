package dev.nightshift.costs.report;

import dev.nightshift.costs.source.SourceSettings;
import dev.nightshift.costs.summary.Budget;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;

/**
 * What cost-report reports, from what, and when.
 *
 * @param daily whether there is a digest every day
 * @param weekly the day of the weekly report; empty: none
 * @param monthly whether the last full month is reported once it has settled
 * @param settleDays days of a month after which the one before it is taken to change no more
 * @param tags allocation tags by which costs are told apart, the most important first
 * @param minimumChange the smallest change that is told, in any currency
 * @param budgets those of the settings; those of AWS are found
 * @param bucket where pages are put; empty: there are none
 * @param sources of the figures
 */
public record CostReportSettings(
        boolean daily,
        Optional<DayOfWeek> weekly,
        boolean monthly,
        int settleDays,
        List<String> tags,
        BigDecimal minimumChange,
        List<Budget> budgets,
        Optional<String> bucket,
        SourceSettings sources) {
    public CostReportSettings {
        tags = List.copyOf(tags);
        budgets = List.copyOf(budgets);
    }
}
