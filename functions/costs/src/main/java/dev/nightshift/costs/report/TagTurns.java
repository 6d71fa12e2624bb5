package dev.nightshift.costs.report;

import dev.nightshift.costs.summary.Budget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * In which order tags of budgets are asked for on a day, of which there may be more than a day pays
 * for: in turn from day to day, so that each is as fresh as the others. The monthly report asks for
 * the same ones each month, the first in the settings. Only the day decides, not what was asked
 * before: whoever asks again on the same day asks the same.
 */
final class TagTurns {
    /** A day pays for three tables, the first of which is by service. */
    static final int A_DAY = 2;

    /** A week pays for seven, four of which are of something else. */
    static final int A_WEEK = 3;

    /** A month pays for six, four of which are of something else. */
    static final int A_MONTH = 2;

    /** Two weeks are more than twenty tags need. */
    private static final int FAR_DAYS = 60;

    private final CostReportSettings settings;
    private final List<String> keys;

    TagTurns(CostReportSettings settings) {
        this.settings = settings;
        this.keys =
                settings.budgets().stream()
                        .map(Budget::watch)
                        .flatMap(TagTurns::tag)
                        .distinct()
                        .toList();
    }

    private static Stream<String> tag(Budget.Watch watch) {
        return watch instanceof Budget.OfTag(var key, _) ? Stream.of(key) : Stream.empty();
    }

    /** Of all budgets, in the order of the settings. */
    List<String> keys() {
        return keys;
    }

    /** All of them, those whose turn it is first. */
    List<String> on(LocalDate day, List<Edition> due) {
        if (due.contains(Edition.MONTHLY) || keys.size() <= A_DAY) {
            return keys;
        }
        int first = Math.floorMod(day.toEpochDay() * A_DAY, keys.size());
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get((first + i) % keys.size()))
                .toList();
    }

    /** The first day after this one on which it is a tag's turn, if there is a run on each day. */
    LocalDate next(String tag, LocalDate today) {
        return today.plusDays(1)
                .datesUntil(today.plusDays(FAR_DAYS))
                .filter(day -> isAsked(tag, day))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(tag + " has no turn"));
    }

    private boolean isAsked(String tag, LocalDate day) {
        var due = new ArrayList<Edition>();
        if (settings.weekly().filter(day.getDayOfWeek()::equals).isPresent()) {
            due.add(Edition.WEEKLY);
        }
        if (settings.monthly() && day.getDayOfMonth() == settings.settleDays() + 1) {
            due.add(Edition.MONTHLY);
        }
        int most =
                due.contains(Edition.MONTHLY)
                        ? A_MONTH
                        : due.contains(Edition.WEEKLY) ? A_WEEK : A_DAY;
        return on(day, due).stream().limit(most).anyMatch(tag::equals);
    }
}
