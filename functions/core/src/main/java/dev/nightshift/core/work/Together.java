package dev.nightshift.core.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does slow things side by side: each waits on a network of its own. */
public final class Together {
    private Together() {}

    /**
     * The results in the order of the items, at most {@code limit} under way at once. What one of
     * them throws is thrown, once all have ended.
     */
    public static <T, R> List<R> map(List<T> items, int limit, Function<T, R> task) {
        if (items.size() == 1) {
            // one alone waits for nobody, and a cold function starts no threads for it
            return List.of(task.apply(items.getFirst()));
        }
        var places = new Semaphore(limit);
        var futures = new ArrayList<Future<R>>(items.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var item : items) {
                Callable<R> call =
                        () -> {
                            places.acquire();
                            try {
                                return task.apply(item);
                            } finally {
                                places.release();
                            }
                        };
                futures.add(threads.submit(call));
            }
        }
        return futures.stream().map(Together::result).toList();
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }
}
