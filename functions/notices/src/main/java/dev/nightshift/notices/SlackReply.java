package dev.nightshift.notices;

import java.util.Optional;

/** What came back from Slack. */
sealed interface SlackReply {
    /**
     * @param retryAfter the header as sent
     */
    record Answer(int status, Optional<String> retryAfter, String body) implements SlackReply {}

    /** No whole answer: refused, reset, cut short or late. The message may have been posted. */
    record Silence(String why) implements SlackReply {}
}
