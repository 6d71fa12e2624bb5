package dev.nightshift.core.automation;

import java.util.Optional;
import java.util.Set;

/**
 * One thing to do to one resource, and why. Each automation has a sealed interface of records that
 * extends this one.
 */
public interface Action {
    /**
     * Names the intention, not the attempt: the same in every run that means the same effect, and
     * unique within a plan. For example {@code copy shop/2026-11-22T00:00:00Z to eu-central-1}.
     */
    String id();

    /** The resource that the action is about, as a person would name it. */
    String subject();

    /** Why, in words for the person who reads the plan. */
    String because();

    Impact impact();

    /** Ids of the actions of the same plan that must have succeeded before this one is tried. */
    default Set<String> needs() {
        return Set.of();
    }

    /** How long to leave the same intention alone once it has been tried. */
    default Optional<Cooldown> cooldown() {
        return Optional.empty();
    }

    /**
     * Whether a person has to say yes first; what asks for the same subject is approved together.
     */
    default Optional<Ask> approval() {
        return Optional.empty();
    }
}
