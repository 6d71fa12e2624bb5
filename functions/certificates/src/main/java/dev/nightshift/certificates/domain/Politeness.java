package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.Lookup.Deferred;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps one run from being a nuisance to registries: one question at a time to each server, no more
 * than so many in all, and none once it asked to be left alone. A server that twice did not answer
 * is not asked again either: each time would cost the whole patience, and all others wait.
 */
final class Politeness {
    private static final int MOST_FAILURES = 2;

    private final int mostPerServer;
    private final Instant now;
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private final Map<String, Instant> resting;

    /**
     * @param resting servers that an earlier run was asked to leave alone, and until when
     */
    Politeness(int mostPerServer, Instant now, Map<String, Instant> resting) {
        this.mostPerServer = mostPerServer;
        this.now = now;
        this.resting = new ConcurrentHashMap<>(resting);
        this.resting.values().removeIf(until -> !until.isAfter(now));
    }

    private static final class Turns {
        private final ReentrantLock lock = new ReentrantLock();
        private int taken;
        private int failed;
    }

    /**
     * @param refused makes the result if the server is not to be asked now
     */
    <T> T ask(String server, Supplier<T> question, Function<Lookup, T> refused) {
        var turns = this.turns.computeIfAbsent(server, none -> new Turns());
        turns.lock.lock();
        try {
            var until = resting.get(server);
            if (until != null) {
                return refused.apply(
                        new Deferred(server + " asked to be left alone until " + until));
            }
            if (turns.taken >= mostPerServer) {
                return refused.apply(
                        new Deferred(
                                server
                                        + " was asked "
                                        + mostPerServer
                                        + " times in this run already"));
            }
            if (turns.failed >= MOST_FAILURES) {
                return refused.apply(
                        new Unanswered(
                                server
                                        + " did not answer "
                                        + MOST_FAILURES
                                        + " times in this run"));
            }
            turns.taken++;
            return question.get();
        } finally {
            turns.lock.unlock();
        }
    }

    /** To be said from within a question that got no answer. */
    void failed(String server) {
        turns.computeIfAbsent(server, none -> new Turns()).failed++;
    }

    /** From now on the server is not asked any more in this run, nor in a later one before that. */
    void leaveAlone(String server, Instant until) {
        resting.put(server, until.isAfter(now) ? until : now);
    }

    Map<String, Instant> resting() {
        return Map.copyOf(resting);
    }
}
