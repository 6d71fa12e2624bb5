package dev.nightshift.backup.s3.restore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does things side by side, so many at once and no more: whoever brings the next one waits for a
 * place. After one has thrown, nothing is begun any more.
 */
final class Crew implements AutoCloseable {
    private final int size;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Crew(int size) {
        this.size = size;
        this.places = new Semaphore(size);
    }

    /** Begins a task when there is a place; throws what an earlier one has thrown. */
    void begin(Runnable task) {
        places.acquireUninterruptibly();
        if (failure.get() != null) {
            places.release();
            rethrow();
        }
        threads.execute(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException | Error thrown) {
                        failure.compareAndSet(null, thrown);
                    } finally {
                        places.release();
                    }
                });
    }

    /** Waits until all is done; throws what a task has thrown. */
    void finish() {
        places.acquireUninterruptibly(size);
        places.release(size);
        rethrow();
    }

    private void rethrow() {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /** Waits until all is done. */
    @Override
    public void close() {
        threads.close();
    }
}
