package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.work.Together;
import dev.nightshift.rollback.check.AlarmSights;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks at the services, and at alarms and checks only where a release bakes. */
final class DeployWatchObserver {
    private static final int AT_ONCE = 16;

    private final DeployWatchSettings settings;
    private final DeployWatchGateway gateway;

    DeployWatchObserver(DeployWatchSettings settings, DeployWatchGateway gateway) {
        this.settings = settings;
        this.gateway = gateway;
    }

    DeployWatchFacts observe(Instant now, Memory memory) {
        var before = Before.read(memory.recall());
        var seen = Together.map(settings.services(), AT_ONCE, service -> marked(look(service)));
        var alarms = alarms(seen, now);
        return new DeployWatchFacts(
                now, Together.map(seen, AT_ONCE, watched -> further(watched, alarms)), before);
    }

    private Watched look(Service service) {
        var target = service.target();
        return new Watched(
                service,
                Sight.of(() -> gateway.target(target).observe()),
                Sight.of(() -> gateway.register().releases(target.id())),
                Sight.of(() -> gateway.register().docket(target.id())),
                Sight.of(() -> gateway.events().of(target.id())),
                Map.of(),
                List.of(),
                List.of());
    }

    /** What the platform says of revisions; where it keeps nothing, nobody is asked. */
    private Watched marked(Watched watched) {
        return gateway.mark(watched.service().target())
                .map(mark -> watched.withMarks(Marks.read(watched, mark)))
                .orElse(watched);
    }

    private AlarmSights alarms(List<Watched> seen, Instant now) {
        var names =
                seen.stream()
                        .filter(DeployWatchObserver::bakes)
                        .flatMap(watched -> watched.service().alarms().stream())
                        .distinct()
                        .sorted()
                        .toList();
        // since when an alarm is OK says all that a bake time needs, without its history
        return new AlarmSights(names.isEmpty() ? List.of() : gateway.alarms(names, now));
    }

    private Watched further(Watched watched, AlarmSights alarms) {
        if (!bakes(watched)) {
            return watched;
        }
        var service = watched.service();
        var own = alarms.of(service.alarms());
        var checks =
                service.checks().isEmpty()
                        ? List.<CheckSight>of()
                        : gateway.check(service.checks());
        return watched.with(own, checks);
    }

    /** Whether what is released takes all traffic and is not known to be good or bad. */
    private static boolean bakes(Watched watched) {
        if (watched.unread().isPresent()) {
            return false;
        }
        boolean settled =
                watched.standing()
                        .seen()
                        .filter(seen -> seen.busy().isEmpty() && seen.share() == 100)
                        .isPresent();
        boolean isOpen =
                watched.current()
                        .filter(
                                release ->
                                        release.goodAt().isPresent()
                                                || isTakenBack(watched, release))
                        .isEmpty();
        return settled && isOpen;
    }

    private static boolean isTakenBack(Watched watched, Release release) {
        return watched.docket()
                .seen()
                .map(Docket::quarantined)
                .filter(revisions -> revisions.contains(release.revision()))
                .isPresent();
    }
}
