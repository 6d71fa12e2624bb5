package dev.nightshift.certificates.domain;

/** What came of asking a registry for a domain. */
public sealed interface Lookup {
    /** An answer, which is worth keeping. */
    sealed interface Known extends Lookup {}

    record Registered(Registration registration) implements Known {}

    /**
     * The registry has no such domain.
     *
     * @param source who said so, in words
     */
    record NotRegistered(String source) implements Known {}

    /**
     * Nobody knows.
     *
     * @param why in words
     */
    record Unanswered(String why) implements Lookup {}

    /** Not asked now, out of politeness; the next run does. */
    record Deferred(String why) implements Lookup {}
}
