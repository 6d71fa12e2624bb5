package dev.nightshift.costs.anomaly;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in which {@code *} stands for any text; capitals do not matter. */
final class Globs {
    private Globs() {}

    static boolean matches(String glob, String name) {
        var pattern =
                Arrays.stream(glob.toLowerCase(Locale.ROOT).split("\\*+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(name.toLowerCase(Locale.ROOT))
                .matches();
    }
}
