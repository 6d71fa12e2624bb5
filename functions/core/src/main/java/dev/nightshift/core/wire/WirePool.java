package dev.nightshift.core.wire;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections that wait for the next request, the one used last first. */
public final class WirePool {
    /** The servers of AWS close after some 20 seconds. */
    private static final long IDLE_NANOS = 8_000_000_000L;

    private record Idle(WireConnection connection, long since) {}

    private final Map<String, ConcurrentLinkedDeque<Idle>> idle = new ConcurrentHashMap<>();

    /** One that was used and is likely still open, or a new one. */
    WireConnection take(URI endpoint) throws IOException {
        var waiting = shelf(endpoint);
        for (var found = next(waiting); found.isPresent(); found = next(waiting)) {
            if (System.nanoTime() - found.get().since() < IDLE_NANOS) {
                return found.get().connection();
            }
            found.get().connection().close();
        }
        return WireConnection.open(endpoint);
    }

    private static Optional<Idle> next(ConcurrentLinkedDeque<Idle> waiting) {
        return Optional.ofNullable(waiting.pollFirst());
    }

    /** Keeps it if another request may follow on it, else closes it. */
    void give(URI endpoint, WireConnection connection) {
        if (connection.isReusable()) {
            shelf(endpoint).addFirst(new Idle(connection, System.nanoTime()));
        } else {
            connection.close();
        }
    }

    private ConcurrentLinkedDeque<Idle> shelf(URI endpoint) {
        return idle.computeIfAbsent(
                endpoint.getScheme() + "://" + endpoint.getRawAuthority(),
                any -> new ConcurrentLinkedDeque<>());
    }
}
