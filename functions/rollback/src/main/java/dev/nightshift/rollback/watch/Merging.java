package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is made of all that was told of one revision. It is a function of the set of events, not of
 * their order; and what was seen later than any of them is not moved back.
 */
final class Merging {
    /** Two ends with no beginning between, or two beginnings, so close are of one deployment. */
    private static final Duration SAME = Duration.ofMinutes(15);

    private static final Comparator<DeploymentEvent> IN_TIME =
            Comparator.comparing(DeploymentEvent::at)
                    .thenComparing(DeploymentEvent::phase)
                    .thenComparing(DeploymentEvent::id);

    private Merging() {}

    /**
     * The record of a revision.
     *
     * @param known as it is on record
     * @param events all that name it
     * @return empty if nothing is known of it
     */
    static Optional<Release> of(
            String target,
            String revision,
            Optional<Release> known,
            Collection<DeploymentEvent> events) {
        var inTime = events.stream().distinct().sorted(IN_TIME).toList();
        return inTime.isEmpty()
                ? known
                : Optional.of(
                        known.map(record -> onto(record, inTime))
                                .orElseGet(() -> told(target, revision, inTime)));
    }

    private static Release told(String target, String revision, List<DeploymentEvent> inTime) {
        return new Release(
                target,
                revision,
                begin(inTime),
                phase(inTime.getLast().phase()),
                Optional.empty(),
                newest(inTime, DeploymentEvent::by),
                newest(inTime, DeploymentEvent::what),
                newest(inTime, DeploymentEvent::link),
                inTime.stream().anyMatch(DeploymentEvent::irreversible)
                        ? Undo.IRREVERSIBLE
                        // that nobody says so does not mean that it is not
                        : Undo.UNKNOWN);
    }

    private static Release onto(Release known, List<DeploymentEvent> inTime) {
        var told = told(known.target(), known.revision(), inTime);
        if (known.at().isAfter(inTime.getLast().at())) {
            // it was released again since
            return withWords(
                    known,
                    known.by().or(told::by),
                    known.what().or(told::what),
                    known.link().or(told::link),
                    told.undo());
        }
        boolean fromEvents = inTime.stream().anyMatch(event -> event.at().equals(known.at()));
        var at = fromEvents || told.at().isAfter(known.at()) ? told.at() : known.at();
        boolean arrived =
                known.phase() == Release.Phase.LIVE
                        && told.phase() == Release.Phase.STARTED
                        && !known.at().isBefore(told.at());
        var moved =
                new Release(
                        known.target(),
                        known.revision(),
                        at,
                        arrived ? Release.Phase.LIVE : told.phase(),
                        known.goodAt(),
                        known.by(),
                        known.what(),
                        known.link(),
                        known.undo());
        return withWords(
                moved,
                told.by().or(known::by),
                told.what().or(known::what),
                told.link().or(known::link),
                told.undo());
    }

    static Release withWords(
            Release release,
            Optional<String> by,
            Optional<String> what,
            Optional<URI> link,
            Undo undo) {
        return new Release(
                release.target(),
                release.revision(),
                release.at(),
                release.phase(),
                release.goodAt(),
                by,
                what,
                link,
                release.undo().or(undo));
    }

    /** The same, come so far at that time. */
    static Release moved(Release release, Instant at, Release.Phase phase) {
        return new Release(
                release.target(),
                release.revision(),
                at,
                phase,
                release.goodAt(),
                release.by(),
                release.what(),
                release.link(),
                release.undo());
    }

    /** The same, good since then, unless it was before. */
    static Release good(Release release, Instant at) {
        return new Release(
                release.target(),
                release.revision(),
                release.at(),
                release.phase(),
                release.goodAt().or(() -> Optional.of(at)),
                release.by(),
                release.what(),
                release.link(),
                release.undo());
    }

    /**
     * The same as planned, upon a record that may have been written meanwhile: of two times the
     * later one stands, and what was good or irreversible stays so.
     */
    static Release forward(Optional<Release> planned, Release wanted, Release stored) {
        boolean newer = !planned.equals(Optional.of(stored)) && stored.at().isAfter(wanted.at());
        var placed = newer ? stored : wanted;
        var words =
                withWords(
                        placed,
                        wanted.by().or(stored::by),
                        wanted.what().or(stored::what),
                        wanted.link().or(stored::link),
                        wanted.undo().or(stored.undo()));
        return stored.goodAt().map(at -> good(words, at)).orElse(words);
    }

    /** When the last deployment began. */
    private static Instant begin(List<DeploymentEvent> inTime) {
        var later = inTime.getLast();
        for (var earlier : inTime.reversed()) {
            boolean sameKind = earlier.phase().isEnd() == later.phase().isEnd();
            boolean close = Duration.between(earlier.at(), later.at()).compareTo(SAME) <= 0;
            if ((earlier.phase().isEnd() && !later.phase().isEnd()) || (sameKind && !close)) {
                break;
            }
            later = earlier;
        }
        return later.at();
    }

    static Release.Phase phase(Phase phase) {
        return switch (phase) {
            case STARTED -> Release.Phase.STARTED;
            case SUCCEEDED -> Release.Phase.LIVE;
            case FAILED, STOPPED -> Release.Phase.FAILED;
        };
    }

    private static <T> Optional<T> newest(
            List<DeploymentEvent> inTime, Function<DeploymentEvent, Optional<T>> field) {
        return inTime.reversed().stream().flatMap(event -> field.apply(event).stream()).findFirst();
    }
}
