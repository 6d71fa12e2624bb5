package dev.nightshift.notices;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a message alone, spread out so that not all come back at once. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);

    /**
     * The longest wait of our own choosing: with at most 1,000 receives, a message is tried for
     * more than ten days and then still has days left in the dead-letter queue.
     */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * After an attempt failed for a passing reason.
     *
     * @param attempt from 1
     */
    Duration before(int attempt) {
        var doubled = FIRST.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 10));
        var wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait.minusMillis(random.nextLong(wait.toMillis() / 4 + 1));
    }

    /** No sooner than Slack asks for. */
    Duration atLeast(Duration asked) {
        var wait = asked.plusMillis(random.nextLong(asked.toMillis() / 10 + 3_000));
        return wait.compareTo(Verdict.MAX_WAIT) > 0 ? Verdict.MAX_WAIT : wait;
    }
}
