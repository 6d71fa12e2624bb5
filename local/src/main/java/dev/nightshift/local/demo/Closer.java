package dev.nightshift.local.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was begun, last first, once: at the end of the work or when the process is stopped. */
final class Closer implements AutoCloseable {
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private final Thread hook;

    /**
     * @param onStop what to do first when the process is stopped before its end
     */
    Closer(Runnable onStop) {
        hook =
                new Thread(
                        () -> {
                            onStop.run();
                            endAll();
                        },
                        "closer");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void atEnd(Runnable ending) {
        endings.push(ending);
    }

    @Override
    public void close() {
        endAll();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void endAll() {
        RuntimeException first = null;
        while (!endings.isEmpty()) {
            try {
                endings.pop().run();
            } catch (RuntimeException e) {
                // the others are to end all the same
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
