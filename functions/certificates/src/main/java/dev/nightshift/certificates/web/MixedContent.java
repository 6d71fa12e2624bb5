package dev.nightshift.certificates.web;

/**
 * Something that a page of HTTPS takes from, or sends over, HTTP.
 *
 * @param where the element, such as {@code script src}
 * @see <a href="https://www.w3.org/TR/mixed-content/">Mixed Content</a>
 */
public record MixedContent(Kind kind, String where, String url) {
    /** What it means. */
    public enum Kind {
        /** Scripts, styles, frames: whoever changes it owns the page. Browsers block it. */
        ACTIVE,
        /** Images and media. Browsers try HTTPS in its place, or warn. */
        PASSIVE,
        /** What visitors enter is sent in clear. */
        FORM
    }
}
