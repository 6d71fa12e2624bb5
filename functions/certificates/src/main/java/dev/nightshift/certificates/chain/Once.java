package dev.nightshift.certificates.chain;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does each thing once, however many ask for it at the same time: the first does it, the others
 * wait for what comes of it.
 */
final class Once<T> {
    private final ConcurrentMap<String, FutureTask<T>> done = new ConcurrentHashMap<>();

    /**
     * @throws IllegalStateException if the thread is interrupted while another does it
     */
    T get(String key, Supplier<T> work) {
        var mine = new FutureTask<>(work::get);
        var other = done.putIfAbsent(key, mine);
        if (other == null) {
            mine.run();
        }
        try {
            return (other == null ? mine : other).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + key, stopped);
        } catch (ExecutionException | CancellationException failure) {
            throw new IllegalStateException(key + " failed", failure);
        }
    }
}
