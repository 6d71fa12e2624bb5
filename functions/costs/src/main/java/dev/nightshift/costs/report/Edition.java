package dev.nightshift.costs.report;

import dev.nightshift.costs.summary.Summaries;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which report. */
public enum Edition {
    DAILY,
    WEEKLY,
    MONTHLY;

    /** For the last edition of each that was told; empty if none ever was. */
    public record Told(
            Optional<LocalDate> daily, Optional<LocalDate> weekly, Optional<YearMonth> monthly) {
        static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), Optional.empty());

        /** After these editions of that day have been told, too. */
        Told and(List<Edition> editions, LocalDate today) {
            return new Told(
                    editions.contains(DAILY) ? Optional.of(today) : daily,
                    editions.contains(WEEKLY) ? Optional.of(today) : weekly,
                    editions.contains(MONTHLY)
                            ? Optional.of(YearMonth.from(today).minusMonths(1))
                            : monthly);
        }
    }

    Summaries.Subject subject() {
        return switch (this) {
            case DAILY -> Summaries.Subject.MONTH_TO_DATE;
            case WEEKLY -> Summaries.Subject.LAST_WEEK;
            case MONTHLY -> Summaries.Subject.LAST_MONTH;
        };
    }

    /** As people and files name it: {@code daily}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is to be told today and was not; late rather than never. */
    static List<Edition> due(CostReportSettings settings, Told told, LocalDate today) {
        var due = new ArrayList<Edition>();
        if (settings.daily() && told.daily().filter(day -> !day.isBefore(today)).isEmpty()) {
            due.add(DAILY);
        }
        if (settings.weekly().filter(day -> isDue(day, told, today)).isPresent()) {
            due.add(WEEKLY);
        }
        var last = YearMonth.from(today).minusMonths(1);
        if (settings.monthly()
                && today.getDayOfMonth() > settings.settleDays()
                && told.monthly().filter(month -> !month.isBefore(last)).isEmpty()) {
            due.add(MONTHLY);
        }
        return List.copyOf(due);
    }

    private static boolean isDue(DayOfWeek weekly, Told told, LocalDate today) {
        var begun = today.with(TemporalAdjusters.previousOrSame(weekly));
        return told.weekly()
                .map(day -> day.isBefore(begun))
                // of somebody who has never told, the first is told on its day
                .orElseGet(() -> begun.equals(today));
    }
}
