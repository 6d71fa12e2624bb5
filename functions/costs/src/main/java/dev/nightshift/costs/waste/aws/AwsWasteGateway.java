package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.remove;

import dev.nightshift.costs.waste.WasteGateway;
import dev.nightshift.costs.waste.find.Gp3;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** The gateway through AWS's SDK. */
public final class AwsWasteGateway implements WasteGateway {
    private final AwsWasteClients clients;
    private final AwsBlocks blocks;
    private final AwsNetworkAndCompute compute;
    private final AwsLogGroups logs;
    private final AwsStores stores;
    private final AwsLoadBalancers balancers;
    private final AwsServices services;

    public AwsWasteGateway(AwsWasteClients clients, Clock clock) {
        this.clients = clients;
        this.blocks = new AwsBlocks(clients);
        this.compute = new AwsNetworkAndCompute(clients, blocks);
        this.logs = new AwsLogGroups(clients);
        this.stores = new AwsStores(clients, clock);
        this.balancers = new AwsLoadBalancers(clients);
        this.services = new AwsServices(clients);
    }

    @Override
    public String region() {
        return clients.region();
    }

    @Override
    public List<Resource> list(ResourceType type) {
        return switch (type) {
            case VOLUME -> blocks.volumes();
            case SNAPSHOT -> blocks.snapshots();
            case ADDRESS -> compute.addresses();
            case INSTANCE -> compute.instances();
            case LOG_GROUP -> logs.list();
            case BUCKET -> stores.buckets();
            case LOAD_BALANCER -> balancers.list();
            case NAT_GATEWAY -> compute.natGateways();
            case DATABASE -> services.databases();
            case CACHE -> services.caches();
            case REPOSITORY -> services.repositories();
            case SECRET -> services.secrets();
            case DISTRIBUTION -> services.distributions();
        };
    }

    @Override
    public Map<String, Map<Metric, Series>> usage(List<Resource> resources, Instant until) {
        return new AwsUsage(clients).of(resources, until);
    }

    @Override
    public Optional<Resource> look(ResourceType type, String id) {
        return switch (type) {
            case VOLUME -> blocks.volume(id);
            case SNAPSHOT -> blocks.snapshot(id);
            case ADDRESS -> compute.address(id);
            case LOG_GROUP -> logs.look(id);
            case BUCKET -> stores.bucket(id);
            case INSTANCE,
                    LOAD_BALANCER,
                    NAT_GATEWAY,
                    DATABASE,
                    CACHE,
                    REPOSITORY,
                    SECRET,
                    DISTRIBUTION ->
                    throw untouchable(type);
        };
    }

    private static IllegalArgumentException untouchable(ResourceType type) {
        return new IllegalArgumentException("there is nothing to be done to a " + type);
    }

    @Override
    public List<Resource> snapshots(String volume, Map<String, String> tags) {
        return blocks.snapshots(volume, tags);
    }

    @Override
    public void tag(ResourceType type, String id, String key, String value) {
        switch (type) {
            case VOLUME, SNAPSHOT, ADDRESS ->
                    call(
                            "tag " + id,
                            () ->
                                    clients.ec2()
                                            .createTags(
                                                    r ->
                                                            r.resources(id)
                                                                    .tags(
                                                                            AwsBlocks.sdk(
                                                                                    Map.of(
                                                                                            key,
                                                                                            value)))));
            case LOG_GROUP -> logs.tag(id, key, value);
            case BUCKET -> stores.tag(id, key, value);
            case INSTANCE,
                    LOAD_BALANCER,
                    NAT_GATEWAY,
                    DATABASE,
                    CACHE,
                    REPOSITORY,
                    SECRET,
                    DISTRIBUTION ->
                    throw untouchable(type);
        }
    }

    @Override
    public void untag(ResourceType type, String id, String key) {
        switch (type) {
            case VOLUME, SNAPSHOT, ADDRESS ->
                    call(
                            "untag " + id,
                            () ->
                                    clients.ec2()
                                            .deleteTags(
                                                    r ->
                                                            r.resources(id)
                                                                    .tags(
                                                                            Tag.builder()
                                                                                    .key(key)
                                                                                    .build())));
            case LOG_GROUP -> logs.untag(id, key);
            case BUCKET -> stores.untag(id, key);
            case INSTANCE,
                    LOAD_BALANCER,
                    NAT_GATEWAY,
                    DATABASE,
                    CACHE,
                    REPOSITORY,
                    SECRET,
                    DISTRIBUTION ->
                    throw untouchable(type);
        }
    }

    @Override
    public String takeSnapshot(String volume, Map<String, String> tags) {
        return blocks.takeSnapshot(volume, tags);
    }

    @Override
    public boolean deleteVolume(String id) {
        return remove("delete " + id, () -> clients.ec2().deleteVolume(r -> r.volumeId(id)));
    }

    @Override
    public boolean deleteSnapshot(String id) {
        return remove("delete " + id, () -> clients.ec2().deleteSnapshot(r -> r.snapshotId(id)));
    }

    @Override
    public boolean releaseAddress(String id) {
        return remove("release " + id, () -> clients.ec2().releaseAddress(r -> r.allocationId(id)));
    }

    @Override
    public void modify(String volume, Gp3 target) {
        call(
                "modify " + volume + " to gp3",
                () ->
                        clients.ec2()
                                .modifyVolume(
                                        r ->
                                                r.volumeId(volume)
                                                        .volumeType(VolumeType.GP3)
                                                        .iops(target.iops())
                                                        .throughput(target.mibPerSecond())));
    }

    @Override
    public void retain(String logGroup, int days) {
        logs.retain(logGroup, days);
    }

    @Override
    public RulesBefore abortUploads(String bucket, Duration after) {
        return stores.abortUploads(bucket, after);
    }
}
