package dev.nightshift.core.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text in addresses. */
public final class Urls {
    private Urls() {}

    /**
     * As one part of a path or of a query.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>
     */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
