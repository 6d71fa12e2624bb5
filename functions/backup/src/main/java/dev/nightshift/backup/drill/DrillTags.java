package dev.nightshift.backup.drill;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a restored database says of the drill that made it: all that a later tick needs to go on.
 *
 * @param source the database it is of
 * @param drill id of the drill
 * @param copy id of the snapshot it was restored from
 */
record DrillTags(
        String source, String drill, Instant slot, Instant startedAt, String copy, Instant copyOf) {
    /** Nothing without this tag is ever changed or removed. */
    static final String DRILL = Ownership.DRILL_TAG;

    static final String STARTED = "nightshift:started";
    static final String COPY = "nightshift:copy";
    static final String COPY_OF = "nightshift:copy-of";

    Map<String, String> asTags(Scope scope) {
        var tags = new TreeMap<String, String>();
        tags.put(Ownership.OWNER_TAG, scope.owner());
        tags.put(Ownership.SOURCE_TAG, source);
        tags.put(Ownership.SLOT_TAG, slot.toString());
        tags.put(DRILL, drill);
        tags.put(STARTED, startedAt.toString());
        tags.put(COPY, copy);
        tags.put(COPY_OF, copyOf.toString());
        return tags;
    }

    static Optional<String> drill(Map<String, String> tags) {
        return Optional.ofNullable(tags.get(DRILL)).filter(id -> !id.isBlank());
    }

    /** What it says, unless someone has spoilt it. */
    static Optional<DrillTags> read(Map<String, String> tags) {
        var source = tags.get(Ownership.SOURCE_TAG);
        var copy = tags.get(COPY);
        var drill = drill(tags);
        if (source == null || copy == null || drill.isEmpty()) {
            return Optional.empty();
        }
        return instant(tags, Ownership.SLOT_TAG)
                .flatMap(
                        slot ->
                                startedAt(tags)
                                        .flatMap(
                                                started ->
                                                        instant(tags, COPY_OF)
                                                                .map(
                                                                        of ->
                                                                                new DrillTags(
                                                                                        source,
                                                                                        drill.get(),
                                                                                        slot,
                                                                                        started,
                                                                                        copy,
                                                                                        of))));
    }

    static Optional<Instant> startedAt(Map<String, String> tags) {
        return instant(tags, STARTED);
    }

    private static Optional<Instant> instant(Map<String, String> tags, String name) {
        var text = tags.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
