package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.History.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a series from run to run.
 *
 * @param open its anomaly, if there is one
 * @param history which days tell what is usual
 */
record Watched(Optional<Open> open, History history) {
    static final Watched NOTHING = new Watched(Optional.empty(), History.ALL);

    /**
     * An anomaly that is going on.
     *
     * @param since its first day, as the number of days since 1970
     * @param opened the day on which it showed
     * @param told the excess a day that people were last told of
     * @param degree how often they were
     */
    record Open(Kind kind, int since, int opened, double told, int degree) {
        Open as(Kind other) {
            return new Open(other, since, opened, told, degree);
        }

        Open grown(double excess) {
            return new Open(kind, since, opened, excess, degree + 1);
        }
    }

    Watched opening(Open anomaly) {
        return new Watched(Optional.of(anomaly), history);
    }

    /** It is over, and its days do not tell what is usual. */
    Watched closing(Span odd) {
        var all = new ArrayList<>(history.odd());
        all.add(odd);
        return new Watched(Optional.empty(), new History(history.from(), all));
    }

    /** What began then is what is usual now. */
    Watched accepting(int from) {
        return new Watched(Optional.empty(), new History(from, List.of()));
    }

    /** Without what no baseline reaches back to. */
    Watched since(int oldest) {
        return new Watched(
                open,
                new History(
                        history.from() < oldest ? Integer.MIN_VALUE : history.from(),
                        history.odd().stream().filter(span -> span.last() >= oldest).toList()));
    }
}
