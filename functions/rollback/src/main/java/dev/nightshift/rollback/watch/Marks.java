package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import dev.nightshift.rollback.target.ReleaseMark;
import dev.nightshift.rollback.target.Standing;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the platform about the revisions of which it may matter whether they are irreversible. */
final class Marks {
    /** A call each; the rest waits for the next run. */
    private static final int MOST = 20;

    private static final Sight<Boolean> LATER =
            new Sight.Unread<>("there are many of them, and it is asked about in the next run");

    private Marks() {}

    /** What it says of each of them. */
    static Map<String, Sight<Boolean>> read(Watched watched, ReleaseMark mark) {
        if (watched.unread().isPresent()) {
            return Map.of();
        }
        var asked =
                asked(
                        watched.standing().seen().orElseThrow(),
                        watched.releases().seen().orElseThrow(),
                        watched.events().seen().orElseThrow());
        var read = new LinkedHashMap<String, Sight<Boolean>>();
        for (var revision : asked) {
            boolean isMany = read.size() >= MOST;
            read.put(revision, isMany ? LATER : Sight.of(() -> mark.isIrreversible(revision)));
        }
        return read;
    }

    /**
     * What is released now, as a tag may be added at any time, then whatever is new, or could not
     * be read before and may lie on a way back. What is marked stays so, and nobody is asked.
     */
    static Set<String> asked(
            Standing standing, List<Release> releases, List<DeploymentEvent> events) {
        var current = standing.current();
        var asked = new LinkedHashSet<String>();
        asked.add(current);
        events.stream()
                .sorted(Comparator.comparing(DeploymentEvent::at).reversed())
                .flatMap(event -> event.revision().stream())
                .forEach(asked::add);
        asked.removeAll(
                releases.stream()
                        .filter(release -> !release.revision().equals(current))
                        .map(Release::revision)
                        .collect(Collectors.toSet()));
        var good =
                releases.stream()
                        .filter(release -> !release.revision().equals(current))
                        .filter(Release::isGood)
                        .map(Release::at)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.MIN);
        releases.stream()
                .filter(release -> release.undo() == Undo.UNKNOWN)
                .filter(release -> release.at().isAfter(good))
                .map(Release::revision)
                .forEach(asked::add);
        releases.stream()
                .filter(Release::irreversible)
                .map(Release::revision)
                .forEach(asked::remove);
        return asked;
    }
}
