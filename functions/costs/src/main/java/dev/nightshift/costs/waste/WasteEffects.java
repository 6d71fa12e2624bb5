package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.costs.waste.WasteAction.AbortUploads;
import dev.nightshift.costs.waste.WasteAction.DeleteSnapshot;
import dev.nightshift.costs.waste.WasteAction.DeleteVolume;
import dev.nightshift.costs.waste.WasteAction.Due;
import dev.nightshift.costs.waste.WasteAction.Mark;
import dev.nightshift.costs.waste.WasteAction.ModifyToGp3;
import dev.nightshift.costs.waste.WasteAction.ReleaseAddress;
import dev.nightshift.costs.waste.WasteAction.SetRetention;
import dev.nightshift.costs.waste.WasteAction.TakeFinalSnapshot;
import dev.nightshift.costs.waste.WasteAction.Unmark;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Judges;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.Verdict.Waste;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the effects in one region. Each looks again first: what changed since the plan is left
 * alone.
 */
final class WasteEffects {
    private final WasteGateway gateway;
    private final WasteSettings settings;
    private final Scope scope;
    private final WasteUndo undo;

    WasteEffects(WasteGateway gateway, WasteSettings settings, Scope scope) {
        this.gateway = gateway;
        this.settings = settings;
        this.scope = scope;
        this.undo = new WasteUndo(gateway.region());
    }

    /**
     * @throws CloudException if the effect was not made, or if that is not known
     */
    Applied apply(WasteAction action, Instant now) {
        var there = gateway.look(action.type(), action.resource());
        if (there.isEmpty()) {
            return gone(action);
        }
        var tags = there.get().tags().value();
        if (tags.isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.UNREACHABLE,
                    "the tags of "
                            + action.subject()
                            + " could not be read: "
                            + there.get().tags().whyNot());
        }
        return switch (action) {
            case Mark mark -> mark(mark, tags.get());
            case Unmark unmark -> unmark(unmark, tags.get());
            case Due due ->
                    objection(due, there.get(), tags.get(), now)
                            .orElseGet(() -> carryOut(due, there.get(), tags.get()));
        };
    }

    private static Applied gone(WasteAction action) {
        return new AlreadySo(action.resource() + " is gone already");
    }

    private Applied mark(Mark mark, Map<String, String> tags) {
        if (tags.containsKey(settings.keepTag())) {
            return new AlreadySo(mark.subject() + " is to be kept, since just now");
        }
        var now = Optional.ofNullable(tags.get(WasteMark.TAG));
        if (now.isPresent() && !now.equals(mark.replaces())) {
            return new AlreadySo(mark.subject() + " is marked already: " + now.get());
        }
        gateway.tag(mark.type(), mark.resource(), WasteMark.TAG, mark.mark().toString());
        return new Done(
                "tagged "
                        + WasteMark.TAG
                        + "="
                        + mark.mark()
                        + "; due at "
                        + mark.mark().due(settings.patience())
                        + "; "
                        + WasteUndo.mark(settings.keepTag()));
    }

    private Applied unmark(Unmark unmark, Map<String, String> tags) {
        if (!tags.containsKey(WasteMark.TAG)) {
            return new AlreadySo(unmark.subject() + " is not marked");
        }
        gateway.untag(unmark.type(), unmark.resource(), WasteMark.TAG);
        return new Done("the tag " + WasteMark.TAG + " is taken off; " + WasteUndo.unmark());
    }

    /** What speaks against acting on it now, if anything does. */
    private Optional<Applied> objection(
            Due due, Resource there, Map<String, String> tags, Instant now) {
        if (tags.containsKey(settings.keepTag())) {
            return Optional.of(new AlreadySo(due.subject() + " is to be kept, since just now"));
        }
        boolean stillTrue =
                Judges.judge(there, settings.limits(), now).stream()
                        .anyMatch(
                                verdict ->
                                        verdict instanceof Waste && verdict.kind() == due.kind());
        if (!stillTrue) {
            return Optional.of(new AlreadySo(due.subject() + " is no longer " + due.kind()));
        }
        if (!due.mark().toString().equals(tags.get(WasteMark.TAG))) {
            return Optional.of(
                    new Refused(
                            due.subject()
                                    + " no longer carries the mark "
                                    + due.mark()
                                    + "; the wait begins again"));
        }
        if (now.isBefore(due.mark().due(settings.patience()))) {
            return Optional.of(new Refused(due.subject() + " is not due yet"));
        }
        return Optional.empty();
    }

    private Applied carryOut(Due due, Resource there, Map<String, String> tags) {
        return switch (due) {
            case TakeFinalSnapshot take -> takeFinalSnapshot(take);
            case DeleteVolume delete ->
                    deleteVolume(delete, detail(there, Detail.Volume.class), tags);
            case DeleteSnapshot delete ->
                    gateway.deleteSnapshot(delete.resource())
                            ? new Done(
                                    delete.resource()
                                            + " is removed; "
                                            + WasteUndo.deletedSnapshot())
                            : gone(delete);
            case ReleaseAddress release ->
                    gateway.releaseAddress(release.resource())
                            ? new Done(
                                    release.resource()
                                            + " is released; "
                                            + undo.releasedAddress(
                                                    detail(there, Detail.Address.class), tags))
                            : gone(release);
            case ModifyToGp3 modify -> {
                gateway.modify(modify.resource(), modify.gp3());
                unmark(modify);
                yield new Done(
                        "on its way to gp3 with "
                                + modify.gp3().iops()
                                + " IOPS; "
                                + undo.modified(
                                        modify.resource(), detail(there, Detail.Volume.class)));
            }
            case SetRetention set -> {
                gateway.retain(set.resource(), set.days());
                unmark(set);
                yield new Done(
                        "keeps "
                                + set.days()
                                + " days from now on; "
                                + undo.retained(set.resource()));
            }
            case AbortUploads abort -> {
                var before = gateway.abortUploads(abort.resource(), Thresholds.UPLOAD_AGE);
                unmark(abort);
                yield new Done(
                        "a rule aborts uploads older than "
                                + Thresholds.UPLOAD_AGE.toDays()
                                + " days, its other rules are as they were; "
                                + undo.aborting(abort.resource(), before));
            }
        };
    }

    private static <D extends Detail> D detail(Resource resource, Class<D> type) {
        return type.cast(resource.detail());
    }

    /**
     * What has been acted on and is still there needs no mark; if this fails, the next run does.
     */
    private void unmark(Due due) {
        gateway.untag(due.type(), due.resource(), WasteMark.TAG);
    }

    private Applied takeFinalSnapshot(TakeFinalSnapshot take) {
        // a snapshot has no name to be known by: the tags are what makes twice once
        var there = usable(take.resource(), take.mark());
        if (!there.isEmpty()) {
            return new AlreadySo(there.getFirst().id() + " is there or on its way");
        }
        var made = gateway.takeSnapshot(take.resource(), take.tags());
        return new Done(made + " is being made; " + undo.finalSnapshot(made));
    }

    private Applied deleteVolume(
            DeleteVolume delete, Detail.Volume volume, Map<String, String> tags) {
        boolean kept =
                usable(delete.resource(), delete.mark()).stream()
                        .anyMatch(
                                snapshot ->
                                        snapshot.id().equals(delete.finalSnapshot())
                                                && DueActions.state(snapshot).equals("completed"));
        if (!kept) {
            return new Refused(
                    "the final snapshot "
                            + delete.finalSnapshot()
                            + " is not there or not complete; nothing is removed without it");
        }
        return gateway.deleteVolume(delete.resource())
                ? new Done(
                        delete.resource()
                                + " is removed; "
                                + undo.deletedVolume(volume, tags, delete.finalSnapshot()))
                : gone(delete);
    }

    private List<Resource> usable(String volume, WasteMark mark) {
        return gateway.snapshots(volume, DueActions.tags(scope, volume, mark)).stream()
                .filter(snapshot -> !DueActions.state(snapshot).equals("error"))
                .toList();
    }
}
