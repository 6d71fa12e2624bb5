package dev.nightshift.rollback.target;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All versions of all objects of a site, and from them the site as of any instant. Two objects are
 * alike if their ETags are: S3's are hashes of the content, save for objects that were uploaded in
 * parts or encrypted with a key of KMS.
 */
final class SiteHistory {
    /** What one CopyObject takes. */
    private static final long LARGEST_COPY = 5L * 1024 * 1024 * 1024;

    /** The id of what was written before the bucket kept versions. */
    private static final String UNVERSIONED = "null";

    /**
     * One version of one object, or the mark of its removal.
     *
     * @param content ETag; empty for a removal
     * @param latest whether it is what a reader gets now
     * @param archived whether it has to be restored from an archive before it can be copied
     */
    record Version(
            String key,
            String id,
            String content,
            long bytes,
            Instant at,
            boolean latest,
            boolean archived) {
        boolean removal() {
            return content.isEmpty();
        }
    }

    /** What has to be done to one object. */
    sealed interface Change {
        String key();

        /** The version of that id is to be the latest again. */
        record Restore(Version version) implements Change {
            @Override
            public String key() {
                return version.key();
            }
        }

        /** It was not there then. */
        record Remove(String key) implements Change {}
    }

    /** Of each key the versions, the newest first. */
    private final Map<String, List<Version>> keys = new TreeMap<>();

    /**
     * @param versions those of a key in the order in which S3 lists them
     */
    SiteHistory(List<Version> versions) {
        for (var version : versions) {
            keys.computeIfAbsent(version.key(), _ -> new ArrayList<>()).add(version);
        }
        keys.values()
                .forEach(
                        all ->
                                all.sort(
                                        Comparator.comparing(Version::latest)
                                                .thenComparing(Version::at)
                                                .reversed()));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** When anything was changed last. */
    Optional<Instant> changed() {
        return keys.values().stream()
                .map(all -> all.getFirst().at())
                .max(Comparator.naturalOrder());
    }

    /**
     * The first instant as of which the site was what it is now. A rollback makes it what it was as
     * of an earlier instant, and so that instant is current again; and a deploy that changes
     * nothing is no other release.
     */
    Instant current() {
        record Event(Instant at, int unlike) {}
        var events = new ArrayList<Event>();
        int unlike = 0;
        for (var all : keys.values()) {
            var now = all.getFirst().content();
            boolean before = !now.isEmpty();
            unlike += before ? 1 : 0;
            for (var version : all.reversed()) {
                boolean after = !version.content().equals(now);
                events.add(new Event(version.at(), (after ? 1 : 0) - (before ? 1 : 0)));
                before = after;
            }
        }
        events.sort(Comparator.comparing(Event::at));
        for (int i = 0; i < events.size(); i++) {
            unlike += events.get(i).unlike();
            boolean last =
                    i + 1 == events.size() || !events.get(i + 1).at().equals(events.get(i).at());
            if (last && unlike == 0) {
                return events.get(i).at();
            }
        }
        throw new IllegalStateException("a site without versions has no current one");
    }

    /** What makes the site again what it was: pages last, and only then what is to go. */
    List<Change> changes(Instant to) {
        var changes = new ArrayList<Change>();
        keys.forEach(
                (key, all) -> {
                    var then = asOf(all, to);
                    if (!content(then).equals(all.getFirst().content())) {
                        changes.add(
                                then.filter(version -> !version.removal())
                                        .<Change>map(Change.Restore::new)
                                        .orElseGet(() -> new Change.Remove(key)));
                    }
                });
        changes.sort(
                Comparator.comparingInt(
                        change ->
                                switch (change) {
                                    case Change.Restore _ -> change.key().endsWith(".html") ? 1 : 0;
                                    case Change.Remove _ -> 2;
                                }));
        return changes;
    }

    /** A key that is neither as of the one instant nor as of the other: somebody has been there. */
    Optional<String> foreign(Instant from, Instant to) {
        return keys.entrySet().stream()
                .filter(
                        entry -> {
                            var now = entry.getValue().getFirst().content();
                            return !now.equals(content(asOf(entry.getValue(), from)))
                                    && !now.equals(content(asOf(entry.getValue(), to)));
                        })
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Why the site as of then cannot be had any more, or not safely. */
    Optional<String> obstacle(Instant to) {
        if (keys.values().stream().allMatch(all -> content(asOf(all, to)).isEmpty())) {
            return Optional.of("nothing was there as of " + to);
        }
        for (var all : keys.values()) {
            var oldest = all.getLast();
            if (oldest.id().equals(UNVERSIONED) && oldest.at().isAfter(to)) {
                return Optional.of(
                        oldest.key()
                                + " was written after "
                                + to
                                + " while the bucket kept no versions: what was there is lost");
            }
        }
        return changes(to).stream()
                .map(
                        change ->
                                switch (change) {
                                    case Change.Restore(var version) -> obstacle(version);
                                    case Change.Remove _ -> Optional.<String>empty();
                                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> obstacle(Version version) {
        if (version.archived()) {
            return Optional.of("the version of " + version.key() + " as of then is archived");
        }
        if (version.bytes() > LARGEST_COPY) {
            return Optional.of(version.key() + " has more than 5 GiB, which no single copy takes");
        }
        return version.content().contains("-")
                ? Optional.of(
                        version.key()
                                + " was uploaded in parts: its copy could not be told from another"
                                + " upload; restore it by hand")
                : Optional.empty();
    }

    private static Optional<Version> asOf(List<Version> newestFirst, Instant then) {
        return newestFirst.stream().filter(version -> !version.at().isAfter(then)).findFirst();
    }

    private static String content(Optional<Version> version) {
        return version.map(Version::content).orElse("");
    }
}
