package dev.nightshift.notices;

import dev.nightshift.core.testing.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queue of notices in memory: hides what it hands out, counts, and hands out again. */
final class FakeQueue implements NoticeQueue {
    private static final int MAX_BYTES = 256 * 1024;

    /** A message that could not be delivered. */
    record Dead(String body, String reason) {}

    private record Held(QueueMessage message, Instant visibleAt) {}

    private final Clock clock;
    private final Faults faults;
    private final Duration visibility;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<Dead> dead = new ArrayList<>();
    private int ids;
    private int receipts;

    FakeQueue(Clock clock, Faults faults, Duration visibility) {
        this.clock = clock;
        this.faults = faults;
        this.visibility = visibility;
    }

    synchronized String send(String body) {
        var id = "m-" + ++ids;
        held.put(id, new Held(new QueueMessage(id, "", body, clock.instant(), 0), clock.instant()));
        return id;
    }

    /** At most ten of those that are not hidden. */
    synchronized List<QueueMessage> receive() {
        var out = new ArrayList<QueueMessage>();
        for (var each : List.copyOf(held.values())) {
            if (out.size() < 10 && !each.visibleAt().isAfter(clock.instant())) {
                var old = each.message();
                var message =
                        new QueueMessage(
                                old.id(),
                                "r-" + ++receipts,
                                old.body(),
                                old.sentAt(),
                                old.attempt() + 1);
                held.put(old.id(), new Held(message, clock.instant().plus(visibility)));
                out.add(message);
            }
        }
        return out;
    }

    synchronized void delete(String id) {
        held.remove(id);
    }

    synchronized boolean isEmpty() {
        return held.isEmpty();
    }

    synchronized List<Dead> dead() {
        return List.copyOf(dead);
    }

    /** Until the message is seen again. */
    synchronized Duration hidden(String id) {
        var each = held.get(id);
        if (each == null) {
            throw new AssertionError(id + " is not in the queue");
        }
        return Duration.between(clock.instant(), each.visibleAt());
    }

    /** When the next message shows up. */
    synchronized Instant nextVisible() {
        return held.values().stream()
                .map(Held::visibleAt)
                .min(Instant::compareTo)
                .orElse(clock.instant());
    }

    /** Puts the dead letters back, as new messages. */
    synchronized void redrive() {
        var all = List.copyOf(dead);
        dead.clear();
        all.forEach(letter -> send(letter.body()));
    }

    @Override
    public synchronized void hide(QueueMessage message, Duration pause) {
        faults.record(
                "sqs:ChangeMessageVisibility",
                () -> {
                    var each = held.get(message.id());
                    if (each == null || !each.message().receipt().equals(message.receipt())) {
                        throw new AssertionError("hides a message that it does not hold");
                    }
                    if (pause.compareTo(Duration.ofHours(12)) > 0) {
                        throw new AssertionError("SQS hides for at most 12 hours, not " + pause);
                    }
                    return held.put(
                            message.id(), new Held(each.message(), clock.instant().plus(pause)));
                });
    }

    @Override
    public synchronized void bury(QueueMessage message, String reason) {
        faults.write(
                "sqs:SendMessage",
                () -> {
                    if (message.body().length() > MAX_BYTES) {
                        throw new AssertionError("SQS takes no message of that size");
                    }
                    return dead.add(new Dead(message.body(), reason));
                });
    }
}
