package dev.nightshift.core.notice;

import dev.nightshift.core.automation.CloudException;

/** The way out for notices, as {@link NoticeJson} writes them. */
@FunctionalInterface
public interface Notices {
    /**
     * Hands a notice over; returns once it is safely elsewhere.
     *
     * @throws CloudException if it was not accepted, or if that is not known
     */
    void publish(String noticeJson);
}
