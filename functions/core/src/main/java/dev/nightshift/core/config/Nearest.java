package dev.nightshift.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that someone who mistyped one probably meant. */
public final class Nearest {
    private Nearest() {}

    /** What to say of an unknown word: the one that was probably meant, else all there are. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(
                        () ->
                                known.isEmpty()
                                        ? "none is known here"
                                        : "known are " + String.join(", ", known));
    }

    public static Optional<String> to(String written, Collection<String> known) {
        var word = written.toLowerCase(Locale.ROOT);
        // a third of the letters may be wrong: enough for a typo, too little for another word
        int limit = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .filter(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT)) <= limit)
                .min(
                        Comparator.comparingInt(
                                candidate -> distance(word, candidate.toLowerCase(Locale.ROOT))));
    }

    /** Edits to get from one to the other: insert, delete, replace, or swap two neighbours. */
    static int distance(String from, String to) {
        var table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced =
                        table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table[from.length()][to.length()];
    }
}
