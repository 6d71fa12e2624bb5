package dev.nightshift.certificates.acm;

import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Words that several verdicts share. */
final class Phrases {
    private static final int SHOWN = 3;

    private Phrases() {}

    /** For example {@code expires on 2026-12-24, in 27 d}. */
    static String expiry(Instant expires, Instant now) {
        return now.isBefore(expires)
                ? "expires on %s, in %s"
                        .formatted(day(expires), Words.length(Duration.between(now, expires)))
                : "expired on %s, %s ago".formatted(day(expires), Words.age(expires, now));
    }

    static String day(Instant when) {
        return when.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** The first few, and how many more there are. */
    static String few(List<String> all) {
        var shown = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? shown : shown + " and " + (all.size() - SHOWN) + " more";
    }
}
