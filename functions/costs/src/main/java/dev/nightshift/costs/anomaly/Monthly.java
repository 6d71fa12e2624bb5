package dev.nightshift.costs.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;

/** Charges that come with the turn of the month, every month. */
final class Monthly {
    /** Days from the first or last of a month, on either side of it. */
    private static final int EDGE = 5;

    /** What comes on the last working day moves with the weekend; what comes first does not. */
    private static final int MOVES = 2;

    private static final int MONTHS = 3;
    private static final int AROUND = 10;

    /** Less than this above its surroundings is noise. */
    private static final double STANDS_OUT = 3;

    private Monthly() {}

    /**
     * What is to be expected on a day beyond the usual, since about as much came at the same point
     * of at least two of the last three months.
     *
     * @param day as the number of days since 1970
     */
    static double allowance(int day, Series series, Baseline usual) {
        var date = LocalDate.ofEpochDay(day);
        boolean early = date.getDayOfMonth() <= EDGE;
        int fromEnd = date.lengthOfMonth() - date.getDayOfMonth();
        if (!early && fromEnd >= EDGE) {
            return 0;
        }
        var found = new ArrayList<Double>();
        for (int months = 1; months <= MONTHS; months++) {
            var month = date.minusMonths(months);
            var same =
                    early
                            ? month.withDayOfMonth(date.getDayOfMonth())
                            : month.withDayOfMonth(month.lengthOfMonth() - fromEnd);
            found.add(above(same, early ? 0 : MOVES, series, usual));
        }
        found.sort(Comparator.reverseOrder());
        return found.get(1);
    }

    /** How far the highest day near this one stands above its surroundings; 0 if it does not. */
    private static double above(LocalDate date, int moves, Series series, Baseline usual) {
        int day = Series.number(date);
        int begin = day - date.getDayOfMonth() + 1;
        int end = begin + date.lengthOfMonth() - 1;
        var around = new ArrayList<Double>();
        double highest = 0;
        for (int near = day - AROUND; near <= day + AROUND; near++) {
            if (!series.isKnown(near)) {
                continue;
            }
            double rest = series.at(near) - usual.expected(near);
            around.add(rest);
            if (Math.abs(near - day) <= moves && near >= begin && near <= end) {
                highest = Math.max(highest, rest);
            }
        }
        if (around.size() < AROUND) {
            return 0;
        }
        double above =
                highest - Stats.median(around.stream().mapToDouble(Double::doubleValue).toArray());
        return above > STANDS_OUT * usual.noise() * usual.level() ? above : 0;
    }
}
