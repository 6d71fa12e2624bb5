package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupAction.DeleteSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Makes one effect, so that doing it twice is doing it once. Contabo takes two snapshots of the
 * same name without a word, so each effect looks at what is there first.
 */
final class ContaboBackupEffects {
    private final ContaboBackupGateway gateway;
    private final ContaboBackupSettings settings;
    private final Scope scope;

    ContaboBackupEffects(
            ContaboBackupGateway gateway, ContaboBackupSettings settings, Scope scope) {
        this.gateway = gateway;
        this.settings = settings;
        this.scope = scope;
    }

    Applied apply(ContaboBackupAction action) {
        return switch (action) {
            case CreateSnapshot create -> create(create);
            case DeleteSnapshot delete -> delete(delete);
        };
    }

    private Applied create(CreateSnapshot action) {
        var there = gateway.snapshots(action.instance());
        for (var snapshot : there) {
            var label = label(snapshot, action.instance());
            if (label.filter(it -> it.slot().equals(action.label().slot())).isPresent()) {
                return new AlreadySo(snapshot.name() + " is there already");
            }
            if (label.isEmpty() && snapshot.name().equals(action.snapshot())) {
                return new Refused(
                        action.snapshot()
                                + " is there already and is not ours by its description; find out"
                                + " who changed it, and put it back or remove it");
            }
        }
        if (there.size() >= action.quota()) {
            throw new CloudException(
                    CloudException.Kind.QUOTA,
                    there.size()
                            + " of "
                            + action.quota()
                            + " snapshots of "
                            + action.subject()
                            + " are there by now; the next run looks again");
        }
        var written = action.label().written();
        var made = gateway.create(action.instance(), action.snapshot(), written);
        if (!made.description().equals(written)) {
            // not recognized as ours, it would be taken again and again
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    made.name()
                            + " ("
                            + made.id()
                            + ") was taken, but Contabo did not keep its description as it was"
                            + " given: "
                            + written);
        }
        return new Done(action.snapshot() + " is taken");
    }

    private Applied delete(DeleteSnapshot action) {
        var there = gateway.snapshots(action.instance());
        var victim = find(there, action.snapshot());
        if (victim.isEmpty()) {
            return gone(action);
        }
        if (label(victim.get(), action.instance()).isEmpty()) {
            return new Refused(action.name() + " is not ours by its description any more");
        }
        if (action.survivor().isEmpty()) {
            if (!settings.acceptGap()) {
                return new Refused(
                        "nothing would remain beside "
                                + action.name()
                                + ", and no gap is accepted");
            }
        } else if (find(there, action.survivor().get())
                .flatMap(survivor -> label(survivor, action.instance()))
                .isEmpty()) {
            return new Refused(
                    action.survivor().get()
                            + ", which was to remain, is not there or not ours any more; nothing is"
                            + " removed beside it");
        }
        return gateway.delete(action.instance(), action.snapshot())
                ? new Done(action.name() + " is removed")
                : gone(action);
    }

    private static Applied gone(DeleteSnapshot action) {
        return new AlreadySo(action.name() + " is gone already");
    }

    private Optional<SnapshotLabel> label(Snapshot snapshot, long instance) {
        return SnapshotLabel.read(snapshot.description(), scope, instance);
    }

    private static Optional<Snapshot> find(List<Snapshot> there, String id) {
        return there.stream().filter(snapshot -> snapshot.id().equals(id)).findFirst();
    }
}
