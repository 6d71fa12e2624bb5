package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import java.time.Clock;
import java.time.Duration;

/** What happens to a notice that Slack does not take: dead letters, and mail to people. */
final class SecondRoute {
    /** How long a notice may wait for Slack before people are told by mail. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String BURIED = "buried";
    private static final String MAILED = "mailed";
    private static final String MAILED_LATE = "mailed-late";

    private final String stage;
    private final NoticeQueue queue;
    private final Escalation escalation;
    private final Memory memory;
    private final Clock clock;

    SecondRoute(
            String stage, NoticeQueue queue, Escalation escalation, Memory memory, Clock clock) {
        this.stage = stage;
        this.queue = queue;
        this.escalation = escalation;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Puts the message among the dead letters and mails it. Each step is remembered, so that what
     * fails halfway goes on there. Afterwards the message may leave the queue.
     *
     * @throws CloudException if it must stay in the queue
     */
    void giveUp(QueueMessage message, Letter letter, String why) {
        if (!memory.wasTaken(message.id(), BURIED)) {
            queue.bury(message, why);
            memory.taken(message.id(), BURIED);
        }
        if (!memory.wasTaken(message.id(), MAILED)) {
            escalation.send(
                    switch (letter) {
                        case Letter.Legible(var notice) -> PlainMail.of(notice, why);
                        case Letter.Garbage garbage -> PlainMail.ofGarbage(stage, message, why);
                    });
            memory.taken(message.id(), MAILED);
        }
    }

    /**
     * Mails a notice that has waited too long, once; it stays in the queue. Good news and small
     * talk wait.
     *
     * @return whether it was mailed now
     * @throws CloudException if that failed
     */
    boolean tellMeanwhile(QueueMessage message, Notice notice, String why) {
        var waited = Duration.between(message.sentAt(), clock.instant());
        if (notice.severity() == Severity.INFO
                || waited.compareTo(PATIENCE) < 0
                || memory.wasTaken(message.id(), MAILED_LATE)) {
            return false;
        }
        escalation.send(
                PlainMail.of(
                        notice,
                        why
                                + "; it has waited "
                                + waited.toMinutes()
                                + " min and is still being tried"));
        memory.taken(message.id(), MAILED_LATE);
        return true;
    }
}
