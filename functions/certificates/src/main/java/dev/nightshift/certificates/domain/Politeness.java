package dev.nightshift.certificates.domain;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps one run from being a nuisance to registries: one question at a time to each server, no more
 * than so many in all, and none once it asked to be left alone.
 */
final class Politeness {
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
    }

    /**
     * @param refused makes the result, from words, if the server is not to be asked now
     */
    <T> T ask(String server, Supplier<T> question, Function<String, T> refused) {
        var turns = this.turns.computeIfAbsent(server, none -> new Turns());
        turns.lock.lock();
        try {
            var until = resting.get(server);
            if (until != null) {
                return refused.apply(server + " asked to be left alone until " + until);
            }
            if (turns.taken >= mostPerServer) {
                return refused.apply(
                        server + " was asked " + mostPerServer + " times in this run already");
            }
            turns.taken++;
            return question.get();
        } finally {
            turns.lock.unlock();
        }
    }

    /** From now on the server is not asked any more in this run, nor in a later one before that. */
    void leaveAlone(String server, Instant until) {
        resting.put(server, until.isAfter(now) ? until : now);
    }

    Map<String, Instant> resting() {
        return Map.copyOf(resting);
    }
}
