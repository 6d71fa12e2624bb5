package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the register is to say: from what it says, from what is released, and from what was told.
 * Where they differ, the target is right.
 */
final class Reckoning {
    /** So long before and after its release an event without a revision may be about it. */
    private static final Duration NEAR = Duration.ofHours(2);

    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Target target;
    private final Standing standing;
    private final List<DeploymentEvent> events;
    private final Instant now;
    private final Map<String, Release> known = new LinkedHashMap<>();
    private final Map<String, Release> wanted = new LinkedHashMap<>();

    private Reckoning(
            Target target,
            Standing standing,
            List<Release> releases,
            List<DeploymentEvent> events,
            Instant now) {
        this.target = target;
        this.standing = standing;
        this.events = events;
        this.now = now;
        releases.forEach(release -> known.put(release.revision(), release));
        wanted.putAll(known);
    }

    /**
     * All records as they are to be, by revision.
     *
     * @param irreversible revisions that the settings call so
     * @param marks whether the platform calls a revision so, of those that it was asked about
     */
    static Map<String, Release> of(
            Target target,
            Standing standing,
            List<Release> releases,
            List<DeploymentEvent> events,
            Set<String> irreversible,
            Map<String, Sight<Boolean>> marks,
            Instant now) {
        var reckoning = new Reckoning(target, standing, releases, events, now);
        reckoning.told();
        reckoning.seen();
        reckoning.failed();
        reckoning.words(irreversible, marks);
        return reckoning.wanted;
    }

    private void told() {
        events.stream()
                .filter(event -> event.revision().isPresent())
                .collect(Collectors.groupingBy(event -> event.revision().orElseThrow()))
                .forEach(
                        (revision, own) ->
                                Merging.of(target.id(), revision, record(known, revision), own)
                                        .map(this::unproven)
                                        .ifPresent(release -> wanted.put(revision, release)));
    }

    /** That its deployment succeeded does not mean that it takes traffic: that must be seen. */
    private Release unproven(Release told) {
        boolean unseen =
                !told.revision().equals(standing.current())
                        && told.phase() == Release.Phase.LIVE
                        && record(known, told.revision())
                                .filter(release -> release.phase() == Release.Phase.LIVE)
                                .isEmpty();
        return unseen ? Merging.moved(told, told.at(), Release.Phase.STARTED) : told;
    }

    private void seen() {
        var current = standing.current();
        boolean settled = standing.busy().isEmpty() && standing.share() == 100;
        var before = record(wanted, current);
        var base = before.orElseGet(this::first);
        var again = before.flatMap(this::releasedAgain);
        var underway = before.isEmpty() || again.isPresent() ? Release.Phase.STARTED : base.phase();
        var arrived =
                base.phase() == Release.Phase.FAILED && again.isEmpty()
                        ? Release.Phase.FAILED
                        : Release.Phase.LIVE;
        wanted.put(
                current,
                Merging.moved(base, again.orElse(base.at()), settled ? arrived : underway));
    }

    private Release first() {
        return new Release(
                target.id(),
                standing.current(),
                standing.since().orElse(now),
                Release.Phase.STARTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Undo.UNKNOWN);
    }

    /** When what is on record was released again: back from another, or after it had failed. */
    private Optional<Instant> releasedAgain(Release release) {
        boolean back =
                wanted.values().stream()
                        .filter(other -> !other.revision().equals(release.revision()))
                        .filter(other -> other.phase() == Release.Phase.LIVE)
                        .anyMatch(other -> other.at().isAfter(release.at()));
        boolean failed = release.phase() == Release.Phase.FAILED;
        if (standing.since().isPresent()) {
            return standing.since().filter(_ -> back || failed).filter(release.at()::isBefore);
        }
        return back ? Optional.of(now) : Optional.empty();
    }

    /** Platforms that name no revision tell of what is being released. */
    private void failed() {
        for (var event : events) {
            if (event.revision().isEmpty()
                    && event.subject().is(target)
                    && event.phase().isFailure()) {
                wanted.values().stream()
                        .filter(release -> !release.at().isAfter(event.at().plus(SLACK)))
                        .max(Comparator.comparing(Release::at))
                        .filter(release -> release.phase() == Release.Phase.STARTED)
                        .ifPresent(
                                release ->
                                        wanted.put(
                                                release.revision(),
                                                Merging.moved(
                                                        release,
                                                        release.at(),
                                                        Release.Phase.FAILED)));
            }
        }
    }

    private void words(Set<String> irreversible, Map<String, Sight<Boolean>> marks) {
        for (var release : List.copyOf(wanted.values())) {
            boolean is = irreversible.contains(release.revision());
            boolean isOpen =
                    release.revision().equals(standing.current())
                            || release.phase() == Release.Phase.STARTED;
            var near = isOpen ? near(release) : List.<DeploymentEvent>of();
            wanted.put(
                    release.revision(),
                    Merging.withWords(
                            release,
                            release.by().or(() -> newest(near, DeploymentEvent::by)),
                            release.what().or(() -> newest(near, DeploymentEvent::what)),
                            release.link().or(() -> newest(near, DeploymentEvent::link)),
                            is || near.stream().anyMatch(DeploymentEvent::irreversible)
                                    ? Undo.IRREVERSIBLE
                                    : undo(
                                            release.revision(),
                                            Optional.ofNullable(marks.get(release.revision())))));
        }
    }

    /** What the platform says; of what it is not asked, what is on record stays. */
    private Undo undo(String revision, Optional<Sight<Boolean>> mark) {
        var unasked = known.containsKey(revision) ? Undo.UNKNOWN : Undo.POSSIBLE;
        return mark.map(
                        read ->
                                read.seen()
                                        .map(is -> is ? Undo.IRREVERSIBLE : Undo.POSSIBLE)
                                        .orElse(Undo.UNKNOWN))
                .orElse(unasked);
    }

    /**
     * Events without a revision that are about this release, those that say most of it last: what
     * began before it and after the release before.
     */
    private List<DeploymentEvent> near(Release release) {
        var before =
                wanted.values().stream()
                        .map(Release::at)
                        .filter(at -> at.isBefore(release.at()))
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.MIN);
        var after =
                wanted.values().stream()
                        .map(Release::at)
                        .filter(at -> at.isAfter(release.at()))
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX);
        return events.stream()
                .filter(event -> event.revision().isEmpty())
                .filter(event -> event.at().isAfter(before) && event.at().isBefore(after))
                .filter(event -> isWithin(event.at(), release.at()))
                .sorted(
                        Comparator.comparing(
                                        (DeploymentEvent event) ->
                                                event.phase() == Phase.STARTED
                                                        && !event.at()
                                                                .isAfter(release.at().plus(SLACK)))
                                .thenComparing(DeploymentEvent::at)
                                .thenComparing(DeploymentEvent::id))
                .toList();
    }

    private static boolean isWithin(Instant at, Instant released) {
        return Duration.between(at, released).abs().compareTo(NEAR) <= 0;
    }

    private static <T> Optional<T> newest(
            List<DeploymentEvent> near, Function<DeploymentEvent, Optional<T>> field) {
        return near.reversed().stream().flatMap(event -> field.apply(event).stream()).findFirst();
    }

    private static Optional<Release> record(Map<String, Release> records, String revision) {
        return Optional.ofNullable(records.get(revision));
    }
}
