package dev.nightshift.costs.summary;

import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.CostData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two periods, day by day: only days that are known on both sides count, so that a day without data
 * makes neither side look cheaper.
 *
 * @param known the sum of all known days of the later period, compared or not
 * @param knownDays how many these are
 * @param now the sum of the compared days
 * @param before the sum of their counterparts
 * @param days how many pairs are compared
 * @param leftOut days of the later period that are not, because one side of the pair is not known
 *     or the earlier period has no such day
 */
public record Comparison(
        Period period,
        Period earlier,
        Amounts known,
        int knownDays,
        Amounts now,
        Amounts before,
        List<Pair> days,
        List<LocalDate> leftOut) {
    /** A day and its counterpart. */
    public record Pair(LocalDate now, LocalDate before) {}

    public Comparison {
        days = List.copyOf(days);
        leftOut = List.copyOf(leftOut);
    }

    /** The first day of one beside the first of the other, and so on. */
    public static Comparison of(CostData data, Period period, Period earlier) {
        var known = Amounts.ZERO;
        var now = Amounts.ZERO;
        var before = Amounts.ZERO;
        var pairs = new ArrayList<Pair>();
        var leftOut = new ArrayList<LocalDate>();
        var counterparts = earlier.days();
        int knownDays = 0;
        int i = 0;
        for (var day : period.days()) {
            var other =
                    i < counterparts.size()
                            ? Optional.of(counterparts.get(i))
                            : Optional.<LocalDate>empty();
            i++;
            var today = data.total(day);
            var then = other.flatMap(data::total);
            if (today.isPresent()) {
                known = known.plus(today.get());
                knownDays++;
            }
            if (today.isPresent() && then.isPresent()) {
                now = now.plus(today.get());
                before = before.plus(then.get());
                pairs.add(new Pair(day, other.get()));
            } else {
                leftOut.add(day);
            }
        }
        return new Comparison(period, earlier, known, knownDays, now, before, pairs, leftOut);
    }

    /** Whether anything of the later period is known, compared or not. */
    public boolean hasFigures() {
        return knownDays > 0;
    }

    /** Whether there is anything to compare at all. */
    public boolean isKnown() {
        return !days.isEmpty();
    }

    /** How much more is billed; below zero: less. */
    public BigDecimal change() {
        return now.billed().subtract(before.billed());
    }

    /** Percent, one digit; empty where nothing or less than nothing was billed before. */
    public Optional<BigDecimal> changePercent() {
        return percent(change(), before.billed());
    }

    static Optional<BigDecimal> percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0
                ? Optional.empty()
                : Optional.of(
                        part.multiply(BigDecimal.valueOf(100))
                                .divide(whole, 1, RoundingMode.HALF_UP));
    }
}
