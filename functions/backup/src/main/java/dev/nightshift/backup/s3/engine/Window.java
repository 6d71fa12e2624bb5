package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.core.automation.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lines that wait for their turn: many objects are under way at once, and the lines are written in
 * the order of their keys. All but the work itself is for one thread.
 */
final class Window implements AutoCloseable {
    /** Lines that may wait behind one slow copy. */
    private static final int LARGEST = 8_192;

    /** Kept for writing down what is done, out of what {@link Deadline#RESERVE} keeps. */
    private static final Duration LAST_CALL = Deadline.RESERVE.dividedBy(2);

    /**
     * Not virtual ones: they are few and the same all along, and whoever ends the process does not
     * wait for the threads that watch sockets for virtual ones (0.3 s with Java 25).
     */
    private static final ThreadFactory THREADS =
            work -> Thread.ofPlatform().daemon().name("copy").unstarted(work);

    /** More are of use only where the time goes by on the way, not in a processor. */
    private static final int FIRST = 64;

    /** For the two calls or more that an object takes. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int mostPending;
    private final Deadline deadline;
    private final Consumer<Item> emit;
    private final ThreadPoolExecutor threads;
    private final int concurrency;
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private int pending;
    private volatile boolean stopping;

    Window(int concurrency, Deadline deadline, Consumer<Item> emit) {
        this.mostPending = pending(concurrency);
        this.concurrency = concurrency;
        int first = Math.min(concurrency, FIRST);
        this.threads =
                new ThreadPoolExecutor(
                        first,
                        concurrency,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        THREADS);
        this.deadline = deadline;
        this.emit = emit;
    }

    /** How many objects can be under way, or done and not written, with so many at once. */
    static int pending(int concurrency) {
        return 4 * concurrency;
    }

    /** Something whose turn comes. */
    sealed interface Item {
        String key();
    }

    /**
     * A line as it is.
     *
     * @param raw empty if it is left out
     */
    record Ready(String key, Optional<byte[]> raw, LineState state, long sizeBytes)
            implements Item {}

    /** A result that took no time. */
    record Known(String key, Result result) implements Item {}

    /**
     * A result that is worked on.
     *
     * @param future empty if it was not begun, or not brought to its end, as there was no time
     */
    record Pending(String key, Future<Optional<Result>> future) implements Item {
        /** Only when it is there. */
        Result result() {
            return future.resultNow().orElseThrow();
        }
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    void add(Item item) {
        if (items.isEmpty()) {
            emit.accept(item);
        } else {
            items.add(item);
        }
    }

    void start(String key, Supplier<Optional<Result>> work) {
        pending++;
        items.add(
                new Pending(
                        key,
                        threads.submit(() -> stopping ? Optional.<Result>empty() : done(work))));
    }

    /** What fails one object this way is likely to fail the next. */
    private Optional<Result> done(Supplier<Optional<Result>> work) {
        boolean ended = false;
        long start = System.nanoTime();
        try {
            var result = work.get();
            ended = true;
            if (System.nanoTime() - start > SLOW_NANOS) {
                grow();
            }
            return result;
        } finally {
            if (!ended) {
                stopping = true;
            }
        }
    }

    /** By one for each answer that took long, as TCP does: twice as many with each round trip. */
    private synchronized void grow() {
        int now = threads.getCorePoolSize();
        if (now < concurrency && !threads.isShutdown()) {
            threads.setCorePoolSize(now + 1);
        }
    }

    /**
     * Writes what is done, and waits if too much is not.
     *
     * @return false if the deadline came near meanwhile
     */
    boolean settle() {
        while (!items.isEmpty()) {
            var first = items.getFirst();
            boolean full = pending >= mostPending || items.size() >= LARGEST;
            if (!isDone(first) && !full) {
                return true;
            }
            if (!await(first, Deadline.RESERVE) || isOutOfTime(first)) {
                return false;
            }
            emitFirst();
        }
        return true;
    }

    /**
     * Waits for all.
     *
     * @return false if the deadline came near meanwhile
     */
    boolean finish() {
        while (!items.isEmpty()) {
            if (!await(items.getFirst(), Deadline.RESERVE) || isOutOfTime(items.getFirst())) {
                return false;
            }
            emitFirst();
        }
        return true;
    }

    /**
     * Begins nothing any more, waits for what was begun as long as there is time, and writes all up
     * to the first that is not done.
     *
     * @return whether nothing was done beyond that
     */
    boolean drain() {
        stopping = true;
        while (!items.isEmpty()) {
            var first = items.getFirst();
            if (!await(first, LAST_CALL) || isSkipped(first)) {
                break;
            }
            emitFirst();
        }
        boolean clean = true;
        for (var item : items) {
            clean &= !(item instanceof Pending) || (await(item, LAST_CALL) && isSkipped(item));
        }
        return clean;
    }

    /** After something failed: writes all up to the first that is not done, or that failed. */
    void salvage() {
        stopping = true;
        threads.shutdown();
        awaitEnd();
        while (!items.isEmpty() && succeeded(items.getFirst())) {
            emitFirst();
        }
    }

    private static boolean succeeded(Item item) {
        return !(item instanceof Pending it)
                || (it.future().state() == Future.State.SUCCESS && !isSkipped(item));
    }

    private void emitFirst() {
        var first = items.getFirst();
        if (first instanceof Pending) {
            pending--;
        }
        items.removeFirst();
        emit.accept(first);
    }

    /**
     * Whether there is no more time for the first one. If it is not done because a later one has
     * failed, throws what that one threw.
     */
    private boolean isOutOfTime(Item first) {
        if (!isSkipped(first)) {
            return false;
        }
        stopping = true;
        for (var item : items) {
            var _ = await(item, LAST_CALL);
        }
        return true;
    }

    private static boolean isDone(Item item) {
        return !(item instanceof Pending it) || it.future().isDone();
    }

    /** Whether there was no time to begin it, or for all of it. */
    private static boolean isSkipped(Item item) {
        return item instanceof Pending it && it.future().resultNow().isEmpty();
    }

    /**
     * Waits until little more than a time is left before the deadline, and throws what the work
     * threw.
     *
     * @return whether it is done
     */
    private boolean await(Item item, Duration reserve) {
        if (!(item instanceof Pending it)) {
            return true;
        }
        try {
            var time = deadline.remaining().minus(reserve);
            var _ =
                    time.isPositive()
                            ? it.future().get(time.toMillis(), TimeUnit.MILLISECONDS)
                            : it.future().get(0, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
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
            throw new IllegalStateException("interrupted while copying", e);
        }
    }

    /** Waits for what is still under way as long as there is time, then lets go of it. */
    @Override
    public void close() {
        stopping = true;
        threads.shutdown();
        if (!awaitEnd()) {
            threads.shutdownNow();
        }
    }

    private boolean awaitEnd() {
        try {
            var time = deadline.remaining().minus(LAST_CALL);
            return threads.awaitTermination(
                    Math.clamp(time.toMillis(), 0, 60_000), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
