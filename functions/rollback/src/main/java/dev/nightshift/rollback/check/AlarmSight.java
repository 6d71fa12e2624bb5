package dev.nightshift.rollback.check;

import java.time.Instant;
import java.util.List;

/** A CloudWatch alarm as it was found. */
public sealed interface AlarmSight {
    String name();

    /**
     * It could be read.
     *
     * @param since when it came into this state
     * @param transitions newest first, as far back as was asked
     * @param readFrom since when the transitions are complete
     */
    record Seen(
            String name,
            State state,
            Instant since,
            boolean composite,
            List<Transition> transitions,
            Instant readFrom)
            implements AlarmSight {
        public Seen {
            transitions = List.copyOf(transitions);
        }
    }

    /** It is not there, or could not be read. */
    record Unknown(String name, String why) implements AlarmSight {}

    /** As CloudWatch writes them. */
    enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    /** A change of its state. */
    record Transition(Instant at, State from, State to) {}
}
