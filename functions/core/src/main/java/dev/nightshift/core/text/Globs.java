package dev.nightshift.core.text;

import java.util.regex.Pattern;

/** Names with {@code *} for any run of characters and {@code ?} for any one. */
public final class Globs {
    private Globs() {}

    /** What fits such a name as a whole. */
    public static Pattern compile(String glob) {
        var regex = new StringBuilder();
        glob.codePoints()
                .forEach(
                        c ->
                                regex.append(
                                        switch (c) {
                                            case '*' -> ".*";
                                            case '?' -> ".";
                                            default -> Pattern.quote(Character.toString(c));
                                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
