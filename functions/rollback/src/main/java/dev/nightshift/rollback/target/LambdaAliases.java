package dev.nightshift.rollback.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of Lambda is asked to take an alias back. */
interface LambdaAliases {
    /**
     * @param weights share of the traffic from 0 to 1 by additional version
     * @param revision of the alias itself, a new one with each change
     */
    record Alias(String version, Map<String, Double> weights, String revision) {}

    /**
     * @param state such as {@code Active}
     * @param description that it was published with
     */
    record Version(String state, Optional<String> reason, Optional<String> description) {}

    Alias alias(String function, String name);

    /** All that were published, {@code $LATEST} too. */
    List<String> versions(String function);

    /** Empty if there is none. */
    Optional<Version> version(String function, String version);

    /**
     * Points the alias at this version alone.
     *
     * @param revision that it has, or it is not touched
     * @return whether it had
     */
    boolean point(String function, String name, String version, String revision);
}
