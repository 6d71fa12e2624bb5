package dev.nightshift.notices;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The notifier among stand-ins for all that is around it, with faults between them on demand. */
final class Desk implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    static final Duration WINDOW = Duration.ofHours(6);

    /** For a machine that is busy with other things. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration LEASE = Duration.ofSeconds(100);

    final TestClock clock = new TestClock(START);
    final Faults faults = new Faults();
    final FakeSlack slack = new FakeSlack();
    final FakeQueue queue = new FakeQueue(clock, faults, Duration.ofMinutes(9));
    final InMemoryLedgerStore store = new InMemoryLedgerStore(faults);
    final List<PlainMail> mails = Collections.synchronizedList(new ArrayList<>());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** What Secrets Manager holds. */
    Supplier<SlackSecret> secret = slack::bot;

    int counter;
    private Duration patience = LONG;
    private String poison = "";
    private Batch batch = batchOn(queue);

    @Override
    public void close() {
        slack.close();
    }

    /** Takes a slow answer of Slack for none, where a test has it hang. */
    void impatient() {
        patience = Duration.ofMillis(300);
        restart();
    }

    void patient() {
        patience = LONG;
        restart();
    }

    /** A new process: nothing is held in memory. */
    void restart() {
        batch = batchOn(queue);
    }

    /** The notice of this id meets an error of our own. */
    void breakOn(String noticeId) {
        poison = noticeId;
    }

    private String channelOf(Notice notice) {
        if (notice.id().equals(poison)) {
            throw new IllegalStateException("a mistake of ours");
        }
        return notice.automation().equals("night") ? "#night" : "#ops";
    }

    Batch batchOn(FakeQueue on) {
        var memory = new Memory(store, clock, LEASE);
        var backoff = new Backoff(new Random(1));
        var client = new SlackClient(patience);
        var line =
                new Line(
                        request -> faults.write("slack", () -> client.send(request)),
                        () -> faults.read("secretsmanager:GetSecretValue", () -> secret.get()));
        var courier =
                new Courier(
                        line, memory, clock, new Courier.Settings(LEASE, WINDOW, backoff, true));
        Escalation mail = letter -> faults.write("sns:Publish", () -> mails.add(letter));
        return new Batch(
                courier,
                new SecondRoute("prod", on, mail, memory, clock),
                on,
                this::channelOf,
                backoff,
                new Log(new Scope("prod", "notifier"), clock, log::add));
    }

    String send(Notice notice) {
        return queue.send(NoticeJson.encode(notice));
    }

    /** One invocation with all that is visible. */
    Batch.Result invoke() {
        var messages = queue.receive();
        var result = batch.deliver(messages, () -> true);
        messages.stream()
                .map(QueueMessage::id)
                .filter(id -> !result.stored().contains(id))
                .forEach(queue::delete);
        return result;
    }

    /** Invokes as the queue does until it is empty, letting the time between pass. */
    void drain() {
        for (int i = 0; !queue.isEmpty(); i++) {
            if (i > 200) {
                throw new AssertionError("the queue does not get empty: " + log);
            }
            invoke();
            if (!queue.isEmpty()) {
                clock.advance(Duration.between(clock.instant(), queue.nextVisible()));
            }
        }
    }
}
