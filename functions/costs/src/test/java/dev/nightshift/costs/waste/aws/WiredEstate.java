package dev.nightshift.costs.waste.aws;

import dev.nightshift.core.work.Together;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.WasteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Thousands of resources, each made in an emulator by its own call, and what must become of them:
 * written down as they are made, not reckoned by what is tested.
 */
public final class WiredEstate {
    private static final int AT_ONCE = 12;
    private static final String ZONE = "eu-west-1a";
    private static final Map<String, String> NONE = Map.of();
    private static final Map<String, String> KEPT = Map.of("nightshift:keep", "for the audit");
    private static final Map<String, String> OURS = Map.of("nightshift:owner", "test/other");
    private static final Map<String, String> OWNED = Map.of("owner", "shop");

    private static final software.amazon.awssdk.services.s3.model.Tag OWNER =
            software.amazon.awssdk.services.s3.model.Tag.builder()
                    .key("owner")
                    .value("shop")
                    .build();

    private final MotoWasteClients clients;
    private final int share;
    private final WiredServices services;
    private final Map<String, WasteKind> toMark = new ConcurrentHashMap<>();
    private final Set<String> measured = ConcurrentHashMap.newKeySet();
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    /**
     * @param share of 5,000 resources to make one in so many, of every kind at least two
     */
    public WiredEstate(MotoWasteClients clients, int share) {
        this.clients = clients;
        this.share = share;
        this.services = new WiredServices(clients);
    }

    /** Waste that can be acted on, by id: these and no others are to be marked. */
    public Map<String, WasteKind> toMark() {
        return Map.copyOf(toMark);
    }

    /** What CloudWatch has values of; of all others whose usage counts it has none. */
    public Set<String> measured() {
        return Set.copyOf(measured);
    }

    public int size() {
        return all.size();
    }

    /** Makes it all. */
    public void build() {
        made(60, i -> volume(VolumeType.GP3, 1 + i % 11, i % 3 == 0 ? OURS : KEPT));
        made(60, i -> waste(volume(VolumeType.GP3, 100, OWNED), WasteKind.UNATTACHED_VOLUMES));
        var sources = new ArrayList<String>();
        for (int i = 0; i < some(40); i++) {
            sources.add(volume(VolumeType.GP3, 50, KEPT));
        }
        made(25, i -> volume(VolumeType.GP2, 300, OURS));
        snapshots(sources);
        made(60, i -> waste(address(NONE), WasteKind.IDLE_ADDRESSES));
        made(340, i -> address(KEPT));
        instances();
        made(600, i -> logGroup("/app/" + i));
        made(50, i -> bucket("media-" + i, i < some(8)));
        made(1_830, i -> services.secret("app/" + i));
        made(60, i -> services.repository("web/" + i, i < some(10)));
        made(30, i -> services.database("db-" + i));
        made(20, i -> services.cache("cache-" + i));
        made(25, i -> services.distribution("site-" + i));
        services.network();
        made(10, i -> services.loadBalancer("front-" + i, "application"));
        made(10, i -> services.loadBalancer("wire-" + i, "network"));
        var instance = firstInstance();
        made(10, i -> services.classicBalancer("old-" + i, instance));
        made(8, i -> services.natGateway());
    }

    /** The share of that many. */
    private int some(int count) {
        return Math.max(2, Math.ceilDiv(count, share));
    }

    private List<String> made(int count, IntFunction<String> make) {
        var ids =
                Together.map(
                        IntStream.range(0, some(count)).boxed().toList(), AT_ONCE, make::apply);
        all.addAll(ids);
        return ids;
    }

    private String waste(String id, WasteKind kind) {
        toMark.put(id, kind);
        return id;
    }

    private static TagSpecification tagged(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder().resourceType(type).tags(AwsBlocks.sdk(tags)).build();
    }

    private String volume(VolumeType type, int gib, Map<String, String> tags) {
        return clients.ec2()
                .createVolume(
                        r -> {
                            r.availabilityZone(ZONE).size(gib).volumeType(type);
                            if (!tags.isEmpty()) {
                                r.tagSpecifications(tagged(ResourceType.VOLUME, tags));
                            }
                        })
                .volumeId();
    }

    private String snapshot(String volume, Map<String, String> tags) {
        return clients.ec2()
                .createSnapshot(
                        r -> {
                            r.volumeId(volume);
                            if (!tags.isEmpty()) {
                                r.tagSpecifications(tagged(ResourceType.SNAPSHOT, tags));
                            }
                        })
                .snapshotId();
    }

    /** Old ones, kept ones, and those of volumes that are gone. */
    private void snapshots(List<String> sources) {
        all.addAll(sources);
        made(40, i -> waste(snapshot(sources.get(i), NONE), WasteKind.OLD_SNAPSHOTS));
        made(40, i -> snapshot(sources.get(i), KEPT));
        made(
                30,
                i -> {
                    var gone = volume(VolumeType.GP3, 80, NONE);
                    var id = waste(snapshot(gone, NONE), WasteKind.ORPHANED_SNAPSHOTS);
                    clients.ec2().deleteVolume(r -> r.volumeId(gone));
                    return id;
                });
    }

    private String address(Map<String, String> tags) {
        return clients.ec2()
                .allocateAddress(
                        r -> {
                            r.domain(DomainType.VPC);
                            if (!tags.isEmpty()) {
                                r.tagSpecifications(tagged(ResourceType.ELASTIC_IP, tags));
                            }
                        })
                .allocationId();
    }

    /** Those of an image as well: its snapshot is old, and needed. */
    private void instances() {
        var image = clients.ec2().registerImage(r -> r.name("base")).imageId();
        var servers = run(image, some(40), InstanceType.T3_SMALL, 28, "gp3", 8);
        Together.map(servers.subList(0, some(10)), AT_ONCE, this::snapshots);
        var busy = run(image, some(25), InstanceType.T3_SMALL, 1, "gp2", 100);
        run(image, some(10), InstanceType.M4_LARGE, 1, "gp3", 8);
        var stopped = run(image, some(60), InstanceType.T3_SMALL, 2, "gp3", 40);
        clients.ec2().stopInstances(r -> r.instanceIds(stopped));
        clients.ec2()
                .describeVolumes(
                        r ->
                                r.filters(
                                        AwsBlocks.filter("attachment.status", "attached"),
                                        AwsBlocks.filter("volume-type", "gp2"),
                                        AwsBlocks.filter("size", "100")))
                .volumes()
                .forEach(it -> toMark.put(it.volumeId(), WasteKind.GP2_VOLUMES));
        var source = busy.getFirst();
        clients.ec2().createImage(r -> r.instanceId(source).name("golden"));
    }

    /** Of every disk of an instance, to be kept. */
    private List<String> snapshots(String instance) {
        var ids =
                clients
                        .ec2()
                        .createSnapshots(r -> r.instanceSpecification(i -> i.instanceId(instance)))
                        .snapshots()
                        .stream()
                        .map(it -> it.snapshotId())
                        .toList();
        clients.ec2().createTags(r -> r.resources(ids).tags(AwsBlocks.sdk(KEPT)));
        all.addAll(ids);
        return ids;
    }

    private List<String> run(
            String image, int count, InstanceType type, int disks, String disk, int gib) {
        var mappings =
                IntStream.range(0, disks)
                        .mapToObj(
                                i ->
                                        BlockDeviceMapping.builder()
                                                .deviceName(i == 0 ? "/dev/sda1" : "/dev/sd" + i)
                                                .ebs(ebs -> ebs.volumeType(disk).volumeSize(gib))
                                                .build())
                        .toList();
        var ids =
                clients
                        .ec2()
                        .runInstances(
                                r ->
                                        r.imageId(image)
                                                .instanceType(type)
                                                .minCount(count)
                                                .maxCount(count)
                                                .blockDeviceMappings(mappings))
                        .instances()
                        .stream()
                        .map(it -> it.instanceId())
                        .toList();
        all.addAll(ids);
        ids.forEach(id -> IntStream.range(0, disks).forEach(i -> all.add(id + " disk " + i)));
        return ids;
    }

    private String logGroup(String name) {
        clients.logs().createLogGroup(r -> r.logGroupName(name).tags(OWNED));
        return name;
    }

    private String bucket(String name, boolean unfinished) {
        clients.s3()
                .createBucket(
                        r ->
                                r.bucket(name)
                                        .createBucketConfiguration(
                                                c -> c.locationConstraint(clients.region())));
        clients.s3().putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(OWNER)));
        if (unfinished) {
            clients.s3().createMultipartUpload(r -> r.bucket(name).key("film"));
            waste(name, WasteKind.INCOMPLETE_UPLOADS);
        }
        return name;
    }

    /**
     * Values for nine in ten hours of the window before that time, for one thing of each kind that
     * is judged by its use.
     *
     * @return what is not used, or not much, by id
     */
    public Map<String, WasteKind> measure(Instant until) {
        var here = clients.cloudWatch();
        var balancer = services.first("application");
        var gateway = services.first("nat");
        var cache = "cache-0";
        var classic = services.first("classic");
        var instance = firstInstance();
        hourly(here, until, Metric.CLASSIC_HEALTHY_HOSTS, "LoadBalancerName", classic, 1);
        hourly(here, until, Metric.ALB_LCUS, "LoadBalancer", balancer, 0);
        hourly(here, until, Metric.NAT_BYTES_IN, "NatGatewayId", gateway, 0);
        hourly(here, until, Metric.NAT_BYTES_OUT, "NatGatewayId", gateway, 0);
        hourly(here, until, Metric.DATABASE_CONNECTIONS, "DBInstanceIdentifier", "db-0", 0);
        hourly(here, until, Metric.DATABASE_CONNECTIONS, "DBInstanceIdentifier", "db-1", 7);
        hourly(here, until, Metric.DATABASE_CPU, "DBInstanceIdentifier", "db-1", 4);
        hourly(here, until, Metric.CACHE_CONNECTIONS, "CacheClusterId", cache, 3);
        hourly(here, until, Metric.CACHE_HITS, "CacheClusterId", cache, 0);
        var site = services.first("site");
        hourly(
                clients.globalCloudWatch(),
                until,
                Metric.DISTRIBUTION_REQUESTS,
                "DistributionId",
                site,
                0);
        hourly(here, until, Metric.INSTANCE_CPU, "InstanceId", instance, 5);
        return Map.of(
                balancer,
                WasteKind.IDLE_LOAD_BALANCERS,
                classic,
                WasteKind.IDLE_LOAD_BALANCERS,
                gateway,
                WasteKind.IDLE_NAT_GATEWAYS,
                "db-0",
                WasteKind.IDLE_DATABASES,
                "db-1",
                WasteKind.OVERSIZED_DATABASES,
                cache,
                WasteKind.IDLE_CACHES,
                site,
                WasteKind.IDLE_DISTRIBUTIONS,
                instance,
                WasteKind.OVERSIZED_INSTANCES);
    }

    private String firstInstance() {
        return clients.ec2().describeInstances().reservations().getFirst().instances().stream()
                .findFirst()
                .orElseThrow()
                .instanceId();
    }

    private void hourly(
            CloudWatchClient cloudWatch,
            Instant until,
            Metric metric,
            String dimension,
            String id,
            double value) {
        measured.add(id);
        var dimensions = new ArrayList<Dimension>();
        dimensions.add(Dimension.builder().name(dimension).value(id).build());
        if (metric == Metric.DISTRIBUTION_REQUESTS) {
            dimensions.add(Dimension.builder().name("Region").value("Global").build());
        }
        var data =
                Stream.iterate(
                                until.minus(Duration.ofHours(1)),
                                at -> at.minus(Duration.ofHours(1)))
                        .limit(303)
                        .map(
                                at ->
                                        MetricDatum.builder()
                                                .metricName(metric.label())
                                                .timestamp(at)
                                                .value(value)
                                                .dimensions(dimensions)
                                                .build())
                        .toList();
        cloudWatch.putMetricData(r -> r.namespace(metric.namespace()).metricData(data));
    }
}
