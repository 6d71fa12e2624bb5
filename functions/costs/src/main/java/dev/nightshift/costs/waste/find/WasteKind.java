package dev.nightshift.costs.waste.find;

import java.util.List;
import java.util.Locale;

/**
 * The kinds of waste, in the order in which they are judged: of several kinds that one resource
 * shows, the first is the one that is acted on.
 */
public enum WasteKind {
    UNATTACHED_VOLUMES(true),
    ORPHANED_SNAPSHOTS(true),
    OLD_SNAPSHOTS(true),
    IDLE_ADDRESSES(true),
    GP2_VOLUMES(true),
    ENDLESS_LOGS(true),
    INCOMPLETE_UPLOADS(true),
    BUCKETS_WITHOUT_LIFECYCLE(false),
    STOPPED_INSTANCES(false),
    OVERSIZED_INSTANCES(false),
    PREVIOUS_GENERATION(false),
    IDLE_LOAD_BALANCERS(false),
    IDLE_NAT_GATEWAYS(false),
    IDLE_DATABASES(false),
    OVERSIZED_DATABASES(false),
    IDLE_CACHES(false),
    UNUSED_IMAGES(false),
    UNUSED_SECRETS(false),
    IDLE_DISTRIBUTIONS(false);

    private final boolean canAct;

    WasteKind(boolean canAct) {
        this.canAct = canAct;
    }

    /** Which resources can be of it. */
    public List<ResourceType> types() {
        return switch (this) {
            case UNATTACHED_VOLUMES, GP2_VOLUMES -> List.of(ResourceType.VOLUME);
            case ORPHANED_SNAPSHOTS, OLD_SNAPSHOTS -> List.of(ResourceType.SNAPSHOT);
            case IDLE_ADDRESSES -> List.of(ResourceType.ADDRESS);
            case ENDLESS_LOGS -> List.of(ResourceType.LOG_GROUP);
            case INCOMPLETE_UPLOADS, BUCKETS_WITHOUT_LIFECYCLE -> List.of(ResourceType.BUCKET);
            case STOPPED_INSTANCES, OVERSIZED_INSTANCES -> List.of(ResourceType.INSTANCE);
            case PREVIOUS_GENERATION -> List.of(ResourceType.INSTANCE, ResourceType.DATABASE);
            case IDLE_LOAD_BALANCERS -> List.of(ResourceType.LOAD_BALANCER);
            case IDLE_NAT_GATEWAYS -> List.of(ResourceType.NAT_GATEWAY);
            case IDLE_DATABASES, OVERSIZED_DATABASES -> List.of(ResourceType.DATABASE);
            case IDLE_CACHES -> List.of(ResourceType.CACHE);
            case UNUSED_IMAGES -> List.of(ResourceType.REPOSITORY);
            case UNUSED_SECRETS -> List.of(ResourceType.SECRET);
            case IDLE_DISTRIBUTIONS -> List.of(ResourceType.DISTRIBUTION);
        };
    }

    /** Whether there is an action for it; the others are only told. */
    public boolean canAct() {
        return canAct;
    }

    /** As in the settings and in marks, such as {@code unattached-volumes}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
