package dev.nightshift.notices;

import java.time.Duration;
import java.util.Optional;

/** What came of trying to tell one notice. */
sealed interface Delivery {
    /**
     * Nothing more to do for this message of the queue.
     *
     * @param lacking why its picture is not there; empty if it is, or there was none
     */
    record Settled(How how, Optional<String> lacking) implements Delivery {
        Settled(How how) {
            this(how, Optional.empty());
        }
    }

    /** How it was settled. */
    enum How {
        /** Posted, now or in an earlier attempt that this one completed. */
        TOLD,
        /** Much like one told shortly before; counted. */
        FOLDED,
        /** Delivered twice by the queue, and told the first time. */
        KNOWN
    }

    /** Not now. */
    record Postponed(Duration pause, Extent extent, String why) implements Delivery {}

    /** What else in the same batch would fare no better. */
    enum Extent {
        NOTICE,
        CHANNEL,
        SLACK
    }

    /** Slack will not take it, however often it is tried. */
    record Undeliverable(String why) implements Delivery {}
}
