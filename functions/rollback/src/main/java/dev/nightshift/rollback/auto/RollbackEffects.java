package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.rollback.auto.RollbackAction.Close;
import dev.nightshift.rollback.auto.RollbackAction.Escalate;
import dev.nightshift.rollback.auto.RollbackAction.FreezeTarget;
import dev.nightshift.rollback.auto.RollbackAction.GoBack;
import dev.nightshift.rollback.decide.Rules;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.release.Rollback.Phase;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.target.TargetPort;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the effects. What is about to happen is written into the docket first, on condition that
 * nobody else wrote there: of two who decide at the same time, one goes back.
 */
final class RollbackEffects {
    private final RollbackSettings settings;
    private final RollbackGateway gateway;

    RollbackEffects(RollbackSettings settings, RollbackGateway gateway) {
        this.settings = settings;
        this.gateway = gateway;
    }

    Applied apply(RollbackAction action, Instant now) {
        return switch (action) {
            case GoBack goBack -> goBack(goBack, now);
            case Close close -> end(close, Phase.VERIFIED, now);
            case Escalate escalate -> end(escalate, Phase.ESCALATED, now);
            case FreezeTarget freeze -> freeze(freeze, now);
        };
    }

    private Applied goBack(GoBack action, Instant now) {
        var basis = action.basis();
        // one that was begun before waits for a second look, as it has waited for a tick
        if (basis.isFresh(now) && basis.docket().of(action.incident()).isEmpty()) {
            var begun = begun(action, basis.docket(), now);
            if (begun.isPresent()) {
                return call(action, begun.get(), Optional.of(basis.standing()), now);
            }
            // somebody else has written there since: what was seen counts no more
        }
        var docket = gateway.register().docket(action.target());
        var known = docket.of(action.incident());
        if (known.filter(rollback -> rollback.phase() != Phase.BEGUN).isPresent()) {
            return new Outcome.AlreadySo("this incident was answered before");
        }
        if (docket.open().filter(open -> !open.incident().equals(action.incident())).isPresent()) {
            return new Outcome.Refused("another rollback of " + action.target() + " is under way");
        }
        if (docket.frozen().isPresent()) {
            return new Outcome.Refused(action.target() + " is frozen");
        }
        if (!isStill(action)) {
            return new Outcome.Refused(action.from() + " was released again meanwhile");
        }
        // this is the last moment in which it costs nothing
        if (port(action).preflight(action.from(), action.to())
                instanceof Preflight.Obstacle(var why)) {
            return new Outcome.Refused(why);
        }
        var begun = begun(action, docket, now).orElseThrow(() -> collided(action.target()));
        return call(action, begun, Optional.empty(), now);
    }

    /** Whether the release that is blamed is the newest of its revision that is on record. */
    private boolean isStill(GoBack action) {
        return gateway.register().releases(action.target()).stream()
                .filter(release -> release.revision().equals(action.from()))
                .allMatch(release -> Rules.incident(release).equals(action.incident()));
    }

    /** What is about to happen, on record; empty if somebody else wrote at the same time. */
    private Optional<Docket> begun(GoBack action, Docket docket, Instant now) {
        return docket.of(action.incident()).isPresent()
                ? Optional.of(docket)
                : gateway.register().save(docket.with(rollback(action, now)));
    }

    /**
     * @param seen what is released, if that was looked at just now
     */
    private Applied call(GoBack action, Docket begun, Optional<Standing> seen, Instant now) {
        var port = port(action);
        var step =
                seen.map(it -> port.rollBack(it, action.from(), action.to(), token(action)))
                        .orElseGet(() -> port.rollBack(action.from(), action.to(), token(action)));
        return switch (step) {
            case TargetPort.Step.Begun(var detail) -> made(action, begun, detail, now);
            case TargetPort.Step.Unfinished(var detail) -> new Outcome.Underway(detail);
            case TargetPort.Step.AlreadySo(var detail) -> made(action, begun, detail, now);
            case TargetPort.Step.Refused(var why) -> new Outcome.Refused(why);
        };
    }

    private Applied made(GoBack action, Docket docket, String detail, Instant now) {
        var rollback = docket.of(action.incident()).orElseThrow();
        save(docket.with(rollback.in(Phase.MADE, now)));
        return new Outcome.Done(detail);
    }

    private static Rollback rollback(GoBack action, Instant now) {
        return new Rollback(
                action.incident(),
                action.from(),
                action.to(),
                action.because(),
                now,
                Phase.BEGUN,
                Optional.empty());
    }

    private Applied end(RollbackAction action, Phase phase, Instant now) {
        var docket = gateway.register().docket(action.target());
        var rollback = docket.of(action.incident());
        if (rollback.isEmpty() || rollback.get().phase().isEnd()) {
            return new Outcome.AlreadySo("it has ended before");
        }
        save(docket.with(rollback.get().in(phase, now)));
        return new Outcome.Done(action.because());
    }

    private Applied freeze(FreezeTarget action, Instant now) {
        var docket = gateway.register().docket(action.target());
        if (docket.frozen().isPresent()) {
            return new Outcome.AlreadySo("it is frozen");
        }
        save(docket.frozen(now, action.because()));
        return new Outcome.Done(action.because());
    }

    private Docket save(Docket docket) {
        return gateway.register().save(docket).orElseThrow(() -> collided(docket.target()));
    }

    private static CloudException collided(String target) {
        return new CloudException(
                Kind.REJECTED,
                "somebody else wrote the rollbacks of "
                        + target
                        + " at the same time; the next tick looks again");
    }

    private TargetPort port(GoBack action) {
        return settings.services().stream()
                .map(Service::target)
                .filter(target -> target.id().equals(action.target()))
                .findFirst()
                .map(gateway::target)
                .orElseThrow(
                        () -> new IllegalStateException("not in the settings: " + action.target()));
    }

    /** The same for every attempt of one incident; short enough for any API's token. */
    private static String token(GoBack action) {
        return UUID.nameUUIDFromBytes(action.incident().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
