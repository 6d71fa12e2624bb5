package dev.nightshift.local.iam;

import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/**
 * Of each kind of thing that waste-sweep looks at one, and of each kind of waste one that is due.
 */
final class Scrap {
    static final String SETTINGS =
            """
              waste-sweep:
                schedule: cron(0 3 * * ? *)
                apply: true
                minimumMonthly: 0
                caps: { changes: 1000, deletions: 1000, deletionShare: 100% }
                kinds:
                  unattached-volumes: act
                  orphaned-snapshots: act
                  idle-addresses: act
                  gp2-volumes: act
                  endless-logs: act
                  incomplete-uploads: act
            """;

    private static final String MARK = "nightshift:waste";
    private static final String SINCE = "2021-01-01/";
    private static final String UNATTACHED = SINCE + "unattached-volumes";
    private static final String BUCKET = "acme-uploads";
    private static final String ROLE = "scene";

    /** What is made here is older than any mark: the emulator dates it when it is made. */
    private static final Pattern MADE_NOW =
            Pattern.compile("(<(?:createTime|startTime|CreationDate|Initiated)>)[^<]+");

    private static final Pattern LOGS_MADE_NOW = Pattern.compile("(\"creationTime\": ?)\\d+");

    private static final Map<String, UnaryOperator<String>> AGED =
            Map.of(
                    "ec2", Scrap::aged,
                    "s3", Scrap::aged,
                    "logs", text -> LOGS_MADE_NOW.matcher(text).replaceAll("$11577836800000"));

    private final Account admin;
    private final Billing billing;

    private Scrap(Account admin, Billing billing) {
        this.admin = admin;
        this.billing = billing;
    }

    static Scrap build(Account admin, Billing billing) {
        var scrap = new Scrap(admin, billing);
        scrap.build();
        return scrap;
    }

    private static String aged(String text) {
        return MADE_NOW.matcher(text).replaceAll("$12020-01-01T00:00:00.000Z");
    }

    private void build() {
        try (var ec2 = admin.client(Ec2Client.builder(), House.REGION);
                var s3 = admin.s3(House.REGION)) {
            keepWhatComesWithIt(ec2);
            var subnets =
                    ec2.describeSubnets().subnets().stream()
                            .map(subnet -> subnet.subnetId())
                            .toList();
            ec2.createNatGateway(create -> create.subnetId(subnets.getFirst()));
            balancer(subnets, ec2.describeVpcs().vpcs().getFirst().vpcId());
            inUse(ec2);
            s3.createBucket(
                    create ->
                            create.bucket(BUCKET)
                                    .createBucketConfiguration(
                                            location ->
                                                    location.locationConstraint(
                                                            BucketLocationConstraint.EU_WEST_1)));
            s3.createMultipartUpload(create -> create.bucket(BUCKET).key("film"));
        }
        caches();
        images();
        distribution();
    }

    /** The emulator has snapshots of images that it says are another account's. */
    private static void keepWhatComesWithIt(Ec2Client ec2) {
        var ids =
                ec2.describeSnapshots(describe -> describe.ownerIds("self")).snapshots().stream()
                        .map(snapshot -> snapshot.snapshotId())
                        .toList();
        ec2.createTags(
                create -> create.resources(ids).tags(tags(Map.of("nightshift:keep", "here"))));
    }

    private void balancer(List<String> subnets, String vpc) {
        try (var balancers = admin.client(ElasticLoadBalancingV2Client.builder(), House.REGION)) {
            var balancer =
                    balancers
                            .createLoadBalancer(
                                    create ->
                                            create.name("front")
                                                    .type("application")
                                                    .subnets(subnets))
                            .loadBalancers()
                            .getFirst()
                            .loadBalancerArn();
            var group =
                    balancers
                            .createTargetGroup(
                                    create ->
                                            create.name("front")
                                                    .protocol("HTTP")
                                                    .port(80)
                                                    .vpcId(vpc))
                            .targetGroups()
                            .getFirst()
                            .targetGroupArn();
            balancers.createListener(
                    create ->
                            create.loadBalancerArn(balancer)
                                    .protocol("HTTP")
                                    .port(80)
                                    .defaultActions(
                                            Action.builder()
                                                    .type("forward")
                                                    .targetGroupArn(group)
                                                    .build()));
        }
    }

    /** A disk of the type of before, which is in use. */
    private static void inUse(Ec2Client ec2) {
        var image = ec2.describeImages().images().getFirst().imageId();
        var instance =
                ec2.runInstances(
                                run ->
                                        run.imageId(image)
                                                .instanceType(InstanceType.T3_SMALL)
                                                .minCount(1)
                                                .maxCount(1))
                        .instances()
                        .getFirst();
        var disk = volume(ec2, VolumeType.GP2, "old-type", SINCE + "gp2-volumes");
        ec2.attachVolume(
                attach ->
                        attach.instanceId(instance.instanceId()).volumeId(disk).device("/dev/sdf"));
    }

    private void caches() {
        try (var caches = admin.client(ElastiCacheClient.builder(), House.REGION)) {
            caches.createCacheCluster(
                    create ->
                            create.cacheClusterId("sessions")
                                    .engine("redis")
                                    .cacheNodeType("cache.t3.micro")
                                    .numCacheNodes(1));
        }
    }

    private void images() {
        try (var ecr = admin.client(EcrClient.builder(), House.REGION)) {
            ecr.createRepository(create -> create.repositoryName("web"));
        }
    }

    private void distribution() {
        var origin =
                Origin.builder()
                        .id("o")
                        .domainName("www.example.com")
                        .customOriginConfig(
                                to ->
                                        to.httpPort(80)
                                                .httpsPort(443)
                                                .originProtocolPolicy("https-only"))
                        .build();
        try (var cloudFront = admin.client(CloudFrontClient.builder(), "us-east-1")) {
            cloudFront.createDistribution(
                    create ->
                            create.distributionConfig(
                                    config ->
                                            config.callerReference("site")
                                                    .comment("site")
                                                    .enabled(true)
                                                    .origins(all -> all.quantity(1).items(origin))
                                                    .defaultCacheBehavior(
                                                            usual ->
                                                                    usual.targetOriginId("o")
                                                                            .viewerProtocolPolicy(
                                                                                    ViewerProtocolPolicy
                                                                                            .HTTPS_ONLY))));
        }
    }

    /** Everything is there again, and marked as it was. */
    Scene due(String answer) {
        try (var ec2 = admin.client(Ec2Client.builder(), House.REGION);
                var logs = admin.client(CloudWatchLogsClient.builder(), House.REGION);
                var s3 = admin.s3(House.REGION)) {
            volumes(ec2);
            addresses(ec2);
            groups(logs);
            uploads(s3);
        }
        return new Scene("{\"trigger\":\"manual\"}", billing.endpoints(), AGED, answer);
    }

    private static void volumes(Ec2Client ec2) {
        // to be marked
        var fresh =
                find(ec2, "fresh").orElseGet(() -> volume(ec2, VolumeType.GP3, "fresh", "not yet"));
        ec2.deleteTags(delete -> delete.resources(fresh).tags(Tag.builder().key(MARK).build()));
        // to be kept in a snapshot
        var marked =
                find(ec2, "marked")
                        .orElseGet(() -> volume(ec2, VolumeType.GP3, "marked", UNATTACHED));
        snapshots(ec2, marked).forEach(id -> ec2.deleteSnapshot(delete -> delete.snapshotId(id)));
        // to be removed
        if (find(ec2, "kept").isEmpty()) {
            var kept = volume(ec2, VolumeType.GP3, "kept", UNATTACHED);
            snapshot(
                    ec2,
                    kept,
                    Map.of(
                            "nightshift:owner", "prod/waste-sweep",
                            "nightshift:source", kept,
                            "nightshift:final-snapshot", UNATTACHED));
        }
        var disk = find(ec2, "old-type").orElseThrow();
        ec2.modifyVolume(modify -> modify.volumeId(disk).volumeType(VolumeType.GP2));
        mark(ec2, disk, SINCE + "gp2-volumes");
        orphan(ec2);
    }

    private static void orphan(Ec2Client ec2) {
        var there =
                ec2.describeSnapshots(
                                describe ->
                                        describe.ownerIds("self")
                                                .filters(filter("tag:" + ROLE, "orphan")))
                        .snapshots();
        if (there.isEmpty()) {
            var gone = volume(ec2, VolumeType.GP3, "gone", "not yet");
            snapshot(ec2, gone, Map.of(ROLE, "orphan", MARK, SINCE + "orphaned-snapshots"));
            ec2.deleteVolume(delete -> delete.volumeId(gone));
        }
    }

    private static void addresses(Ec2Client ec2) {
        if (ec2.describeAddresses(describe -> describe.filters(filter("tag:" + ROLE, "idle")))
                .addresses()
                .isEmpty()) {
            ec2.allocateAddress(
                    allocate ->
                            allocate.domain(DomainType.VPC)
                                    .tagSpecifications(
                                            tagged(
                                                    ResourceType.ELASTIC_IP,
                                                    Map.of(
                                                            ROLE,
                                                            "idle",
                                                            MARK,
                                                            SINCE + "idle-addresses"))));
        }
    }

    private static void groups(CloudWatchLogsClient logs) {
        logs.describeLogGroups(describe -> describe.logGroupNamePrefix("/app/"))
                .logGroups()
                .forEach(
                        group ->
                                logs.deleteLogGroup(
                                        delete -> delete.logGroupName(group.logGroupName())));
        logs.createLogGroup(create -> create.logGroupName("/app/fresh"));
        logs.createLogGroup(
                create ->
                        create.logGroupName("/app/marked")
                                .tags(Map.of(MARK, SINCE + "endless-logs")));
    }

    private static void uploads(S3Client s3) {
        s3.deleteBucketLifecycle(delete -> delete.bucket(BUCKET));
        var mark =
                software.amazon.awssdk.services.s3.model.Tag.builder()
                        .key(MARK)
                        .value(SINCE + "incomplete-uploads")
                        .build();
        s3.putBucketTagging(put -> put.bucket(BUCKET).tagging(all -> all.tagSet(mark)));
    }

    private static Optional<String> find(Ec2Client ec2, String role) {
        return ec2
                .describeVolumes(describe -> describe.filters(filter("tag:" + ROLE, role)))
                .volumes()
                .stream()
                .map(volume -> volume.volumeId())
                .findFirst();
    }

    private static List<String> snapshots(Ec2Client ec2, String volume) {
        return ec2
                .describeSnapshots(describe -> describe.filters(filter("volume-id", volume)))
                .snapshots()
                .stream()
                .map(snapshot -> snapshot.snapshotId())
                .toList();
    }

    private static String volume(Ec2Client ec2, VolumeType type, String role, String mark) {
        return ec2.createVolume(
                        create ->
                                create.availabilityZone("eu-west-1a")
                                        .size(100)
                                        .volumeType(type)
                                        .tagSpecifications(
                                                tagged(
                                                        ResourceType.VOLUME,
                                                        Map.of(ROLE, role, MARK, mark))))
                .volumeId();
    }

    private static void snapshot(Ec2Client ec2, String volume, Map<String, String> tags) {
        ec2.createSnapshot(
                create ->
                        create.volumeId(volume)
                                .tagSpecifications(tagged(ResourceType.SNAPSHOT, tags)));
    }

    private static void mark(Ec2Client ec2, String id, String mark) {
        ec2.createTags(create -> create.resources(id).tags(tags(Map.of(MARK, mark))));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static TagSpecification tagged(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder().resourceType(type).tags(tags(tags)).build();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
