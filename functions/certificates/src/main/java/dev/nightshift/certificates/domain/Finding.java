package dev.nightshift.certificates.domain;

/**
 * One line of a verdict.
 *
 * @param about what it is about, a word: {@code expiry}, {@code status}, {@code name servers}
 * @param words what is so, and what to do
 */
public record Finding(Level level, String about, String words) {
    /** The heavier, the later. */
    public enum Level {
        /** Good to know; nobody has to act. */
        NOTE,
        /** It could not be seen; never taken for good. */
        UNKNOWN,
        WARN,
        CRITICAL
    }
}
