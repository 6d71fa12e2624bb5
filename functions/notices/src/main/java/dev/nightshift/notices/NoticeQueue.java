package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import java.time.Duration;

/** The queue of notices and its dead letters. */
interface NoticeQueue {
    /**
     * Hides a message for this long, at most 12 hours.
     *
     * @throws CloudException if that failed; the message then shows up again by itself
     */
    void hide(QueueMessage message, Duration wait);

    /**
     * Puts a message among the dead letters, as it came.
     *
     * @throws CloudException if it is not known to be there
     */
    void bury(QueueMessage message, String reason);
}
