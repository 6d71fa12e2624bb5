package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.History.Span;
import dev.nightshift.costs.anomaly.Watched.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows one series from day to day: an anomaly opens, may grow, and closes when its costs are
 * back where they were, or have stayed where they are for so long that this is the new level. A
 * pure function of the figures and of what was remembered.
 */
final class Tracker {
    /** Told again when the excess is half as much again. */
    private static final double GROWN = 1.5;

    private static final int BACK_FOR_DAYS = 2;
    private static final int STEP_DAYS = 3;
    private static final int WEEK = 7;
    private static final int FORTNIGHT = 14;

    /** Weeks that differ by less are the same level; a leak may rise slowly. */
    private static final double SAME = 0.15;

    private static final double STILL_RISING = 0.06;

    /** So little of the excess left, and so little noise, count as back. */
    private static final double BACK = 0.4;

    private static final double BACK_NOISE = 2;

    private final Series series;
    private final Limits limits;
    private final int acceptAfter;
    private final int provisionalFrom;
    private final Predicate<Signal> explained;

    /**
     * @param anomaly as it is, or was
     * @param signal what it looks like on the last day that says something
     */
    record News(Turn turn, Open anomaly, Signal signal) {}

    /**
     * @param news in the order of the days
     * @param after what to remember
     */
    record Result(List<News> news, Watched after) {
        Result {
            news = List.copyOf(news);
        }
    }

    /**
     * @param acceptAfter days after which a steady level is the new one
     * @param provisionalFrom the first day whose figures may still grow
     * @param explained whether there is a reason for what shows that makes it no anomaly
     */
    Tracker(
            Series series,
            Limits limits,
            int acceptAfter,
            int provisionalFrom,
            Predicate<Signal> explained) {
        this.series = series;
        this.limits = limits;
        this.acceptAfter = acceptAfter;
        this.provisionalFrom = provisionalFrom;
        this.explained = explained;
    }

    /**
     * Takes up where the last run stopped.
     *
     * @param first day that was not settled then, as the number of days since 1970
     */
    Result through(int first, int last, Watched before) {
        var now = before;
        var news = new ArrayList<News>();
        for (int day = first; day <= last; day++) {
            if (series.isKnown(day)) {
                var result = on(day, now);
                now = result.after();
                news.addAll(result.news());
            }
        }
        var still = now;
        if (news.isEmpty()) {
            still.open()
                    .ifPresent(
                            open ->
                                    news.add(
                                            new News(
                                                    Turn.OPEN,
                                                    open,
                                                    signal(open, last(last), still))));
        }
        return new Result(news, now);
    }

    private Result on(int day, Watched before) {
        return before.open()
                .map(open -> follow(day, open, before))
                .orElseGet(() -> look(day, before));
    }

    private Result look(int day, Watched before) {
        return detector(before)
                .at(day)
                .filter(explained.negate())
                .map(
                        signal -> {
                            var open =
                                    new Open(
                                            signal.kind(), signal.since(), day, signal.excess(), 0);
                            return new Result(
                                    List.of(new News(Turn.OPENED, open, signal)),
                                    before.opening(open));
                        })
                .orElseGet(() -> new Result(List.of(), before));
    }

    private Result follow(int day, Open open, Watched before) {
        var usual = usual(open, before);
        var signal = signal(open, day, before);
        if (open.kind() != Kind.NEW && usual.isEmpty()) {
            // what was usual then is too long ago to be known
            return over(Turn.ACCEPTED, open, signal, before.accepting(day - FORTNIGHT + 1));
        }
        if (isOver(day, open, usual)) {
            var lately = settled(day, BACK_FOR_DAYS, open);
            int end = lately.getFirst();
            while (end > open.since() && (!series.isKnown(end) || isBack(end, open, usual))) {
                end--;
            }
            return over(Turn.CLOSED, open, signal, before.closing(new Span(open.since(), end)));
        }
        if (day - open.opened() >= acceptAfter && isSteady(day, open.kind())) {
            int from = open.kind() == Kind.LEAK ? day - FORTNIGHT + 1 : open.since();
            return over(
                    Turn.ACCEPTED,
                    open,
                    signal,
                    before.accepting(Math.min(from, day - FORTNIGHT + 1)));
        }
        var now =
                open.kind() == Kind.SPIKE && day - open.since() + 1 >= STEP_DAYS
                        ? open.as(Kind.STEP)
                        : open;
        var two = known(day, 2, open);
        double least =
                two.stream()
                        .mapToDouble(one -> Math.abs(series.at(one) - expected(one, usual)))
                        .min()
                        .orElse(0);
        if (day > open.opened() && two.size() == 2 && least >= GROWN * Math.abs(open.told())) {
            now = now.grown(Math.signum(open.told()) * least);
            return new Result(List.of(new News(Turn.GROWN, now, signal)), before.opening(now));
        }
        return new Result(List.of(), before.opening(now));
    }

    private static Result over(Turn turn, Open open, Signal signal, Watched after) {
        return new Result(List.of(new News(turn, open, signal)), after);
    }

    private Detector detector(Watched watched) {
        return new Detector(series, watched.history(), limits, provisionalFrom);
    }

    private Optional<Baseline> usual(Open open, Watched watched) {
        return open.kind() == Kind.NEW ? Optional.empty() : detector(watched).before(open.since());
    }

    private double expected(int day, Optional<Baseline> usual) {
        return usual.map(base -> base.expected(day) + Monthly.allowance(day, series, base))
                .orElse(0.0);
    }

    /**
     * Whether the last two days are back, and of what lasted longer the mean of the last four too,
     * since noise brings single days back. The turn of a month that is not usual every month says
     * nothing.
     */
    private boolean isOver(int day, Open open, Optional<Baseline> usual) {
        var lately = settled(day, BACK_FOR_DAYS, open);
        if (lately.size() < BACK_FOR_DAYS
                || !lately.stream().allMatch(one -> isBack(one, open, usual))
                || lately.stream()
                        .anyMatch(
                                one ->
                                        usual.filter(
                                                        base ->
                                                                Monthly.allowance(one, series, base)
                                                                        > 0)
                                                .isPresent())) {
            return false;
        }
        if (open.kind() == Kind.SPIKE) {
            return true;
        }
        var longer = settled(day, 2 * BACK_FOR_DAYS, open);
        double excess =
                longer.stream()
                        .mapToDouble(one -> series.at(one) - expected(one, usual))
                        .average()
                        .orElse(0);
        return excess * Math.signum(open.told()) < BACK * Math.abs(open.told());
    }

    private boolean isBack(int day, Open open, Optional<Baseline> usual) {
        double expected = expected(day, usual);
        double noise = usual.map(Baseline::noise).orElse(0.0);
        double over = (series.at(day) - expected) * Math.signum(open.told());
        double band =
                Math.max(limits.minimum(), Math.max(limits.share(), BACK_NOISE * noise) * expected);
        return over < Math.min(BACK * Math.abs(open.told()), band);
    }

    /** What rises slowly hardly does from one week to the next, so it is watched for longer. */
    private boolean isSteady(int day, Kind kind) {
        int lag = kind == Kind.LEAK ? FORTNIGHT : WEEK;
        double now = mean(day - WEEK + 1, day);
        double before = mean(day - lag - WEEK + 1, day - lag);
        return now <= before * (1 + STILL_RISING) && now >= before * (1 - SAME);
    }

    private double mean(int first, int last) {
        double sum = 0;
        int count = 0;
        for (int day = first; day <= last; day++) {
            if (series.isKnown(day)) {
                sum += series.at(day);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** The last days of it up to this one that are settled. */
    private List<Integer> settled(int day, int most, Open open) {
        return known(Math.min(day, provisionalFrom - 1), most, open);
    }

    private List<Integer> known(int day, int most, Open open) {
        var days = new ArrayList<Integer>();
        for (int past = day; past >= open.since() && days.size() < most; past--) {
            if (series.isKnown(past)) {
                days.add(past);
            }
        }
        return days;
    }

    private int last(int day) {
        int last = day;
        while (last > series.first() && !series.isKnown(last)) {
            last--;
        }
        return last;
    }

    private Signal signal(Open open, int day, Watched watched) {
        double expected = expected(day, usual(open, watched));
        double actual = series.isKnown(day) ? series.at(day) : 0;
        return new Signal(open.kind(), open.since(), day, expected, actual, actual - expected);
    }
}
