package dev.nightshift.costs.waste.find;

import dev.nightshift.core.automation.Ownership;
import java.time.Instant;
import java.util.List;

/** Which waste a resource is, from what is known of it alone. */
public final class Judges {
    private Judges() {}

    /**
     * All verdicts on a resource, in the order of {@link WasteKind}; none if it is no waste. What
     * Nightshift made itself is never waste: its own automations keep it in order.
     *
     * @param at when it was seen
     */
    public static List<Verdict> judge(Resource resource, Thresholds limits, Instant at) {
        if (resource.tag(Ownership.OWNER_TAG).isPresent()) {
            return List.of();
        }
        return switch (resource.detail()) {
            case Detail.Volume volume -> StorageJudges.volume(volume);
            case Detail.Snapshot snapshot -> StorageJudges.snapshot(resource, snapshot, limits, at);
            case Detail.Address address -> NetworkJudges.address(address);
            case Detail.Instance instance -> ComputeJudges.instance(resource, instance, limits, at);
            case Detail.LogGroup group -> DataJudges.logGroup(group, limits);
            case Detail.Bucket bucket -> DataJudges.bucket(bucket);
            case Detail.LoadBalancer balancer -> NetworkJudges.loadBalancer(resource, balancer, at);
            case Detail.NatGateway gateway -> NetworkJudges.natGateway(resource, gateway, at);
            case Detail.Database database -> ComputeJudges.database(resource, database, limits, at);
            case Detail.Cache cache -> ComputeJudges.cache(resource, cache, at);
            case Detail.Repository repository -> DataJudges.repository(repository, limits, at);
            case Detail.Secret secret -> DataJudges.secret(resource, secret, limits, at);
            case Detail.Distribution distribution ->
                    NetworkJudges.distribution(resource, distribution, at);
        };
    }
}
