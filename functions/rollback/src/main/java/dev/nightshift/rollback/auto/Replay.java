package dev.nightshift.rollback.auto;

import dev.nightshift.core.event.AlarmEvent;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A recorded change of alarms, to be put in the place of what they are now.
 *
 * @param names of the alarms that are taken to have changed so
 * @param previous state; empty if nobody recorded it
 * @param at when they changed
 * @param isAlone whether nothing else is to be known of their past: that they were in the previous
 *     state for as long as anybody asks
 */
public record Replay(
        Set<String> names, State state, Optional<State> previous, Instant at, boolean isAlone) {
    public Replay {
        names = Set.copyOf(names);
    }

    /** As it was recorded; the history before it is the live one. */
    public static Replay recorded(Set<String> names, AlarmEvent event) {
        return new Replay(
                names,
                state(event.state()),
                event.previousState().map(Replay::state),
                event.stateChangedAt(),
                false);
    }

    /** As if it came now, to alarms that have been OK. */
    public static Replay now(Set<String> names, AlarmEvent event, Instant now) {
        return new Replay(names, state(event.state()), Optional.of(State.OK), now, true);
    }

    /** The same alarms, those of the replay as it says. */
    List<AlarmSight> onto(List<AlarmSight> alarms) {
        return alarms.stream()
                .map(alarm -> names.contains(alarm.name()) ? replayed(alarm) : alarm)
                .toList();
    }

    private AlarmSight replayed(AlarmSight alarm) {
        var change = previous.map(before -> new Transition(at, before, state));
        return switch (alarm) {
            case Seen seen ->
                    new Seen(
                            seen.name(),
                            state,
                            at,
                            seen.composite(),
                            Stream.concat(change.stream(), earlier(seen)).toList(),
                            isAlone ? Instant.EPOCH : seen.readFrom());
            case AlarmSight.Unknown unknown ->
                    new Seen(
                            unknown.name(),
                            state,
                            at,
                            false,
                            change.stream().toList(),
                            isAlone ? Instant.EPOCH : at);
        };
    }

    private Stream<Transition> earlier(Seen seen) {
        return isAlone
                ? Stream.empty()
                : seen.transitions().stream().filter(known -> known.at().isBefore(at));
    }

    private static State state(AlarmEvent.State state) {
        return switch (state) {
            case OK -> State.OK;
            case ALARM -> State.ALARM;
            case INSUFFICIENT_DATA -> State.INSUFFICIENT_DATA;
        };
    }
}
