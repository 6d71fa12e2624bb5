package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.decide.ServiceFacts;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.target.TargetPort.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a rollback that is under way. It ends; it never begins another. */
final class Aftermath {
    private final ServiceFacts facts;
    private final Service service;
    private final Rollback rollback;
    private final Instant now;
    private final RollbackDraft draft;

    Aftermath(ServiceFacts facts, Rollback rollback, Instant now, RollbackDraft draft) {
        this.facts = facts;
        this.service = facts.service();
        this.rollback = rollback;
        this.now = now;
        this.draft = draft;
    }

    void plan() {
        var standing = facts.standing().seen();
        var late = RollbackPlanner.isOverdue(service, rollback, now);
        if (standing.isEmpty()) {
            var why = "it cannot be read: " + facts.standing().unread().orElse("");
            draft.unknown(Trouble.UNREAD, service.name(), why);
            if (late) {
                escalate(why);
            }
            return;
        }
        var current = standing.get().current();
        if (!current.equals(rollback.from()) && !current.equals(rollback.to())) {
            close(
                    "%s was released meanwhile, neither %s nor %s"
                            .formatted(current, rollback.from(), rollback.to()));
        } else if (rollback.phase() == Phase.BEGUN) {
            begin(standing.get(), late);
        } else {
            verify(standing.get(), late);
        }
    }

    /** Decided, and perhaps not called: called again, which does no harm if it was. */
    private void begin(Standing standing, boolean late) {
        var obstacle = obstacle();
        if (late) {
            escalate(obstacle.orElse("the target did not take the call"));
        } else if (obstacle.isPresent()) {
            notYet("cannot go back yet: " + obstacle.get());
        } else if (standing.busy().isPresent() && standing.current().equals(rollback.from())) {
            notYet("cannot go back yet: " + standing.busy().get());
        } else {
            draft.act(
                    new RollbackAction.GoBack(
                            service.name(),
                            service.target().id(),
                            rollback.incident(),
                            rollback.from(),
                            rollback.to(),
                            service.mode(),
                            rollback.because(),
                            Basis.of(facts, now)));
        }
    }

    private Optional<String> obstacle() {
        return facts.preflight()
                .map(
                        asked ->
                                asked.unread()
                                        .or(
                                                () ->
                                                        asked.seen()
                                                                .filter(
                                                                        Preflight.Obstacle.class
                                                                                ::isInstance)
                                                                .map(Preflight.Obstacle.class::cast)
                                                                .map(Preflight.Obstacle::why)))
                .orElse(Optional.of("the preflight was not asked"));
    }

    private void verify(Standing standing, boolean late) {
        var open = unwell(standing);
        if (open.isEmpty()) {
            close("alarms are OK and checks pass on " + rollback.to());
        } else if (late) {
            escalate(open.get());
        } else {
            notYet(
                    "rolled back to %s at %s; until %s: %s"
                            .formatted(
                                    rollback.to(),
                                    rollback.at(),
                                    rollback.at().plus(service.settle()),
                                    open.get()));
        }
    }

    /** Why it cannot be said yet that going back has helped. */
    private Optional<String> unwell(Standing standing) {
        return switch (standing.progress(rollback.to())) {
            case Progress.Elsewhere(var current) -> Optional.of(current + " is still released");
            case Progress.Underway(var detail) -> Optional.of(detail);
            case Progress.Arrived() ->
                    facts.alarms().stream()
                            .flatMap(alarm -> unwell(alarm).stream())
                            .findFirst()
                            .or(this::failedChecks);
        };
    }

    private static Optional<String> unwell(AlarmSight alarm) {
        return switch (alarm) {
            case Seen seen when seen.state() == State.OK -> Optional.empty();
            case Seen seen -> Optional.of(seen.name() + " is in " + seen.state());
            case AlarmSight.Unknown(var name, var why) -> Optional.of(name + ": " + why);
        };
    }

    private Optional<String> failedChecks() {
        if (service.checks().isEmpty()) {
            return Optional.empty();
        }
        return facts.checks()
                .map(
                        asked ->
                                asked.unread()
                                        .or(
                                                () ->
                                                        asked.seen()
                                                                .filter(found -> !found.isEmpty())
                                                                .map(List::getFirst)))
                .orElse(Optional.of("its checks were not asked"));
    }

    /** Told again by every run, and folded: the thread stays open until the rollback is over. */
    private void notYet(String because) {
        draft.warn(Trouble.ROLLBACK, service.name(), because);
    }

    private void close(String because) {
        draft.act(
                new RollbackAction.Close(
                        service.name(), service.target().id(), rollback.incident(), because));
    }

    private void escalate(String because) {
        draft.act(
                new RollbackAction.Escalate(
                        service.name(),
                        service.target().id(),
                        rollback.incident(),
                        "rolled back at %s and not well by %s: %s"
                                .formatted(
                                        rollback.at(),
                                        rollback.at().plus(service.settle()),
                                        because)));
    }
}
