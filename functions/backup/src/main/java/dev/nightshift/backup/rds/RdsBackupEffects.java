package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.util.Map;
import java.util.Optional;

/** Makes one effect, so that doing it twice is doing it once. */
final class RdsBackupEffects {
    private final RdsBackupGateway gateway;
    private final Scope scope;
    private final Location home;

    RdsBackupEffects(RdsBackupGateway gateway, Scope scope, Location home) {
        this.gateway = gateway;
        this.scope = scope;
        this.home = home;
    }

    Applied apply(RdsBackupAction action) {
        return switch (action) {
            case CreateSnapshot create ->
                    gateway.create(create)
                            ? new Done(create.snapshot() + " is being made")
                            : taken(home, action, create.snapshot(), create.tags());
            case CopySnapshot copy ->
                    gateway.copy(copy)
                            ? new Done(copy.snapshot() + " is on its way to " + copy.to())
                            : taken(copy.to(), action, copy.snapshot(), copy.tags());
            case ShareSnapshot share -> {
                gateway.share(share);
                yield new Done(share.snapshot() + " is shared with " + share.account());
            }
            case DeleteSnapshot delete -> delete(delete);
        };
    }

    /** The name is taken: by an earlier attempt of ours whose answer was lost, or by a stranger. */
    private Applied taken(
            Location location, RdsBackupAction action, String name, Map<String, String> tags) {
        var there = gateway.snapshot(location, action.kind(), name);
        if (there.isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    name + " was said to be in " + location + " already, and is not to be found");
        }
        var found = there.get();
        if (!isOurs(found) || !isSame(found, tags)) {
            return new Refused(
                    name
                            + " is in "
                            + location
                            + " already and is not ours; find out whose it is, and remove or"
                            + " rename it");
        }
        if (found.isFailed()) {
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    name + " is in " + location + " but failed; the next run removes it");
        }
        return new AlreadySo(name + " is in " + location + " already: " + found.status());
    }

    private Applied delete(DeleteSnapshot action) {
        var there = gateway.snapshot(action.in(), action.kind(), action.snapshot());
        if (there.isEmpty()) {
            return gone(action);
        }
        if (!isOurs(there.get())) {
            return new Refused(action.snapshot() + " no longer carries our owner tag");
        }
        if (action.survivor().isEmpty()) {
            if (!there.get().isFailed()) {
                return new AlreadySo(action.snapshot() + " is not the failed one any more");
            }
        } else if (!isGood(action, action.survivor().get())) {
            return new Refused(
                    action.survivor().get()
                            + ", which was to remain, is not there or not available any more;"
                            + " nothing is removed beside it");
        }
        return gateway.delete(action) ? new Done(action.snapshot() + " is removed") : gone(action);
    }

    private static Applied gone(DeleteSnapshot action) {
        return new AlreadySo(action.snapshot() + " is gone already");
    }

    /** The last good one may have become so since the plan was made. */
    private boolean isGood(DeleteSnapshot action, String survivor) {
        return gateway.snapshot(action.in(), action.kind(), survivor)
                .filter(Snapshot::isAvailable)
                .filter(this::isOurs)
                .isPresent();
    }

    private boolean isOurs(Snapshot snapshot) {
        return scope.owner().equals(snapshot.tags().get(Ownership.OWNER_TAG));
    }

    private static boolean isSame(Snapshot snapshot, Map<String, String> tags) {
        return Optional.ofNullable(snapshot.tags().get(Ownership.SOURCE_TAG))
                .equals(Optional.ofNullable(tags.get(Ownership.SOURCE_TAG)));
    }
}
