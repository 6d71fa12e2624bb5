package dev.nightshift.notices;

import dev.nightshift.core.log.Redactor;
import java.util.Locale;
import java.util.Set;

/**
 * Makes text that anyone may have written safe to put before Slack: one line, nothing invisible, no
 * mention, no markup, within a limit.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">Escaping
 *     text</a>
 */
final class SlackText {
    private static final String ELLIPSIS = "…";

    /** Holds an at-sign and its word apart without a gap that a reader would see. */
    private static final char WORD_JOINER = '\u2060';

    /** Looks like a backtick and opens no code. */
    private static final char MODIFIER_GRAVE = '\u02CB';

    /** Accents piled on one letter beyond this smear over the lines above and below it. */
    private static final int MAX_ACCENTS = 3;

    private static final Set<String> SHOUTS = Set.of("here", "channel", "everyone", "group");

    private SlackText() {}

    /**
     * Text that Slack shows as it was typed, as far as that is safe, without secrets. Never empty,
     * since Slack refuses empty text.
     *
     * @param limit in UTF-16 units, counted after escaping, as the safest reading of Slack's limits
     */
    static String of(String raw, int limit) {
        var escaped = escape(clean(Redactor.redact(raw)), limit);
        return escaped.isEmpty() ? "–" : escaped;
    }

    /** On one line, without what cannot be seen or what reorders its surroundings. */
    static String clean(String raw) {
        var out = new StringBuilder(raw.length());
        int accents = 0;
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            i += Character.charCount(point);
            accents = Character.getType(point) == Character.NON_SPACING_MARK ? accents + 1 : 0;
            if (accents > MAX_ACCENTS) {
                continue;
            }
            switch (Character.getType(point)) {
                case Character.CONTROL -> {
                    if (point == '\n' || point == '\t' || point == '\r') {
                        space(out);
                    }
                }
                case Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SPACE_SEPARATOR ->
                        space(out);
                case Character.SURROGATE -> out.append('\uFFFD');
                case Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
                default -> out.appendCodePoint(point);
            }
        }
        return out.toString().strip();
    }

    /** Whether the text would be read as markup in a mrkdwn object, once escaped. */
    static boolean looksLikeMarkup(String text) {
        return text.chars().anyMatch(c -> "*_~`|".indexOf(c) >= 0);
    }

    private static void space(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private static String escape(String clean, int limit) {
        var out = new StringBuilder(Math.min(clean.length() + 16, limit + 8));
        // where to cut if it gets too long: the last place at which the ellipsis still fits
        int cut = 0;
        for (int i = 0; i < clean.length(); ) {
            int point = clean.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '`' -> out.append(MODIFIER_GRAVE);
                case '@' -> {
                    out.append('@');
                    if (shouts(clean, i)) {
                        out.append(WORD_JOINER);
                    }
                }
                default -> out.appendCodePoint(point);
            }
            if (out.length() > limit) {
                return out.substring(0, cut) + ELLIPSIS;
            }
            if (out.length() + ELLIPSIS.length() <= limit) {
                cut = out.length();
            }
        }
        return out.toString();
    }

    private static boolean shouts(String text, int from) {
        var next = text.substring(from, Math.min(text.length(), from + 8)).toLowerCase(Locale.ROOT);
        return SHOUTS.stream().anyMatch(next::startsWith);
    }
}
