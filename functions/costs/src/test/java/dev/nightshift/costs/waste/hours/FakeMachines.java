package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Machines in memory: they take time to stop, and RDS starts databases after seven days. */
final class FakeMachines implements OffHoursGateway {
    private static final Duration SEVEN_DAYS = Duration.ofDays(7);

    final Faults faults = new Faults();
    private final Clock clock;
    private final Map<String, Machine> machines = new TreeMap<>();
    private final Map<String, Instant> stopped = new HashMap<>();
    private final Set<Kind> hidden = new HashSet<>();

    FakeMachines(Clock clock) {
        this.clock = clock;
    }

    FakeMachines with(Kind kind, String id, State state, int desired, String... tags) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < tags.length; i += 2) {
            map.put(tags[i], tags[i + 1]);
        }
        machines.put(id, new Machine(kind, id, id, map, state, desired, Optional.empty()));
        return this;
    }

    void hide(Kind kind) {
        hidden.add(kind);
    }

    Map<String, Machine> all() {
        return new TreeMap<>(machines);
    }

    Machine get(String id) {
        return Optional.ofNullable(machines.get(id)).orElseThrow();
    }

    void settle() {
        machines.replaceAll(
                (id, it) ->
                        it.state() != State.CHANGING
                                ? it
                                : state(it, stopped.containsKey(id) ? State.OFF : State.ON));
        machines.replaceAll(
                (id, it) -> {
                    var since = Optional.ofNullable(stopped.get(id));
                    boolean over =
                            since.filter(then -> then.plus(SEVEN_DAYS).isBefore(clock.instant()))
                                    .isPresent();
                    if (it.kind() != Kind.DATABASE || !over) {
                        return it;
                    }
                    stopped.remove(id);
                    return state(it, State.ON);
                });
    }

    private static Machine state(Machine it, State state) {
        return new Machine(
                it.kind(), it.id(), it.arn(), it.tags(), state, it.desired(), it.obstacle());
    }

    @Override
    public List<Machine> list(Kind kind) {
        return faults.read(
                "list:" + kind,
                () -> {
                    if (hidden.contains(kind)) {
                        throw new CloudException(
                                CloudException.Kind.DENIED, "not authorized to list " + kind);
                    }
                    return machines.values().stream().filter(it -> it.kind() == kind).toList();
                });
    }

    @Override
    public Optional<Machine> look(Kind kind, String id) {
        return faults.read("look:" + kind, () -> Optional.ofNullable(machines.get(id)));
    }

    @Override
    public void tag(Machine machine, String key, String value) {
        faults.write(
                "tag:" + machine.kind(),
                () -> {
                    var tags = new HashMap<>(get(machine.id()).tags());
                    tags.put(key, value);
                    return retag(machine.id(), tags);
                });
    }

    @Override
    public void untag(Machine machine, String key) {
        faults.write(
                "untag:" + machine.kind(),
                () -> {
                    var tags = new HashMap<>(get(machine.id()).tags());
                    tags.remove(key);
                    return retag(machine.id(), tags);
                });
    }

    private Machine retag(String id, Map<String, String> tags) {
        var it = get(id);
        var fresh =
                new Machine(it.kind(), id, it.arn(), tags, it.state(), it.desired(), it.obstacle());
        machines.put(id, fresh);
        return fresh;
    }

    @Override
    public void stop(Machine machine) {
        faults.write("stop:" + machine.kind(), () -> go(machine.id(), State.ON, 0));
    }

    @Override
    public void start(Machine machine, int count) {
        faults.write("start:" + machine.kind(), () -> go(machine.id(), State.OFF, count));
    }

    private Machine go(String id, State from, int count) {
        var it = get(id);
        if (it.state() != from) {
            throw new CloudException(
                    CloudException.Kind.REJECTED, "InvalidState: " + id + " is " + it.state());
        }
        boolean off = from == State.ON;
        if (off) {
            stopped.put(id, clock.instant());
        } else {
            stopped.remove(id);
        }
        var fresh =
                it.kind() == Kind.SERVICE
                        ? new Machine(
                                it.kind(),
                                id,
                                it.arn(),
                                it.tags(),
                                off ? State.OFF : State.ON,
                                count,
                                it.obstacle())
                        : state(it, State.CHANGING);
        machines.put(id, fresh);
        return fresh;
    }
}
