package dev.nightshift.certificates.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An end to all that one request may take. A time-out per read would let a server that sends a byte
 * now and then hold it for ever, and none at all holds for writes.
 */
final class Deadline {
    private final long endNanos;

    Deadline(Duration patience) {
        this.endNanos = System.nanoTime() + patience.toNanos();
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /**
     * Cuts the connection when the time is up. The socket is that of the lowest layer: closing one
     * of TLS would wait for whoever reads from it.
     */
    Guard over(Socket socket) {
        return new Guard(socket, left());
    }

    /** Watches until it is closed. */
    static final class Guard implements AutoCloseable {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean struck;

        private Guard(Socket socket, Duration left) {
            Thread.startVirtualThread(() -> watch(socket, left));
        }

        private void watch(Socket socket, Duration left) {
            try (socket) {
                struck = !over.await(left.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException | IOException ended) {
                struck = true;
            }
        }

        /** Whether the connection was cut. */
        boolean hasStruck() {
            return struck;
        }

        @Override
        public void close() {
            over.countDown();
        }
    }
}
