package dev.nightshift.costs.waste.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.costs.waste.WasteUndo;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Gp3;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Series;
import dev.nightshift.costs.waste.find.Sight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.VolumeType;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** The adapter over the wire, against an AWS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsWasteGatewayTest {
    private static final String REGION = "eu-west-1";
    private static final String ZONE = "eu-west-1a";
    private static final Map<String, String> MARK = Map.of("nightshift:waste", "2026-11-28/x");

    private final MotoServer moto = MotoServer.start();
    private final MotoWasteClients clients = new MotoWasteClients(moto.endpoint(), REGION);
    // eight days on, so that what is begun now is stale by then
    private final AwsWasteGateway gateway =
            new AwsWasteGateway(clients, Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

    @BeforeEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    private String volume(VolumeType type, int gib) {
        return clients.ec2()
                .createVolume(r -> r.availabilityZone(ZONE).size(gib).volumeType(type))
                .volumeId();
    }

    private Resource only(ResourceType type, String id) {
        return gateway.list(type).stream()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static <D extends Detail> D detail(Resource resource, Class<D> type) {
        return type.cast(resource.detail());
    }

    @Test
    void a_volume_is_marked_kept_and_removed_once() {
        var id = volume(VolumeType.GP2, 200);
        assertThat(detail(only(ResourceType.VOLUME, id), Detail.Volume.class))
                .isEqualTo(
                        new Detail.Volume(
                                "gp2",
                                200,
                                "available",
                                false,
                                new Detail.Make(ZONE, Optional.empty(), Optional.empty())));

        MARK.forEach((key, value) -> gateway.tag(ResourceType.VOLUME, id, key, value));
        assertThat(gateway.look(ResourceType.VOLUME, id).orElseThrow().tags().value())
                .contains(MARK);
        gateway.untag(ResourceType.VOLUME, id, "nightshift:waste");
        gateway.untag(ResourceType.VOLUME, id, "nightshift:waste");
        assertThat(gateway.look(ResourceType.VOLUME, id).orElseThrow().tags().value())
                .contains(Map.of());

        var tags = Map.of("nightshift:owner", "test/waste-sweep", "nightshift:source", id);
        assertThat(gateway.snapshots(id, tags)).isEmpty();
        var snapshot = gateway.takeSnapshot(id, tags);
        assertThat(gateway.snapshots(id, tags))
                .singleElement()
                .satisfies(made -> assertThat(made.id()).isEqualTo(snapshot))
                .satisfies(made -> assertThat(made.tags().value()).contains(tags));
        assertThat(gateway.snapshots(id, Map.of("nightshift:owner", "other"))).isEmpty();

        assertThat(gateway.deleteVolume(id)).isTrue();
        assertThat(gateway.deleteVolume(id)).isFalse();
        assertThat(gateway.look(ResourceType.VOLUME, id)).isEmpty();
        assertThat(
                        detail(only(ResourceType.SNAPSHOT, snapshot), Detail.Snapshot.class)
                                .volumeThere()
                                .value())
                .contains(false);
    }

    @Test
    void gp2_becomes_gp3() {
        var id = volume(VolumeType.GP2, 200);

        gateway.modify(id, Gp3.asFastAs(200));

        assertThat(
                        detail(
                                        gateway.look(ResourceType.VOLUME, id).orElseThrow(),
                                        Detail.Volume.class)
                                .volumeType())
                .isEqualTo("gp3");
    }

    @Test
    void a_snapshot_of_an_image_is_known_as_such() {
        var instance = WiredServices.run(clients);
        var image = clients.ec2().createImage(r -> r.instanceId(instance).name("web")).imageId();
        var used =
                clients.ec2()
                        .describeImages(r -> r.imageIds(image))
                        .images()
                        .getFirst()
                        .blockDeviceMappings()
                        .getFirst()
                        .ebs()
                        .snapshotId();
        var free =
                clients.ec2()
                        .createSnapshot(r -> r.volumeId(volume(VolumeType.GP3, 1)))
                        .snapshotId();

        for (var snapshot :
                new Resource[] {
                    only(ResourceType.SNAPSHOT, used),
                    gateway.look(ResourceType.SNAPSHOT, used).orElseThrow()
                }) {
            assertThat(detail(snapshot, Detail.Snapshot.class).usedByImage())
                    .isEqualTo(Sight.of(true));
        }
        var other = detail(only(ResourceType.SNAPSHOT, free), Detail.Snapshot.class);
        assertThat(other.usedByImage().value()).contains(false);
        assertThat(other.volumeThere().value()).contains(true);
        assertThat(gateway.deleteSnapshot(free)).isTrue();
        assertThat(gateway.deleteSnapshot(free)).isFalse();
    }

    @Test
    void a_stopped_instance_tells_since_when_and_its_disks() {
        var id = WiredServices.run(clients);
        clients.ec2().stopInstances(r -> r.instanceIds(id));

        var stopped = detail(only(ResourceType.INSTANCE, id), Detail.Instance.class);

        assertThat(stopped.state()).isEqualTo("stopped");
        assertThat(stopped.stoppedSince()).isPresent();
        assertThat(stopped.disks().value().orElseThrow()).isNotEmpty();
        assertThat(AwsNetworkAndCompute.stoppedSince("User initiated (2026-10-20 11:22:33 GMT)"))
                .contains(Instant.parse("2026-10-20T11:22:33Z"));
        assertThat(AwsNetworkAndCompute.stoppedSince("Server.SpotInstanceTermination")).isEmpty();
    }

    @Test
    void an_address_is_released_once() {
        var used = clients.ec2().allocateAddress(r -> r.domain(DomainType.VPC)).allocationId();
        var idle = clients.ec2().allocateAddress(r -> r.domain(DomainType.VPC)).allocationId();
        clients.ec2()
                .associateAddress(r -> r.allocationId(used).instanceId(WiredServices.run(clients)));

        assertThat(detail(only(ResourceType.ADDRESS, used), Detail.Address.class).attached())
                .isTrue();
        assertThat(detail(only(ResourceType.ADDRESS, idle), Detail.Address.class).attached())
                .isFalse();
        assertThat(gateway.releaseAddress(idle)).isTrue();
        assertThat(gateway.releaseAddress(idle)).isFalse();
        assertThat(gateway.look(ResourceType.ADDRESS, idle)).isEmpty();
    }

    @Test
    void a_log_group_gets_a_retention_and_keeps_its_tags() {
        clients.logs().createLogGroup(r -> r.logGroupName("/app").tags(Map.of("owner", "shop")));
        clients.logs().createLogGroup(r -> r.logGroupName("/app/other"));

        gateway.tag(ResourceType.LOG_GROUP, "/app", "nightshift:waste", "x");
        gateway.retain("/app", 90);
        var group = gateway.look(ResourceType.LOG_GROUP, "/app").orElseThrow();
        assertThat(group.tags().value()).contains(Map.of("owner", "shop", "nightshift:waste", "x"));
        assertThat(detail(group, Detail.LogGroup.class).retentionDays()).contains(90);
        gateway.untag(ResourceType.LOG_GROUP, "/app", "nightshift:waste");
        assertThat(only(ResourceType.LOG_GROUP, "/app").tags().value())
                .contains(Map.of("owner", "shop"));
        assertThat(
                        detail(only(ResourceType.LOG_GROUP, "/app/other"), Detail.LogGroup.class)
                                .retentionDays())
                .isEmpty();
        assertThat(gateway.look(ResourceType.LOG_GROUP, "/ap")).isEmpty();
    }

    @Test
    void a_bucket_keeps_the_rules_and_tags_it_has() {
        var bucket = "shop-media";
        clients.s3()
                .createBucket(
                        r ->
                                r.bucket(bucket)
                                        .createBucketConfiguration(
                                                c -> c.locationConstraint(REGION)));
        var fresh = gateway.look(ResourceType.BUCKET, bucket).orElseThrow();
        assertThat(fresh.tags().value()).contains(Map.of());
        assertThat(detail(fresh, Detail.Bucket.class).lifecycle().value())
                .contains(new Detail.Lifecycle(0, false));
        clients.s3()
                .putBucketLifecycleConfiguration(
                        r ->
                                r.bucket(bucket)
                                        .lifecycleConfiguration(
                                                c ->
                                                        c.rules(
                                                                LifecycleRule.builder()
                                                                        .id("old")
                                                                        .status(
                                                                                ExpirationStatus
                                                                                        .ENABLED)
                                                                        .filter(
                                                                                f ->
                                                                                        f.prefix(
                                                                                                "tmp/"))
                                                                        .expiration(e -> e.days(9))
                                                                        .build())));
        clients.s3().createMultipartUpload(r -> r.bucket(bucket).key("big"));
        gateway.tag(ResourceType.BUCKET, bucket, "owner", "shop");
        gateway.tag(ResourceType.BUCKET, bucket, "nightshift:waste", "x");

        gateway.abortUploads(bucket, Duration.ofDays(7));
        gateway.abortUploads(bucket, Duration.ofDays(7));

        var after = only(ResourceType.BUCKET, bucket);
        assertThat(after.tags().value()).contains(Map.of("owner", "shop", "nightshift:waste", "x"));
        assertThat(detail(after, Detail.Bucket.class).lifecycle().value())
                .contains(new Detail.Lifecycle(2, true));
        assertThat(detail(after, Detail.Bucket.class).staleUploads().value()).contains(1);
        assertThat(clients.s3().getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
                .extracting(LifecycleRule::id)
                .containsExactlyInAnyOrder("old", WasteUndo.ABORT_RULE);
        gateway.untag(ResourceType.BUCKET, bucket, "nightshift:waste");
        gateway.untag(ResourceType.BUCKET, bucket, "owner");
        assertThat(only(ResourceType.BUCKET, bucket).tags().value()).contains(Map.of());
        assertThat(gateway.look(ResourceType.BUCKET, "gone")).isEmpty();
    }

    @Test
    void a_region_has_its_own_things_though_another_has_some_of_the_same_name() {
        var other = new MotoWasteClients(moto.endpoint(), "eu-central-1");
        var there = new AwsWasteGateway(other, Clock.systemUTC());
        for (var here : new MotoWasteClients[] {clients, other}) {
            here.logs().createLogGroup(r -> r.logGroupName("/app"));
            here.s3()
                    .createBucket(
                            r ->
                                    r.bucket("media-" + here.region())
                                            .createBucketConfiguration(
                                                    c -> c.locationConstraint(here.region())));
        }
        var volume =
                other.ec2()
                        .createVolume(
                                r ->
                                        r.availabilityZone("eu-central-1a")
                                                .size(8)
                                                .volumeType(VolumeType.GP3))
                        .volumeId();

        assertThat(gateway.list(ResourceType.BUCKET))
                .extracting(Resource::id)
                .containsExactly("media-eu-west-1");
        assertThat(there.list(ResourceType.BUCKET))
                .extracting(Resource::id, Resource::region)
                .containsExactly(tuple("media-eu-central-1", "eu-central-1"));
        assertThat(gateway.list(ResourceType.VOLUME)).isEmpty();
        assertThat(gateway.look(ResourceType.VOLUME, volume)).isEmpty();
        assertThat(there.look(ResourceType.VOLUME, volume)).isPresent();
        there.tag(ResourceType.LOG_GROUP, "/app", "nightshift:waste", "x");
        there.retain("/app", 30);
        assertThat(only(ResourceType.LOG_GROUP, "/app").tag("nightshift:waste")).isEmpty();
        assertThat(detail(only(ResourceType.LOG_GROUP, "/app"), Detail.LogGroup.class))
                .isEqualTo(new Detail.LogGroup(0, Optional.empty()));
        assertThat(there.look(ResourceType.LOG_GROUP, "/app").orElseThrow().region())
                .isEqualTo("eu-central-1");
    }

    @Test
    void databases_caches_images_secrets_and_distributions_are_listed() {
        clients.rds()
                .createDBInstance(
                        r ->
                                r.dbInstanceIdentifier("shop")
                                        .dbInstanceClass("db.t3.medium")
                                        .engine("postgres")
                                        .allocatedStorage(20)
                                        .masterUsername("root")
                                        .masterUserPassword("not-a-secret"));
        clients.caches()
                .createCacheCluster(
                        r ->
                                r.cacheClusterId("sessions")
                                        .cacheNodeType("cache.t3.small")
                                        .engine("redis")
                                        .numCacheNodes(1));
        clients.ecr().createRepository(r -> r.repositoryName("web"));
        clients.secrets().createSecret(r -> r.name("old").secretString("x"));

        assertThat(detail(only(ResourceType.DATABASE, "shop"), Detail.Database.class).status())
                .isEqualTo("available");
        assertThat(detail(only(ResourceType.CACHE, "sessions"), Detail.Cache.class).nodeType())
                .isEqualTo("cache.t3.small");
        assertThat(
                        detail(only(ResourceType.REPOSITORY, "web"), Detail.Repository.class)
                                .images()
                                .value())
                .isPresent();
        assertThat(detail(only(ResourceType.SECRET, "old"), Detail.Secret.class)).isNotNull();
        assertThat(gateway.list(ResourceType.DISTRIBUTION)).isEmpty();
        assertThat(gateway.list(ResourceType.NAT_GATEWAY)).isEmpty();
    }

    @Test
    void usage_is_read_hour_by_hour_and_silence_is_no_zero() {
        for (var name : new String[] {"measured", "silent"}) {
            clients.rds()
                    .createDBInstance(
                            r ->
                                    r.dbInstanceIdentifier(name)
                                            .dbInstanceClass("db.t3.medium")
                                            .engine("postgres")
                                            .allocatedStorage(20)
                                            .masterUsername("root")
                                            .masterUserPassword("not-a-secret"));
        }
        var until = Instant.now().truncatedTo(ChronoUnit.HOURS);
        var data = new ArrayList<MetricDatum>();
        for (int hour = 1; hour <= Series.WINDOW.toHours(); hour++) {
            data.add(
                    MetricDatum.builder()
                            .metricName("DatabaseConnections")
                            .dimensions(
                                    Dimension.builder()
                                            .name("DBInstanceIdentifier")
                                            .value("measured")
                                            .build())
                            .timestamp(until.minus(Duration.ofHours(hour)))
                            .value(hour == 7 ? 3.0 : 0.0)
                            .build());
        }
        clients.cloudWatch().putMetricData(r -> r.namespace("AWS/RDS").metricData(data));

        var usage = gateway.usage(gateway.list(ResourceType.DATABASE), until);

        var measured = connections(usage, "measured");
        assertThat(measured.covers()).isTrue();
        assertThat(measured.highest()).isEqualTo(3.0);
        assertThat(measured.total()).isEqualTo(3.0);
        assertThat(connections(usage, "silent").covers()).isFalse();
    }

    private static Series connections(Map<String, Map<Metric, Series>> usage, String database) {
        return Optional.ofNullable(usage.get(database))
                .flatMap(it -> Optional.ofNullable(it.get(Metric.DATABASE_CONNECTIONS)))
                .orElseThrow();
    }
}
