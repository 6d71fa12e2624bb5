package dev.nightshift.costs.anomaly;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.random.RandomGenerator;

/**
 * One service of a simulated account: what it would cost each day if nothing odd happened, and the
 * noise on it.
 */
final class SimulatedService {
    /** How a service behaves by itself. All of it is usual, and none of it an anomaly. */
    enum Habit {
        STEADY,
        /** Less at weekends and on holidays. */
        OFFICE,
        /** Much more on one day of the week. */
        WEEKLY_BATCH,
        /** 1 to 8 % a month. */
        GROWING,
        /** Nothing on most days. */
        SPARSE,
        /** More on the last working days of a month. */
        MONTH_END,
        /** A charge on the first of a month. */
        MONTH_START,
        /** Below ten dollars whatever happens. */
        CHEAP
    }

    final Habit habit;
    final double level;
    final double noise;
    private final double strength;
    private final DayOfWeek batchDay;
    private final int batchLength;
    private final double growthPerDay;

    SimulatedService(Habit habit, RandomGenerator random) {
        this.habit = habit;
        this.level =
                habit == Habit.CHEAP ? 0.3 + 5 * random.nextDouble() : between(20, 600, random);
        this.noise = between(0.03, 0.15, random);
        this.strength = random.nextDouble();
        this.batchDay = DayOfWeek.of(1 + random.nextInt(7));
        this.batchLength = 1 + random.nextInt(3);
        this.growthPerDay = (0.01 + 0.07 * random.nextDouble()) / 30;
    }

    /** Uniform by orders of magnitude. */
    static double between(double least, double most, RandomGenerator random) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    /**
     * Without noise.
     *
     * @param age days since the simulation began
     */
    double usual(LocalDate day, int age, RandomGenerator random) {
        return level
                * switch (habit) {
                    case STEADY, CHEAP -> 1;
                    case OFFICE -> isFree(day) ? 0.25 + 0.5 * strength : 1;
                    case WEEKLY_BATCH -> day.getDayOfWeek() == batchDay ? 2 + 2 * strength : 1;
                    case GROWING -> Math.exp(growthPerDay * age);
                    case SPARSE -> random.nextDouble() < 0.15 + 0.25 * strength ? 1 : 0;
                    case MONTH_END -> isMonthEnd(day) ? 1.6 + 1.5 * strength : 1;
                    case MONTH_START -> day.getDayOfMonth() == 1 ? 1.5 + 2.5 * strength : 1;
                };
    }

    private boolean isMonthEnd(LocalDate day) {
        var last = day.withDayOfMonth(day.lengthOfMonth());
        while (last.getDayOfWeek().getValue() > 5) {
            last = last.minusDays(1);
        }
        return !day.isAfter(last) && day.isAfter(last.minusDays(batchLength));
    }

    private static boolean isFree(LocalDate day) {
        return day.getDayOfWeek().getValue() > 5
                || (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() >= 24)
                || day.getDayOfYear() == 1
                || (day.getMonth() == Month.MAY && day.getDayOfMonth() == 1)
                || (day.getMonth() == Month.JULY && day.getDayOfMonth() == 4)
                || (day.getMonth() == Month.OCTOBER && day.getDayOfMonth() == 3)
                || (day.getMonth() == Month.APRIL && day.getDayOfMonth() == 6);
    }
}
