package dev.nightshift.costs.anomaly;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who made what costs more, as far as a trail or tags tell, and which of them it is. */
public sealed interface Attribution {
    /** In a line, for people. */
    String words();

    /** The same in few words, for the end of a line; empty if nobody knows. */
    Optional<String> brief();

    /** Whether tags could tell more: nobody knows, or not all was read. */
    boolean isInDoubt();

    /**
     * Those who changed most in the service just before its costs rose. That is a hint, no proof.
     *
     * @param makers the busiest first, at least one
     * @param region whose trail tells
     * @param more whether there were more changes than were read
     */
    record Made(List<Maker> makers, String region, boolean more) implements Attribution {
        public Made {
            makers = List.copyOf(makers);
        }

        @Override
        public String words() {
            return makers.stream()
                            .map(
                                    one ->
                                            "%s (%s ×%d)"
                                                    .formatted(one.name(), one.what(), one.times()))
                            .collect(Collectors.joining(", "))
                    + ", by CloudTrail in "
                    + region
                    + (more ? "; of the latest changes only, since there are more" : "");
        }

        @Override
        public Optional<String> brief() {
            return Optional.of(makers.getFirst().name() + " (CloudTrail)");
        }

        @Override
        public boolean isInDoubt() {
            return more;
        }
    }

    /**
     * One of them.
     *
     * @param name of a user, or of a role's session; whoever may name a session may put anything
     *     here
     * @param what they did most often, such as {@code RunInstances}
     * @param times how often
     */
    record Maker(String name, String what, int times) {}

    /**
     * Whom a tag names on most of what costs more in the service.
     *
     * @param who in words
     * @param tag its key
     * @param percent of the excess that carries it
     * @param trail what CloudTrail told, which is less sure
     */
    record Tagged(String who, String tag, int percent, Attribution trail) implements Attribution {
        @Override
        public String words() {
            return "%s, by tag %s on %d %% of it; without tags %s"
                    .formatted(who, tag, percent, trail.words());
        }

        @Override
        public Optional<String> brief() {
            return Optional.of("%s (tag %s)".formatted(who, tag));
        }

        @Override
        public boolean isInDoubt() {
            return false;
        }
    }

    /** Nobody knows, and why. */
    record Unknown(String why) implements Attribution {
        @Override
        public String words() {
            return "not known: " + why;
        }

        @Override
        public Optional<String> brief() {
            return Optional.empty();
        }

        @Override
        public boolean isInDoubt() {
            return true;
        }
    }
}
