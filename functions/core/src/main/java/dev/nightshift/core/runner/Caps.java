package dev.nightshift.core.runner;

/**
 * How much one run may do. Over a cap nothing destructive runs and a person is asked.
 *
 * @param maxChanges actions of any impact per run; the rest is left for the next tick
 * @param maxDeletions deletions per run
 * @param maxDeletionPercent deletions per run, in percent of what the automation owns
 */
public record Caps(int maxChanges, int maxDeletions, int maxDeletionPercent) {
    public static final Caps DEFAULT = new Caps(50, 25, 50);

    public Caps {
        if (maxChanges < 1
                || maxDeletions < 0
                || maxDeletionPercent < 0
                || maxDeletionPercent > 100) {
            throw new IllegalArgumentException(
                    "caps: changes must be at least 1, deletions at least 0, the share 0 to 100 %");
        }
    }
}
