package dev.nightshift.costs.anomaly;

import java.util.List;
import java.util.stream.Collectors;

/** Who made what costs more, as far as a trail tells. */
public sealed interface Attribution {
    /** In a line, for people. */
    String words();

    /**
     * Those who changed most in the service just before its costs rose. That is a hint, no proof.
     *
     * @param makers the busiest first, at least one
     * @param more whether there were more changes than were read
     */
    record Made(List<Maker> makers, boolean more) implements Attribution {
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
                    + ", by CloudTrail"
                    + (more ? "; of the latest changes only, since there are more" : "");
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

    /** Nobody knows, and why. */
    record Unknown(String why) implements Attribution {
        @Override
        public String words() {
            return "not known: " + why;
        }
    }
}
