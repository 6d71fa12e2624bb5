package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.util.Optional;
import java.util.function.Function;

/** What a person lifts: it is written only if nobody else has written meanwhile. */
public final class Thaw {
    private static final int ATTEMPTS = 3;

    private final Register register;

    Thaw(Register register) {
        this.register = register;
    }

    /**
     * Puts a frozen service back into automatic hands.
     *
     * @throws CloudException if its rollbacks cannot be read or written
     */
    public Applied freeze(Service service) {
        return change(
                service.target(),
                docket ->
                        docket.frozen().isEmpty()
                                ? Change.none(new AlreadySo(service.name() + " is not frozen"))
                                : new Change(
                                        Optional.of(docket.thawed()),
                                        new Done(
                                                docket.frozen()
                                                        .map(
                                                                frozen ->
                                                                        "it was frozen at %s: %s"
                                                                                .formatted(
                                                                                        frozen.at(),
                                                                                        frozen
                                                                                                .why()))
                                                        .orElse(""))));
    }

    /**
     * Lets a service go back to a revision again that it was once rolled back from.
     *
     * @throws CloudException if its rollbacks cannot be read or written
     */
    public Applied quarantine(Service service, String revision) {
        return change(service.target(), docket -> cleared(service, docket, revision));
    }

    private static Change cleared(Service service, Docket docket, String revision) {
        if (docket.quarantined().contains(revision)) {
            return new Change(
                    Optional.of(docket.cleared(revision)),
                    new Done("one may go back to %s again".formatted(revision)));
        }
        if (docket.lifted().contains(revision)) {
            return Change.none(new AlreadySo(revision + " was cleared before"));
        }
        var bad = docket.quarantined().stream().sorted().toList();
        return Change.none(
                new Refused(
                        "%s was never rolled back from %s; %s"
                                .formatted(
                                        service.name(),
                                        revision,
                                        bad.isEmpty()
                                                ? "nothing is in quarantine"
                                                : "in quarantine are " + String.join(", ", bad))));
    }

    /**
     * @param next what is to be saved, if anything
     */
    private record Change(Optional<Docket> next, Applied outcome) {
        static Change none(Applied outcome) {
            return new Change(Optional.empty(), outcome);
        }
    }

    private Applied change(Target target, Function<Docket, Change> make) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var change = make.apply(register.docket(target.id()));
            if (change.next().flatMap(register::save).isPresent() || change.next().isEmpty()) {
                return change.outcome();
            }
        }
        throw new CloudException(
                Kind.REJECTED,
                "the rollbacks of %s keep being written by somebody else; try again"
                        .formatted(target.id()));
    }
}
