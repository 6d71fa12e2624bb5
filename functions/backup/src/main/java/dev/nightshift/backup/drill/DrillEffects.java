package dev.nightshift.backup.drill;

import dev.nightshift.backup.drill.DrillAction.AddInstance;
import dev.nightshift.backup.drill.DrillAction.Check;
import dev.nightshift.backup.drill.DrillAction.Clear;
import dev.nightshift.backup.drill.DrillAction.ClearScratch;
import dev.nightshift.backup.drill.DrillAction.Conclude;
import dev.nightshift.backup.drill.DrillAction.Prove;
import dev.nightshift.backup.drill.DrillAction.ProveManifest;
import dev.nightshift.backup.drill.DrillAction.Restore;
import dev.nightshift.backup.drill.DrillAction.Sample;
import dev.nightshift.backup.drill.DrillAction.Settle;
import dev.nightshift.backup.drill.DrillFacts.Restored;
import dev.nightshift.backup.drill.sql.DatabaseCheck;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Door;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Examined;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Known;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Outcome.Underway;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one effect, so that doing it twice is doing it once. */
final class DrillEffects {
    /** Less than this is not worth beginning with. */
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(15);

    /** For the evidence to be kept in, beside what the runner keeps back for itself. */
    private static final Duration TO_WRITE = Duration.ofSeconds(5);

    private final DrillGateway gateway;
    private final DatabaseCheck check;
    private final EvidenceLog log;
    private final BucketEffects buckets;
    private final Scope scope;
    private final Clock clock;

    DrillEffects(
            DrillGateway gateway,
            DatabaseCheck check,
            EvidenceLog log,
            BucketEffects buckets,
            Scope scope,
            Clock clock) {
        this.gateway = gateway;
        this.check = check;
        this.log = log;
        this.buckets = buckets;
        this.scope = scope;
        this.clock = clock;
    }

    Applied apply(DrillAction action, Deadline deadline) {
        return switch (action) {
            case Restore restore ->
                    gateway.restore(restore)
                            ? new Done(restore.restored() + " is being restored")
                            : taken(
                                    restore.region(),
                                    restore.kind(),
                                    restore.restored(),
                                    restore.drill());
            case AddInstance add ->
                    gateway.addInstance(add)
                            ? new Done(add.restored() + " is being made")
                            : taken(add.region(), Kind.INSTANCE, add.restored(), add.drill());
            case Settle settle -> settle(settle);
            case Check look -> look(look, deadline);
            case Conclude conclude -> conclude(conclude);
            case Prove prove -> prove(prove);
            case Clear clear -> clear(clear);
            case Sample sample -> buckets.sample(sample, deadline);
            case ProveManifest prove -> buckets.prove(prove);
            case ClearScratch clear -> buckets.clear(clear, deadline);
        };
    }

    /** The name is taken: by an earlier attempt of ours whose answer was lost, or by a stranger. */
    private Applied taken(String region, Kind kind, String id, String drill) {
        var there = gateway.database(region, kind, id);
        if (there.isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    id + " was said to be in " + region + " already, and is not to be found");
        }
        return isOf(there.get(), drill)
                ? new AlreadySo(id + " is there already: " + there.get().status())
                : new Refused(
                        id
                                + " is in "
                                + region
                                + " already and is not of this drill; find out whose it is, and"
                                + " remove or rename it");
    }

    /** Ours, and of this very drill: without both tags nothing is touched. */
    private boolean isOf(Restored restored, String drill) {
        return scope.owner().equals(restored.tags().get(Ownership.OWNER_TAG))
                && DrillTags.drill(restored.tags()).equals(Optional.of(drill));
    }

    private Restored present(String region, Kind kind, String id) {
        return gateway.database(region, kind, id)
                .orElseThrow(
                        () ->
                                new CloudException(
                                        CloudException.Kind.NOT_FOUND,
                                        id + " is not in " + region + " any more"));
    }

    private Applied settle(Settle action) {
        var there = present(action.region(), action.kind(), action.restored());
        if (!isOf(there, action.drill())) {
            return stranger(action.restored());
        }
        if (there.secret().isPresent()) {
            return new AlreadySo("RDS keeps the password of " + action.restored() + " already");
        }
        gateway.manage(action.region(), action.kind(), action.restored());
        return new Done("RDS sets a fresh password for " + action.restored());
    }

    private static Refused stranger(String id) {
        return new Refused(id + " does not carry the tags of this drill any more");
    }

    private Applied look(Check action, Deadline deadline) {
        var there = present(action.region(), action.kind(), action.door());
        if (!isOf(there, action.drilled().drill())) {
            return stranger(action.door());
        }
        var time = deadline.remaining().minus(Deadline.RESERVE).minus(TO_WRITE);
        if (time.compareTo(SHORTEST_LOOK) < 0) {
            return new Underway("too little time is left in this run to look at it");
        }
        var examined =
                action.settings().checks().isEmpty()
                        ? new Examined(List.of(), Map.of(), Optional.empty())
                        : examine(action, there, time);
        return keep(
                DrillEvidence.checked(
                        scope,
                        action.region(),
                        action.drilled(),
                        action.settings(),
                        examined,
                        clock.instant(),
                        log.newestHash(Evidence.Kind.RDS, action.subject())));
    }

    private Examined examine(Check action, Restored there, Duration time) {
        var address = there.address();
        var secret = there.secret();
        if (address.isEmpty() || secret.isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.REJECTED,
                    action.door() + " has no address or no password any more");
        }
        var door =
                new Door(
                        there.engine(),
                        address.get().host(),
                        address.get().port(),
                        action.settings().database().or(address.get()::database),
                        action.settings().tls());
        return check.examine(
                door,
                gateway.login(action.region(), secret.get().arn()),
                action.settings().checks(),
                new Known(
                        action.lastGood(), action.drilled().startedAt(), action.drilled().copyOf()),
                time);
    }

    private Applied conclude(Conclude action) {
        return keep(
                DrillEvidence.cutShort(
                        scope,
                        action.region(),
                        action.drilled(),
                        action.settings(),
                        action.result(),
                        action.because(),
                        clock.instant(),
                        log.newestHash(Evidence.Kind.RDS, action.subject())));
    }

    private Applied keep(Evidence evidence) {
        return log.keep(evidence)
                ? new Done(
                        evidence.result()
                                + (evidence.reason().isEmpty() ? "" : ": " + evidence.reason()))
                : new AlreadySo("the evidence of drill " + evidence.drill() + " is kept already");
    }

    private Applied prove(Prove action) {
        var there = gateway.snapshot(action.region(), action.kind(), action.copy());
        if (there.isEmpty()) {
            return new AlreadySo(action.copy() + " is gone, and needs no mark any more");
        }
        var owner = new Scope(scope.stage(), DrillObserver.RDS_BACKUP).owner();
        if (!owner.equals(there.get().tags().get(Ownership.OWNER_TAG))) {
            return new Refused(action.copy() + " is not one of rds-backup's any more");
        }
        if (action.at().toString().equals(there.get().tags().get(Ownership.PROVEN_TAG))) {
            return new AlreadySo(action.copy() + " is marked already");
        }
        gateway.prove(action.region(), there.get().arn(), action.at());
        return new Done(action.copy() + " is marked as proven at " + action.at());
    }

    private Applied clear(Clear action) {
        var there = gateway.database(action.region(), action.kind(), action.restored());
        if (there.isEmpty()) {
            return new AlreadySo(action.restored() + " is gone already");
        }
        if (!isOf(there.get(), action.drill())) {
            return stranger(action.restored());
        }
        if (there.get().isGoing()) {
            return new AlreadySo(action.restored() + " is being removed already");
        }
        return gateway.delete(action.region(), action.kind(), action.restored())
                ? new Done(action.restored() + " is being removed")
                : new AlreadySo(action.restored() + " is gone already");
    }
}
