package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.wire.ServerHello;
import dev.nightshift.certificates.tls.wire.ServerKeyExchange;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of one question of a survey. */
sealed interface Answer {
    /**
     * The server went on.
     *
     * @param exchange where it was waited for and there is one
     */
    record Chosen(ServerHello hello, Optional<ServerKeyExchange> exchange) implements Answer {}

    /**
     * The server turned it down: by an alert, or by hanging up each time it was asked.
     *
     * @param alert if it was one
     */
    record TurnedDown(OptionalInt alert) implements Answer {
        boolean says(int description) {
            return alert.isPresent() && alert.getAsInt() == description;
        }
    }

    /** Nothing that tells: too late, or broken. */
    record Nothing(String why) implements Answer {}
}
