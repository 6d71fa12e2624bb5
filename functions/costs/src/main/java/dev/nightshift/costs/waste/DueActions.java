package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.costs.waste.WasteAction.Target;
import dev.nightshift.costs.waste.WasteDraft.Piece;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Gp3;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What is done about waste whose wait is over. */
final class DueActions {
    /** What comes next. */
    sealed interface Next {}

    record Act(WasteAction.Due action) implements Next {}

    record Later(String because) implements Next {}

    private final WasteSettings settings;
    private final Scope scope;
    private final WasteFacts facts;

    DueActions(WasteSettings settings, Scope scope, WasteFacts facts) {
        this.settings = settings;
        this.scope = scope;
        this.facts = facts;
    }

    Next of(Piece piece, WasteMark mark, String because) {
        var target = Target.of(piece.resource());
        return switch (piece.waste().kind()) {
            case UNATTACHED_VOLUMES -> volume(piece, mark, because);
            case OLD_SNAPSHOTS, ORPHANED_SNAPSHOTS ->
                    new Act(new WasteAction.DeleteSnapshot(target, mark, because));
            case IDLE_ADDRESSES -> new Act(new WasteAction.ReleaseAddress(target, mark, because));
            case GP2_VOLUMES ->
                    new Act(
                            new WasteAction.ModifyToGp3(
                                    target, mark, gp3(piece.resource()), because));
            case ENDLESS_LOGS ->
                    new Act(
                            new WasteAction.SetRetention(
                                    target, mark, settings.limits().retentionDays(), because));
            case INCOMPLETE_UPLOADS -> new Act(new WasteAction.AbortUploads(target, mark, because));
            case BUCKETS_WITHOUT_LIFECYCLE,
                    STOPPED_INSTANCES,
                    OVERSIZED_INSTANCES,
                    PREVIOUS_GENERATION,
                    IDLE_LOAD_BALANCERS,
                    IDLE_NAT_GATEWAYS,
                    IDLE_DATABASES,
                    OVERSIZED_DATABASES,
                    IDLE_CACHES,
                    UNUSED_IMAGES,
                    UNUSED_SECRETS,
                    IDLE_DISTRIBUTIONS ->
                    throw new IllegalStateException(
                            piece.waste().kind() + " is told, not acted on");
        };
    }

    private static Gp3 gp3(Resource resource) {
        if (resource.detail() instanceof Detail.Volume volume) {
            return Gp3.asFastAs(volume.gib());
        }
        throw new IllegalStateException(resource.id() + " is no volume");
    }

    /** First its content is kept, then, once that is complete, it goes. */
    private Next volume(Piece piece, WasteMark mark, String because) {
        var target = Target.of(piece.resource());
        var kept = finalSnapshot(target, mark);
        if (kept.isEmpty()) {
            return facts.unread()
                            .containsKey(WasteObserver.seen(ResourceType.SNAPSHOT, target.region()))
                    ? new Later("snapshots could not be listed, its final one among them")
                    : new Act(
                            new WasteAction.TakeFinalSnapshot(
                                    target, mark, tags(scope, target.id(), mark), because));
        }
        return state(kept.get()).equals("completed")
                ? new Act(new WasteAction.DeleteVolume(target, mark, kept.get().id(), because))
                : new Later("its final snapshot " + kept.get().id() + " is being made");
    }

    private Optional<Resource> finalSnapshot(Target volume, WasteMark mark) {
        var wanted = tags(scope, volume.id(), mark).entrySet();
        return facts.resources().stream()
                .filter(resource -> resource.detail() instanceof Detail.Snapshot)
                .filter(resource -> resource.region().equals(volume.region()))
                .filter(
                        resource ->
                                resource.tags()
                                        .value()
                                        .filter(tags -> tags.entrySet().containsAll(wanted))
                                        .isPresent())
                .filter(resource -> !state(resource).equals("error"))
                .min(Comparator.comparing(DueActions::state).thenComparing(Resource::id));
    }

    static String state(Resource resource) {
        return resource.detail() instanceof Detail.Snapshot snapshot ? snapshot.state() : "";
    }

    /** By these the final snapshot of one mark of one volume is known again. */
    static Map<String, String> tags(Scope scope, String volume, WasteMark mark) {
        return Map.of(
                Ownership.OWNER_TAG,
                scope.owner(),
                Ownership.SOURCE_TAG,
                volume,
                WasteMark.FINAL_TAG,
                mark.toString());
    }
}
