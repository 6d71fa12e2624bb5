package dev.nightshift.certificates.check;

import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** Turns of phrase that several findings share. */
final class Phrases {
    private static final int FEW = 3;
    private static final Duration LONG = Duration.ofDays(10);

    private Phrases() {}

    /** The first few, and how many more there are. */
    static String some(Collection<String> items) {
        var first = items.stream().limit(FEW).collect(Collectors.joining(", "));
        return items.size() <= FEW ? first : first + " and " + (items.size() - FEW) + " more";
    }

    /** Whole days where hours do not matter any more. */
    static String span(Duration length) {
        return length.compareTo(LONG) >= 0 ? length.toDays() + " d" : Words.length(length);
    }

    /** For example {@code 1 domain}, {@code 3 domains}. */
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
