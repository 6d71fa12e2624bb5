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
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one service.
 *
 * @param releases on record, newest first
 * @param events that were told of it lately
 * @param marks whether the platform calls a revision irreversible, of those that it was asked about
 * @param checks what came of them; empty if its release does not bake
 */
record Watched(
        Service service,
        Sight<Standing> standing,
        Sight<List<Release>> releases,
        Sight<Docket> docket,
        Sight<List<DeploymentEvent>> events,
        Map<String, Sight<Boolean>> marks,
        List<AlarmSight> alarms,
        List<CheckSight> checks) {
    Watched {
        marks = Map.copyOf(marks);
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

    /** The same with what the platform says of these. */
    Watched withMarks(Map<String, Sight<Boolean>> read) {
        return new Watched(service, standing, releases, docket, events, read, alarms, checks);
    }

    /** The same with these alarms and what came of its checks. */
    Watched with(List<AlarmSight> seen, List<CheckSight> asked) {
        return new Watched(service, standing, releases, docket, events, marks, seen, asked);
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
