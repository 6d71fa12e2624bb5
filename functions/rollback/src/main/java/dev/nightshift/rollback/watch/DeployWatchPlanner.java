package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.watch.DeployWatchAction.PurgeCache;
import dev.nightshift.rollback.watch.DeployWatchAction.RecordRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what to write down of releases, and which of them are good. */
final class DeployWatchPlanner {
    /** What failed before that is nobody's news any more. */
    private static final Duration NEWS = Duration.ofDays(1);

    /** What has not arrived so long after it was begun is not awaited any more. */
    static final Duration COMING = Duration.ofHours(2);

    private final DeployWatchSettings settings;
    private final DeployWatchFacts facts;
    private final WatchDraft draft = new WatchDraft();

    private DeployWatchPlanner(DeployWatchSettings settings, DeployWatchFacts facts) {
        this.settings = settings;
        this.facts = facts;
    }

    static Plan<DeployWatchAction> plan(DeployWatchSettings settings, DeployWatchFacts facts) {
        return draft(settings, facts).plan();
    }

    /** The plan with what is wrong and how far everything has come. */
    static WatchDraft draft(DeployWatchSettings settings, DeployWatchFacts facts) {
        var planner = new DeployWatchPlanner(settings, facts);
        facts.services().forEach(planner::service);
        return planner.draft;
    }

    private void service(Watched watched) {
        var name = watched.service().name();
        var unread = watched.unread();
        if (unread.isPresent()) {
            draft.unknown(Trouble.UNREAD, name, unread.get());
            return;
        }
        var standing = watched.standing().seen().orElseThrow();
        var releases = watched.releases().seen().orElseThrow();
        var events = watched.events().seen().orElseThrow();
        var wanted =
                Reckoning.of(
                        watched.service().target(),
                        standing,
                        releases,
                        events,
                        settings.irreversible(watched.service()),
                        watched.marks(),
                        facts.now());
        marks(watched);
        write(watched.service(), releases, wanted, standing);
        last(name, events, wanted);
        var current = Optional.ofNullable(wanted.get(standing.current())).orElseThrow();
        var stage = stage(watched, current, standing);
        draft.stage(name, stage);
        draft.records(name, wanted.values());
        purge(watched.service(), current);
    }

    private void marks(Watched watched) {
        watched.marks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        asked ->
                                asked.getValue()
                                        .unread()
                                        .ifPresent(
                                                why ->
                                                        draft.unknown(
                                                                Trouble.UNREAD,
                                                                watched.service().name(),
                                                                "whether %s is marked as irreversible: %s"
                                                                        .formatted(
                                                                                asked.getKey(),
                                                                                why))));
    }

    private void write(
            Service service,
            List<Release> releases,
            Map<String, Release> wanted,
            Standing standing) {
        for (var release : wanted.values()) {
            var known =
                    releases.stream()
                            .filter(record -> record.revision().equals(release.revision()))
                            .findFirst();
            if (!known.equals(Optional.of(release))) {
                draft.act(
                        new RecordRelease(
                                service.name(), known, release, why(known, release, standing)));
            }
        }
    }

    private static String why(Optional<Release> known, Release wanted, Standing standing) {
        var seen =
                wanted.revision().equals(standing.current())
                        ? "it takes traffic" + standing.busy().map(by -> ", and " + by).orElse("")
                        : "it was told of";
        if (known.isEmpty()) {
            return seen + ", and is not on record";
        }
        if (known.get().phase() != wanted.phase()) {
            return seen + "; on record it is " + known.get().phase();
        }
        return known.get().at().equals(wanted.at())
                ? "more is known of it"
                : seen + " since " + wanted.at() + "; on record since " + known.get().at();
    }

    /**
     * Pipelines begin and fail in front of a target too, so that of all tellings the last one
     * counts.
     */
    private void last(String name, List<DeploymentEvent> events, Map<String, Release> wanted) {
        events.stream()
                .max(
                        Comparator.comparing(DeploymentEvent::at)
                                .thenComparing(DeploymentEvent::phase)
                                .thenComparing(DeploymentEvent::id))
                .ifPresent(
                        event -> {
                            if (event.phase().isFailure()) {
                                failure(name, event);
                            } else if (isComing(event, wanted)) {
                                draft.last(name, event);
                                draft.hold(
                                        name,
                                        "the deployment %s has begun at %s"
                                                .formatted(event.words(), event.at()));
                            }
                        });
    }

    private void failure(String name, DeploymentEvent event) {
        if (event.at().isAfter(facts.now().minus(NEWS))) {
            draft.last(name, event);
            draft.warn(
                    Trouble.FAILED,
                    name,
                    "the deployment %s %s at %s"
                            .formatted(
                                    event.words(),
                                    event.phase() == DeploymentEvent.Phase.FAILED
                                            ? "failed"
                                            : "was stopped",
                                    event.at()));
        }
    }

    /** Whether it has begun, and nothing is released since: a release has a thread of its own. */
    private boolean isComing(DeploymentEvent event, Map<String, Release> wanted) {
        return event.phase() == DeploymentEvent.Phase.STARTED
                && event.revision().isEmpty()
                && event.at().isAfter(facts.now().minus(COMING))
                && wanted.values().stream()
                        .noneMatch(release -> !release.at().isBefore(event.at()));
    }

    private Stage stage(Watched watched, Release release, Standing standing) {
        var name = watched.service().name();
        var docket = watched.docket().seen().orElseGet(() -> Docket.empty(release.target()));
        if (docket.quarantined().contains(release.revision())) {
            var line = release.revision() + " was taken back; nothing calls it good any more";
            draft.hold(name, line);
            return new Stage(Stage.Kind.TAKEN_BACK, release, line);
        }
        return switch (release.phase()) {
            case FAILED -> {
                var line = "the deployment of " + release.revision() + " failed";
                draft.keep(name, line);
                yield new Stage(Stage.Kind.FAILED, release, line);
            }
            case STARTED -> {
                var line =
                        "%s is being released: %s"
                                .formatted(
                                        release.revision(),
                                        standing.busy()
                                                .orElse(standing.share() + "% of the traffic"));
                draft.hold(name, line);
                yield new Stage(Stage.Kind.RELEASING, release, line);
            }
            case LIVE -> live(watched, release);
        };
    }

    private Stage live(Watched watched, Release release) {
        var since = release.goodAt();
        if (since.isEmpty()) {
            return new Baking(watched, release, facts, draft).stage();
        }
        var line = "%s is good since %s".formatted(release.revision(), since.get());
        draft.keep(watched.service().name(), line);
        boolean isNews =
                facts.now().isBefore(release.at().plus(watched.service().bake()))
                        && since.get().isBefore(release.at());
        return new Stage(isNews ? Stage.Kind.BAKING : Stage.Kind.GOOD, release, line);
    }

    private void purge(Service service, Release release) {
        if (service.target() instanceof Target.StaticSite site
                && settings.purge().contains(service.name())
                && release.phase() == Release.Phase.LIVE
                && release.at().isAfter(facts.now().minus(NEWS))
                && !release.revision().equals(facts.before().purged().get(release.target()))) {
            site.distribution()
                    .ifPresent(
                            distribution ->
                                    draft.act(
                                            new PurgeCache(
                                                    service.name(),
                                                    release.target(),
                                                    distribution,
                                                    release.revision(),
                                                    reference(release, release.at()),
                                                    "it was released at "
                                                            + release.at()
                                                            + ", and caches keep what was before")));
        }
    }

    private static String reference(Release release, Instant at) {
        return "nightshift-%08x-%d"
                .formatted(
                        (release.target() + " " + release.revision()).hashCode(),
                        at.getEpochSecond());
    }
}
