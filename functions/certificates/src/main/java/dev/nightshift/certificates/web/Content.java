package dev.nightshift.certificates.web;

import java.util.Optional;

/**
 * The body of the last answer.
 *
 * @param html if it is one
 * @param words what else it is, or why it could not be read
 */
public record Content(Kind kind, Optional<HtmlPage> html, String words) {
    /** What it is. */
    public enum Kind {
        HTML,
        /** Something else, such as JSON. */
        OTHER,
        /** It could not be read, so that nothing is known of what is in it. */
        UNREADABLE
    }

    static Content html(HtmlPage page) {
        return new Content(Kind.HTML, Optional.of(page), "a page");
    }

    static Content other(String type) {
        return new Content(Kind.OTHER, Optional.empty(), type);
    }

    static Content unreadable(String why) {
        return new Content(Kind.UNREADABLE, Optional.empty(), why);
    }
}
