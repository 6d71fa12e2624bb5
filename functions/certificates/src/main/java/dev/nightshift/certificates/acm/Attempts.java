package dev.nightshift.certificates.acm;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.work.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Asks a cloud about many things side by side. One that cannot be read spares the others; what was
 * throttled is asked for again, one after the other, once all others have been.
 */
final class Attempts {
    /** ACM allows about ten calls a second in a region, Route 53 five in an account. */
    private static final int SIDE_BY_SIDE = 4;

    private Attempts() {}

    /** What became of one question. */
    sealed interface Attempt<R> {
        record Read<R>(R value) implements Attempt<R> {}

        record Failed<R>(CloudException why) implements Attempt<R> {}
    }

    /** In the order of the items. */
    static <T, R> List<Attempt<R>> all(List<T> items, Function<T, R> read) {
        var first = Together.map(items, SIDE_BY_SIDE, item -> one(item, read));
        var attempts = new ArrayList<Attempt<R>>(items.size());
        for (int i = 0; i < items.size(); i++) {
            attempts.add(throttled(first.get(i)) ? one(items.get(i), read) : first.get(i));
        }
        return attempts;
    }

    private static boolean throttled(Attempt<?> attempt) {
        return attempt instanceof Attempt.Failed<?>(var why)
                && why.kind() == CloudException.Kind.THROTTLED;
    }

    private static <T, R> Attempt<R> one(T item, Function<T, R> read) {
        try {
            return new Attempt.Read<>(read.apply(item));
        } catch (CloudException e) {
            return new Attempt.Failed<>(e);
        }
    }
}
