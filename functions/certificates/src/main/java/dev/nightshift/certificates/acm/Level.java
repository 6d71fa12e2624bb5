package dev.nightshift.certificates.acm;

/** How bad something is; the worst comes first. */
public enum Level {
    /** Visitors see it, or will within days. */
    CRITICAL,
    /** A person has to act, or nothing good will happen. */
    WARNING,
    /** It could not be seen whether all is well. */
    UNKNOWN,
    /** Good to know; nobody is waiting. */
    NOTE,
    /** All is well. */
    NONE;

    static Level worse(Level one, Level other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
