package dev.nightshift.certificates.acm;

/** Asks DNS for the CNAME of a name, as ACM does. */
@FunctionalInterface
public interface Cnames {
    /**
     * Never throws: whatever keeps it from an answer is {@link Answer.Unknown}.
     *
     * @param name fully qualified, with or without its final dot
     */
    Answer cname(String name);

    /** What DNS says. */
    sealed interface Answer {
        record Found(String value) implements Answer {}

        /** There is no such name, or it has no CNAME. */
        record None() implements Answer {}

        /** Nobody answered, or somebody could not. */
        record Unknown(String why) implements Answer {}
    }
}
