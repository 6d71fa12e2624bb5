package dev.nightshift.certificates;

import java.util.Collection;

/** How something stands. The heavier, the later. */
public enum Level {
    /** All is well. */
    OK,
    /** Good to know; nobody has to act. */
    NOTE,
    /** It could not be seen; never taken for good. */
    UNKNOWN,
    /** A person has to act, or nothing good will happen. */
    WARNING,
    /** Visitors see it, or will within days. */
    CRITICAL;

    public static Level heavier(Level one, Level other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** The heaviest of all; {@link #OK} if there is none. */
    public static Level heaviest(Collection<Level> levels) {
        return levels.stream().reduce(OK, Level::heavier);
    }
}
