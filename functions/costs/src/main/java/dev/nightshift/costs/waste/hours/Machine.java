package dev.nightshift.costs.waste.hours;

import java.util.Map;
import java.util.Optional;

/**
 * Something that can be stopped and started.
 *
 * @param id as its service names it; of an ECS service {@code cluster/service}
 * @param arn by which it is tagged; of an instance its id
 * @param desired tasks that an ECS service is to run; 1 for everything else
 * @param obstacle why it cannot be stopped, if it cannot
 */
record Machine(
        Kind kind,
        String id,
        String arn,
        Map<String, String> tags,
        State state,
        int desired,
        Optional<String> obstacle) {
    /** That we have stopped it, and how many of it there were. */
    static final String STOPPED_TAG = "nightshift:off-hours";

    /** What somebody wants for one day, such as {@code on:2026-11-28}. */
    static final String OVERRIDE_TAG = "nightshift:hours";

    Machine {
        tags = Map.copyOf(tags);
    }

    enum Kind {
        INSTANCE("instance"),
        DATABASE("database"),
        SERVICE("service");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        @Override
        public String toString() {
            return noun;
        }
    }

    enum State {
        ON,
        OFF,
        /** On its way from one to the other, or busy with something else. */
        CHANGING
    }

    Optional<String> tag(String key) {
        return Optional.ofNullable(tags.get(key));
    }

    /** How many of it there were when we stopped it; empty if we did not. */
    Optional<Integer> stoppedByUs() {
        return tag(STOPPED_TAG)
                .filter(text -> text.matches("[1-9][0-9]{0,4}"))
                .map(Integer::valueOf);
    }

    String inWords() {
        return kind + " " + id;
    }
}
