package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.target.TargetPort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A target that does what the port says, and remembers who asked what. */
final class FakeTarget implements TargetPort {
    /** A call that moved it. */
    record Move(String from, String to, boolean preflighted) {}

    private final Faults faults;
    private final Set<String> revisions = new LinkedHashSet<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final List<Move> moves = new ArrayList<>();
    private String current = "";
    private Optional<String> busy = Optional.empty();
    private Optional<String> preflighted = Optional.empty();
    private boolean hidden;

    FakeTarget(Faults faults) {
        this.faults = faults;
    }

    /** Somebody else releases. */
    void release(String revision) {
        revisions.add(revision);
        current = revision;
        preflighted = Optional.empty();
    }

    void busy(Optional<String> with) {
        busy = with;
    }

    void hide(boolean hide) {
        hidden = hide;
    }

    void lose(String revision) {
        gone.add(revision);
    }

    String current() {
        return current;
    }

    List<String> revisions() {
        return List.copyOf(revisions);
    }

    List<Move> moves() {
        return List.copyOf(moves);
    }

    @Override
    public Standing observe() {
        return faults.read("target:Observe", this::standing);
    }

    private Standing standing() {
        if (hidden) {
            throw new CloudException(CloudException.Kind.UNREACHABLE, "target: no answer");
        }
        return new Standing(
                current,
                Optional.empty(),
                100,
                revisions.stream()
                        .filter(revision -> !revision.equals(current))
                        .filter(revision -> !gone.contains(revision))
                        .map(Standing.Former::new)
                        .toList(),
                busy);
    }

    @Override
    public Preflight preflight(String from, String to) {
        return faults.read(
                "target:Preflight",
                () -> {
                    if (busy.isPresent() && !current.equals(to)) {
                        return new Preflight.Obstacle(busy.get());
                    }
                    if (!revisions.contains(to) || gone.contains(to)) {
                        return new Preflight.Obstacle(to + " is gone");
                    }
                    preflighted = Optional.of(from + ">" + to);
                    return new Preflight.Ready(to + " is there");
                });
    }

    @Override
    public Step rollBack(String from, String to, String token) {
        return faults.write(
                "target:RollBack",
                () -> {
                    if (current.equals(to)) {
                        return new Step.AlreadySo("it is at " + to);
                    }
                    if (!current.equals(from)) {
                        return new Step.Refused(current + " was released meanwhile");
                    }
                    moves.add(new Move(from, to, preflighted.equals(Optional.of(from + ">" + to))));
                    current = to;
                    return new Step.Begun("going to " + to);
                });
    }
}
