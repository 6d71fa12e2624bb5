package dev.nightshift.rollback.decide;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Unknown;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What alarms said when. */
final class AlarmHistory {
    private AlarmHistory() {}

    static List<Seen> firing(List<AlarmSight> alarms) {
        return seen(alarms).stream().filter(alarm -> alarm.state() == State.ALARM).toList();
    }

    static List<Seen> seen(List<AlarmSight> alarms) {
        return alarms.stream().filter(Seen.class::isInstance).map(Seen.class::cast).toList();
    }

    static List<Unknown> unread(List<AlarmSight> alarms) {
        return alarms.stream().filter(Unknown.class::isInstance).map(Unknown.class::cast).toList();
    }

    /** The state just before an instant; empty if the history does not reach so far back. */
    static Optional<State> before(Seen alarm, Instant instant) {
        if (alarm.since().isBefore(instant)) {
            return Optional.of(alarm.state());
        }
        var oldestFirst =
                alarm.transitions().stream()
                        .sorted(Comparator.comparing(AlarmSight.Transition::at))
                        .toList();
        if (alarm.readFrom().isAfter(instant)) {
            return Optional.empty();
        }
        var last =
                oldestFirst.stream()
                        .filter(change -> change.at().isBefore(instant))
                        .reduce((earlier, later) -> later);
        return last.map(AlarmSight.Transition::to)
                .or(() -> oldestFirst.stream().findFirst().map(AlarmSight.Transition::from));
    }

    static String names(List<? extends AlarmSight> alarms) {
        return alarms.stream().map(AlarmSight::name).collect(Collectors.joining(", "));
    }
}
