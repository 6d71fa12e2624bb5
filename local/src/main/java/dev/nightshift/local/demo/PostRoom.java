package dev.nightshift.local.demo;

import dev.nightshift.local.demo.SlackStandIn.Received;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.local.runtime.DeployedFunctions;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.local.runtime.QueuePump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps the notices moving: from their queues through the notifier to the Slack stand-in. */
final class PostRoom implements AutoCloseable {
    /** Longer than the notifier lets a message rest after one 429 and one 500. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<QueuePump> pumps = new ArrayList<>();
    private final SlackStandIn slack;
    private final Teller teller;
    private int told;

    PostRoom(Account account, Invoker invoker, SlackStandIn slack, Teller teller) {
        this.slack = slack;
        this.teller = teller;
        var functions = new DeployedFunctions(account);
        for (var mapping : QueuePump.mappings(account, Estate.HOME)) {
            var function =
                    functions
                            .find(Estate.HOME, mapping.function(), mapping.qualifier())
                            .withSnapStart(true);
            pumps.add(new QueuePump(account, Estate.HOME, invoker, function, mapping));
        }
    }

    /** What can be delivered now. */
    void deliverWaiting() {
        for (var pump : pumps) {
            while (pump.poll(Duration.ZERO, line -> {}).isPresent()) {
                tellNews();
            }
        }
    }

    /** Everything, also what has to rest in the queue for a while. */
    void deliverAll() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (backlog() > 0 && System.nanoTime() < end) {
            for (var pump : pumps) {
                if (pump.poll(Duration.ofSeconds(1), line -> {}).isPresent()) {
                    tellNews();
                }
            }
        }
    }

    @Override
    public void close() {
        pumps.forEach(QueuePump::close);
    }

    private int backlog() {
        return pumps.stream().mapToInt(QueuePump::backlog).sum();
    }

    private void tellNews() {
        var all = slack.received();
        var news = all.subList(told, all.size());
        told = all.size();
        for (var received : news) {
            teller.tell(
                    Kind.NOTICE,
                    received.accepted() ? Tone.GOOD : Tone.WARN,
                    received.accepted()
                            ? "%s%s".formatted(firstLine(received), how(received))
                            : "Slack answers %s; the notice stays in the queue"
                                    .formatted(received.answered()),
                    received.accepted() ? lines(received) : List.of());
        }
    }

    private static String how(Received received) {
        if (received.method().equals("chat.update")) {
            return " (its first message, updated)";
        }
        return received.text("thread_ts").isEmpty() ? "" : " (in its thread)";
    }

    private static String firstLine(Received received) {
        return received.text("text").lines().findFirst().orElse("");
    }

    private static List<Line> lines(Received received) {
        var channel = received.text("channel");
        var rest =
                received.text("text")
                        .lines()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .collect(Collectors.joining(" · "));
        return rest.isEmpty()
                ? List.of(new Line("to", channel, ""))
                : List.of(new Line("to", channel, ""), new Line("says", rest, ""));
    }
}
