package dev.nightshift.local.deploy;

import java.util.Locale;

/**
 * A resource of a stack and what became of it.
 *
 * @param id what {@code Ref} gives
 */
public record DeployedResource(
        String stack, String region, String logicalId, String type, String id, Change change) {
    /** What was done. */
    public enum Change {
        /** It was not there. */
        MADE,
        /** It was there, and not as declared. */
        UPDATED,
        /** A successor was made, as its type cannot be changed. */
        REPLACED,
        /** It was there as declared. */
        KEPT,
        /** The template no longer has it. */
        REMOVED,
        /** The template no longer has it, and asked for it to stay. */
        LEFT,
        /** Its type has nothing to make. */
        NOTHING_TO_MAKE,
        /** The emulator cannot hold it. */
        NOT_HELD
    }

    @Override
    public String toString() {
        return "%-8s %-32s %s (%s)"
                .formatted(
                        change.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        type,
                        logicalId,
                        id);
    }
}
