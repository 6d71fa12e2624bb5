package dev.nightshift.certificates.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds what a style sheet fetches: {@code url(…)} and {@code @import}, not what comments say. */
final class CssUrls {
    /**
     * @param imported whether it is a style sheet itself, rather than an image or a font
     */
    record Found(String url, boolean imported) {}

    private final String css;
    private int at;
    private boolean importing;
    private final List<Found> found = new ArrayList<>();

    private CssUrls(String css) {
        this.css = css;
    }

    static List<Found> in(String css) {
        var scan = new CssUrls(css);
        while (scan.at < css.length()) {
            scan.step();
        }
        return List.copyOf(scan.found);
    }

    private void step() {
        if (css.startsWith("/*", at)) {
            int end = css.indexOf("*/", at + 2);
            at = end < 0 ? css.length() : end + 2;
        } else if (isWord("@import")) {
            importing = true;
            at += "@import".length();
        } else if (isWord("url(")) {
            at += "url(".length();
            skipBlanks();
            add(isQuote() ? quoted() : upTo(')'));
        } else if (isQuote()) {
            var text = quoted();
            if (importing) {
                add(text);
            }
        } else {
            char c = css.charAt(at++);
            if (c == ';' || c == '{' || c == '}') {
                importing = false;
            }
        }
    }

    private void add(String url) {
        found.add(new Found(url.strip(), importing));
    }

    private boolean isWord(String word) {
        return css.regionMatches(true, at, word, 0, word.length());
    }

    private boolean isQuote() {
        return at < css.length() && (css.charAt(at) == '"' || css.charAt(at) == '\'');
    }

    private String quoted() {
        char quote = css.charAt(at++);
        var text = new StringBuilder();
        while (at < css.length() && css.charAt(at) != quote) {
            if (css.charAt(at) == '\\') {
                at++;
            }
            if (at < css.length()) {
                text.append(css.charAt(at++));
            }
        }
        at++;
        return text.toString();
    }

    private String upTo(char end) {
        int from = at;
        int to = css.indexOf(end, from);
        at = to < 0 ? css.length() : to + 1;
        return css.substring(from, to < 0 ? css.length() : to);
    }

    private void skipBlanks() {
        while (at < css.length() && Character.isWhitespace(css.charAt(at))) {
            at++;
        }
    }

    /** Whether it is fetched over HTTP. */
    static boolean isInsecure(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("http:");
    }
}
