package dev.nightshift.rollback.release;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a person marks a release that must not be gone back from, where the platform or the sender of
 * an event leaves room for words: {@code nightshift:irreversible}, as a word in a description or as
 * the key of a tag.
 */
public final class IrreversibleMark {
    /** The word, and the key of the tag. */
    public static final String WORD = "nightshift:irreversible";

    private static final String NOT = "false";

    /** By itself, not as a part of a longer name; {@code =false} takes it back. */
    private static final Pattern IN_TEXT =
            Pattern.compile(
                    "(?<![\\w:-])" + WORD + "(?![\\w-]|:\\w)(?!\\s*=\\s*" + NOT + "\\b)",
                    Pattern.CASE_INSENSITIVE);

    private IrreversibleMark() {}

    /** Whether a description holds the word. */
    public static boolean isIn(Optional<String> text) {
        return text.filter(it -> IN_TEXT.matcher(it).find()).isPresent();
    }

    /** Whether there is such a tag, of any value but {@code false}. */
    public static boolean isAmong(Map<String, String> tags) {
        return Optional.ofNullable(tags.get(WORD))
                .filter(value -> !value.strip().equalsIgnoreCase(NOT))
                .isPresent();
    }
}
