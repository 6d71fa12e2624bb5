package dev.nightshift.certificates.grade;

import java.time.Duration;

/**
 * HTTP Strict Transport Security, as a server states it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6797">RFC 6797</a>
 */
public sealed interface Hsts {
    /**
     * A header that browsers follow.
     *
     * @param maxAge how long; zero tells browsers to forget it
     */
    record Stated(Duration maxAge, boolean includeSubDomains, boolean preload) implements Hsts {}

    /** No such header came. */
    record Absent() implements Hsts {}

    /** A header that browsers ignore. */
    record Invalid(String why) implements Hsts {}

    /** The page could not be read. */
    record Unread(String why) implements Hsts {}
}
