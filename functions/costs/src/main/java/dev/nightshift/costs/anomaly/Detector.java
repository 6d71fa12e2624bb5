package dev.nightshift.costs.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a series is unusual on a day, from what was known that evening. A pure function: the
 * same figures give the same answer.
 *
 * <p>What is usual is a {@link Baseline}. One day is compared with it, and the mean of the last two
 * and three, which shows less but lasting excess; so that what lasts and is small is told later
 * than what is large. A slow leak hides from a baseline that follows it: the last four days are
 * compared with what was usual three weeks ago as well.
 *
 * <p>Days that are not known are skipped. A provisional day that is low says nothing, since it may
 * still grow; one that is high is news already.
 */
final class Detector {
    /** How many standard errors of one, two and three days are too many. */
    private static final double[] TOO_MANY = {4.35, 4.05, 3.9};

    /** Bursts are few, so there are fewer chances of a false alarm. */
    private static final double OF_BURSTS = 0.95;

    private static final int LEAK_DAYS = 4;
    private static final double LEAK_TOO_MANY = 3.7;
    private static final int LEAK_LAG = 21;
    private static final int TREND_DAYS = 14;

    /** A slope above this share of the noise a day is more than chance over a fortnight. */
    private static final double CLEAR_SLOPE = 0.08;

    /** How far a level drifts in weeks, without anything to tell. */
    private static final double DRIFT = 0.02;

    /** Standard error of a level, as a share of the noise of one day. */
    private static final double OF_LEVEL = 0.25;

    /** An estimate this near to the limit may be above it. */
    private static final double BENEFIT_OF_DOUBT = 0.025;

    /** What rises is told when it will be large enough in so many days. */
    private static final double LEAK_AHEAD = 5;

    private static final int RECENT = 3;
    private static final int REACH = 7;

    /** Of a level, the middle of three days has at least so much of their mean. */
    private static final double LASTING = 0.5;

    private static final int NEW_DAYS = 90;

    /** Below this share of the minimum a service counts as not there. */
    private static final double AS_NOTHING = 0.1;

    private final Series series;
    private final History history;
    private final Limits limits;
    private final int provisionalFrom;

    /**
     * @param provisionalFrom the first day whose figures may still grow
     */
    Detector(Series series, History history, Limits limits, int provisionalFrom) {
        this.series = series;
        this.history = history;
        this.limits = limits;
        this.provisionalFrom = provisionalFrom;
    }

    /**
     * @param day the last that is looked at; it must be known
     */
    Optional<Signal> at(int day) {
        return isNew(day).or(() -> near(day)).or(() -> leak(day));
    }

    /** A baseline as it was before a day, for following what began on that day. */
    Optional<Baseline> before(int day) {
        return Baseline.before(day, limits.lookback(), series, history);
    }

    /** What is expected on a day, month's turn included. */
    double expected(int day, Baseline usual) {
        return usual.expected(day) + allowance(day, usual);
    }

    /** Bursts stand out at the turn of a month as on other days, by chance. */
    private double allowance(int day, Baseline usual) {
        return usual.isSparse() ? 0 : Monthly.allowance(day, series, usual);
    }

    /** Whether a day says anything: it is known, and not low only because it is not complete. */
    boolean counts(int day, double expected) {
        return series.isKnown(day) && (day < provisionalFrom || series.at(day) > expected);
    }

    private Optional<Signal> isNew(int day) {
        double actual = series.at(day);
        double before = 0;
        int known = 0;
        for (int past = day - NEW_DAYS; past < day; past++) {
            if (series.isKnown(past) && past >= history.from()) {
                known++;
                before = Math.max(before, history.isUsual(past) ? series.at(past) : 0);
            }
        }
        int born = born(day);
        boolean nothing =
                before <= AS_NOTHING * limits.minimum()
                        // or so young that it has no level yet
                        || (day - born < Baseline.FEWEST_DAYS
                                && actual > before * (1 + limits.share()));
        return nothing && known >= Baseline.FEWEST_DAYS && actual >= limits.minimum()
                ? Optional.of(new Signal(Kind.NEW, born, day, 0, actual, actual))
                : Optional.empty();
    }

    /** The first day of the last months on which it cost anything. */
    private int born(int day) {
        for (int past = Math.max(series.first(), day - NEW_DAYS); past < day; past++) {
            if (series.isKnown(past) && series.at(past) > AS_NOTHING * limits.minimum()) {
                return past;
            }
        }
        return day;
    }

    private Optional<Signal> near(int day) {
        var usual = before(recent(day, RECENT).getFirst());
        if (usual.isEmpty()) {
            return Optional.empty();
        }
        var base = usual.get();
        double today = expected(day, base);
        if (!counts(day, today)) {
            return Optional.empty();
        }
        double expected = 0;
        double squares = 0;
        double excess = 0;
        int count = 0;
        int since = day;
        var each = new double[RECENT];
        for (int past : recent(day, REACH).reversed()) {
            double one = expected(past, base);
            if (!counts(past, one)) {
                continue;
            }
            double over = series.at(past) - one;
            if (over * Math.signum(series.at(day) - today) <= 0 || count == RECENT) {
                break;
            }
            each[count++] = over;
            since = past;
            expected += one;
            squares += one * one;
            excess += over;
            if (base.isSparse() && count > 1 && base.level() > 0 && count < RECENT) {
                continue; // bursts come in twos by chance
            }
            if (count == RECENT && !isLasting(each, excess / count)) {
                continue; // one day makes no level, and was judged in its turn
            }
            double error = Math.hypot(error(base, expected, squares), DRIFT * expected);
            double tooMany = TOO_MANY[count - 1] * (base.isSparse() ? OF_BURSTS : 1);
            if (isOver(Math.abs(excess), expected, count, error, tooMany, BENEFIT_OF_DOUBT)
                    && (excess > 0
                            ? !heights(base).areKnown(day, count >= RECENT)
                            : isDrop(base))) {
                var kind = excess < 0 ? Kind.DROP : count == RECENT ? Kind.STEP : Kind.SPIKE;
                return Optional.of(
                        new Signal(kind, since, day, today, series.at(day), excess / count));
            }
        }
        return Optional.empty();
    }

    private KnownHeights heights(Baseline base) {
        return new KnownHeights(series, history, day -> expected(day, base));
    }

    private static boolean isLasting(double[] each, double mean) {
        return Math.abs(Stats.median(each)) >= LASTING * Math.abs(mean);
    }

    private boolean isDrop(Baseline base) {
        return limits.drops() && !base.isSparse();
    }

    private static double error(Baseline base, double expected, double squares) {
        double level = OF_LEVEL * expected;
        return base.noise() * Math.sqrt(squares + level * level);
    }

    private boolean isOver(
            double excess,
            double expected,
            int days,
            double error,
            double tooMany,
            double benefit) {
        double doubt = Math.min(error, benefit * expected);
        // costs vary by factors: noise reaches further up than down
        return excess >= expected * Math.expm1(tooMany * error / expected)
                && excess + doubt >= limits.share() * expected
                && excess + doubt >= limits.minimum() * days;
    }

    private Optional<Signal> leak(int day) {
        var usual = before(day - LEAK_LAG);
        var last = recent(day, TREND_DAYS);
        if (usual.isEmpty() || usual.get().isSparse() || last.size() < TREND_DAYS - 2) {
            return Optional.empty();
        }
        var base = usual.get();
        if (!counts(day, expected(day, base)) || !history.isUsual(day)) {
            return Optional.empty();
        }
        var days = new ArrayList<Double>();
        var shares = new ArrayList<Double>();
        int clear = 0;
        int count = 0;
        for (int past : last) {
            double one = expected(past, base);
            if (!counts(past, one) || one <= 0 || !history.isUsual(past)) {
                continue;
            }
            days.add((double) past);
            shares.add(series.at(past) / one - 1);
            if (past > day - LEAK_DAYS) {
                count++;
                clear += shares.getLast() >= limits.share() / 3 ? 1 : 0;
            }
        }
        // one high day is no leak, and one low day is still one
        if (count < RECENT || clear < RECENT) {
            return Optional.empty();
        }
        double slope = Stats.slope(days, shares);
        double now = Stats.median(ahead(days, shares, slope, day));
        // over the fortnight it has to have risen by half of what it is above the usual, at least
        boolean rising = slope * TREND_DAYS >= 0.5 * now;
        double error =
                Math.hypot(
                        base.noise() * Math.sqrt(4.0 / days.size() + OF_LEVEL * OF_LEVEL), DRIFT);
        boolean clearly = slope >= CLEAR_SLOPE * base.noise();
        double soon = now + LEAK_AHEAD * slope;
        double today = expected(day, base);
        return rising
                        && clearly
                        && now >= Math.expm1(LEAK_TOO_MANY * error)
                        && soon >= limits.share()
                        && soon * today >= limits.minimum()
                ? Optional.of(
                        new Signal(
                                Kind.LEAK,
                                last.getFirst(),
                                day,
                                today,
                                series.at(day),
                                now * today))
                : Optional.empty();
    }

    /** Where each point would be on a day, if all rise as fast. */
    private static double[] ahead(List<Double> days, List<Double> shares, double slope, int day) {
        var ahead = new double[days.size()];
        Arrays.setAll(ahead, at -> shares.get(at) + slope * (day - days.get(at)));
        return ahead;
    }

    /** The last known days up to this one, at most so many, in their order. */
    private List<Integer> recent(int day, int most) {
        var days = new ArrayList<Integer>();
        for (int past = day; past > day - most - 3 && days.size() < most; past--) {
            if (series.isKnown(past)) {
                days.add(past);
            }
        }
        return days.reversed();
    }
}
