package dev.nightshift.backup.s3.manifest;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something slow that is begun before it is needed. */
public final class Ahead<T> {
    private final FutureTask<T> task;

    private Ahead(Supplier<T> slow) {
        task = new FutureTask<>(slow::get);
        Thread.ofPlatform().daemon().name("ahead").start(task);
    }

    public static <T> Ahead<T> of(Supplier<T> slow) {
        return new Ahead<>(slow);
    }

    /** Waits for it; throws what it threw. */
    public T get() {
        try {
            return task.get();
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

    /** Whether {@link #get} would not wait. */
    public boolean isDone() {
        return task.isDone();
    }

    /** Waits for its end, whatever comes of it. */
    public void await() {
        try {
            var _ = task.get();
        } catch (ExecutionException e) {
            // whoever asks for it is told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody needs it any more. */
    public void cancel() {
        cancel(_ -> {});
    }

    /**
     * Nobody needs it any more.
     *
     * @param discard what becomes of it if it is there already
     */
    void cancel(Consumer<T> discard) {
        if (!task.cancel(true) && task.state() == Future.State.SUCCESS) {
            discard.accept(task.resultNow());
        }
    }
}
