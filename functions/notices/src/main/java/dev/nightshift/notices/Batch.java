package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.notices.Delivery.Postponed;
import dev.nightshift.notices.Delivery.Settled;
import dev.nightshift.notices.Delivery.Undeliverable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Works through what the queue has handed out, oldest first, and says which messages must stay in
 * it. Waits for nothing: what Slack does not take now is hidden in the queue for as long as Slack
 * asks.
 */
final class Batch {
    /** After this many attempts an error of our own is no longer taken for a passing one. */
    static final int MAX_OWN_ERRORS = 5;

    /** Between two messages to one channel; Slack takes about one a second. */
    private static final Duration SPACING = Duration.ofMillis(1_200);

    private final Courier courier;
    private final SecondRoute secondRoute;
    private final NoticeQueue queue;
    private final Function<Notice, String> channels;
    private final Backoff backoff;
    private final Log log;

    Batch(
            Courier courier,
            SecondRoute secondRoute,
            NoticeQueue queue,
            Function<Notice, String> channels,
            Backoff backoff,
            Log log) {
        this.courier = courier;
        this.secondRoute = secondRoute;
        this.queue = queue;
        this.channels = channels;
        this.backoff = backoff;
        this.log = log;
    }

    /**
     * @param stored the ids that must stay in the queue
     * @param told how many notices were posted or folded
     * @param buried how many took the second route for good
     */
    record Result(List<String> stored, int told, int buried) {}

    /**
     * @param timeLeft whether there is time for one more notice
     */
    Result deliver(List<QueueMessage> messages, BooleanSupplier timeLeft) {
        var run = new Run(timeLeft);
        messages.stream().sorted(Comparator.comparing(QueueMessage::sentAt)).forEach(run::take);
        return new Result(run.stored, run.told, run.buried);
    }

    /** One batch; mutable in what it has found out about Slack. */
    private final class Run {
        private final BooleanSupplier timeLeft;
        private final List<String> stored = new ArrayList<>();
        private final Map<String, Duration> closed = new HashMap<>();
        private Optional<Duration> slackDown = Optional.empty();
        private int told;
        private int buried;

        Run(BooleanSupplier timeLeft) {
            this.timeLeft = timeLeft;
        }

        void take(QueueMessage message) {
            if (!timeLeft.getAsBoolean()) {
                keep(message, Duration.ZERO, "no time left in this run");
                return;
            }
            var letter = Letter.open(message.body());
            try {
                switch (letter) {
                    case Letter.Legible(var notice) -> take(message, letter, notice);
                    case Letter.Garbage(var why) -> giveUp(message, letter, why);
                }
            } catch (CloudException trouble) {
                log.error("a notice stays in the queue", trouble, "messageId", message.id());
                meanwhile(message, letter, trouble.getMessage());
                keep(message, backoff.before(message.attempt()), trouble.getMessage());
            } catch (RuntimeException ours) {
                // a mistake of ours in one notice must not stop the others
                log.error("a notice could not be handled", ours, "messageId", message.id());
                afterOurError(message, letter, ours);
            }
        }

        private void take(QueueMessage message, Letter letter, Notice notice) {
            var channel = channels.apply(notice);
            var shut = slackDown.or(() -> Optional.ofNullable(closed.get(channel)));
            if (shut.isPresent()) {
                meanwhile(message, letter, "Slack takes nothing at the moment");
                keep(message, next(channel, shut.get()), "as the one before it");
                return;
            }
            switch (deliver(notice, channel, message)) {
                case Settled(var how, var lacking) -> {
                    told++;
                    lacking.ifPresent(
                            why ->
                                    log.info(
                                            "told without its picture",
                                            "notice",
                                            notice.id(),
                                            "why",
                                            why));
                    log.info("settled", "notice", notice.id(), "how", how.name());
                }
                case Postponed(var wait, var extent, var why) -> {
                    switch (extent) {
                        case NOTICE -> {}
                        case CHANNEL -> closed.put(channel, wait);
                        case SLACK -> slackDown = Optional.of(wait);
                    }
                    meanwhile(message, letter, why);
                    keep(message, wait, why);
                }
                case Undeliverable(var why) -> giveUp(message, letter, why);
            }
        }

        private Delivery deliver(Notice notice, String channel, QueueMessage message) {
            try {
                return courier.deliver(notice, channel, message.attempt());
            } catch (SecretUnusable secret) {
                return new Undeliverable(secret.getMessage());
            }
        }

        /** What is kept behind another comes back behind it. */
        private Duration next(String channel, Duration shut) {
            var wait = shut.plus(SPACING);
            if (slackDown.isEmpty()) {
                closed.put(channel, wait);
            }
            return wait;
        }

        private void giveUp(QueueMessage message, Letter letter, String why) {
            secondRoute.giveUp(message, letter, why);
            buried++;
            log.info("took the second route", "messageId", message.id(), "why", why);
        }

        private void afterOurError(QueueMessage message, Letter letter, RuntimeException error) {
            if (message.attempt() >= MAX_OWN_ERRORS) {
                try {
                    giveUp(message, letter, "an error of the notifier: " + error);
                    return;
                } catch (CloudException trouble) {
                    log.error("the second route is shut", trouble, "messageId", message.id());
                }
            }
            keep(message, backoff.before(message.attempt()), "an error of the notifier");
        }

        private void meanwhile(QueueMessage message, Letter letter, String why) {
            if (!(letter instanceof Letter.Legible(var notice))) {
                return;
            }
            try {
                if (secondRoute.tellMeanwhile(message, notice, why)) {
                    log.info("mailed, and still trying", "notice", notice.id(), "why", why);
                }
            } catch (CloudException trouble) {
                // the message stays in the queue, so the next attempt mails it
                log.error("could not mail a late notice", trouble, "notice", notice.id());
            }
        }

        private void keep(QueueMessage message, Duration wait, String why) {
            stored.add(message.id());
            log.info(
                    "stays in the queue",
                    "messageId",
                    message.id(),
                    "attempt",
                    Integer.toString(message.attempt()),
                    "waitSeconds",
                    Long.toString(wait.toSeconds()),
                    "why",
                    why);
            try {
                queue.hide(message, wait);
            } catch (CloudException trouble) {
                // it shows up again when the queue's own time-out is over
                log.error("could not hide a message", trouble, "messageId", message.id());
            }
        }
    }
}
