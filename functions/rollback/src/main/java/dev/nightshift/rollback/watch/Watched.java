package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.Standing;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one service.
 *
 * @param releases on record, newest first
 * @param events that were told of it lately
 * @param checks what came of them; empty if its release does not bake
 */
record Watched(
        Service service,
        Sight<Standing> standing,
        Sight<List<Release>> releases,
        Sight<Docket> docket,
        Sight<List<DeploymentEvent>> events,
        List<AlarmSight> alarms,
        List<CheckSight> checks) {
    Watched {
        alarms = List.copyOf(alarms);
        checks = List.copyOf(checks);
    }

    /** Why something of it could not be read, if that is so. */
    Optional<String> unread() {
        return standing.unread()
                .or(() -> releases.unread())
                .or(() -> docket.unread())
                .or(() -> events.unread());
    }

    /** The record of what is released now, if there is one. */
    Optional<Release> current() {
        return standing.seen()
                .flatMap(
                        seen ->
                                releases.seen().stream()
                                        .flatMap(List::stream)
                                        .filter(
                                                release ->
                                                        release.revision().equals(seen.current()))
                                        .findFirst());
    }
}
