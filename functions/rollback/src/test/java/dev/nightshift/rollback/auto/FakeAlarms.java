package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.check.AlarmStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alarms with a history, as CloudWatch keeps it. */
final class FakeAlarms implements AlarmStates {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, List<Transition>> histories = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();

    /** An alarm that has been OK since long ago. */
    FakeAlarms with(String name) {
        histories.put(
                name,
                new ArrayList<>(
                        List.of(new Transition(LONG_AGO, State.INSUFFICIENT_DATA, State.OK))));
        return this;
    }

    void set(String name, State state, Instant at) {
        var history = histories.getOrDefault(name, List.of());
        var now = history.getLast().to();
        if (now != state) {
            history.add(new Transition(at, now, state));
        }
    }

    State state(String name) {
        return histories.getOrDefault(name, List.of()).getLast().to();
    }

    Instant since(String name) {
        return histories.getOrDefault(name, List.of()).getLast().at();
    }

    void hide(String name, boolean hide) {
        if (hide) {
            hidden.add(name);
        } else {
            hidden.remove(name);
        }
    }

    /** The true state at an instant. */
    State before(String name, Instant instant) {
        return histories.getOrDefault(name, List.of()).stream()
                .filter(change -> change.at().isBefore(instant))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .to();
    }

    @Override
    public List<AlarmSight> look(List<String> names, Instant since) {
        if (hidden.contains("*")) {
            throw new CloudException(CloudException.Kind.UNREACHABLE, "cloudwatch: no answer");
        }
        return names.stream().map(name -> look(name, since)).toList();
    }

    private AlarmSight look(String name, Instant since) {
        if (hidden.contains(name) || !histories.containsKey(name)) {
            return new AlarmSight.Unknown(name, "there is no alarm of this name, or not for us");
        }
        var history = histories.getOrDefault(name, List.of());
        return new AlarmSight.Seen(
                name,
                history.getLast().to(),
                history.getLast().at(),
                false,
                history.reversed().stream().filter(change -> !change.at().isBefore(since)).toList(),
                since);
    }
}
