package dev.nightshift.rollback.watch;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier runs kept for this one.
 *
 * @param unwell when the release of a target was last seen unwell or under way
 * @param purged for which revision the cache before a target was last purged
 */
record Before(Map<String, Mark> unwell, Map<String, String> purged) {
    private static final String UNWELL = "unwell ";
    private static final String PURGED = "purged ";

    Before {
        unwell = Map.copyOf(unwell);
        purged = Map.copyOf(purged);
    }

    /** A revision, and when something was seen of it. */
    record Mark(String revision, Instant at) {}

    static Before nothing() {
        return new Before(Map.of(), Map.of());
    }

    /** When this revision of a target was last seen unwell. */
    Optional<Instant> unwell(String target, String revision) {
        return Optional.ofNullable(unwell.get(target))
                .filter(mark -> mark.revision().equals(revision))
                .map(Mark::at);
    }

    static Before read(Map<String, String> kept) {
        var unwell = new HashMap<String, Mark>();
        var purged = new HashMap<String, String>();
        kept.forEach(
                (key, text) -> {
                    if (key.startsWith(UNWELL)) {
                        mark(text).ifPresent(it -> unwell.put(key.substring(UNWELL.length()), it));
                    } else if (key.startsWith(PURGED)) {
                        purged.put(key.substring(PURGED.length()), text);
                    }
                });
        return new Before(unwell, purged);
    }

    private static Optional<Mark> mark(String text) {
        int space = text.indexOf(' ');
        try {
            return space < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Mark(
                                    text.substring(space + 1),
                                    Instant.parse(text.substring(0, space))));
        } catch (DateTimeException broken) {
            // a memory that is lost costs a release the mark, and nothing else
            return Optional.empty();
        }
    }

    Map<String, String> written() {
        var kept = new HashMap<String, String>();
        unwell.forEach(
                (target, mark) -> kept.put(UNWELL + target, mark.at() + " " + mark.revision()));
        purged.forEach((target, revision) -> kept.put(PURGED + target, revision));
        return kept;
    }
}
