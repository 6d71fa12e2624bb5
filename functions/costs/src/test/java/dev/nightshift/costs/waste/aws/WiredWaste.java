package dev.nightshift.costs.waste.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** A few things in an emulator that are waste, and how all of it looks without marks and ids. */
public final class WiredWaste {
    private static final String MARK = "nightshift:waste";

    /** Tags that nobody should paste into a shell as they are. */
    private static final Map<String, String> OWN =
            Map.of(
                    "owner",
                    "shop",
                    "Name",
                    "it's \"due\", `id` $(id) \\ [x]={y};\u00e9\ud83d\ude80",
                    "empty",
                    "");

    private final MotoWasteClients clients;
    private final Set<String> made = new HashSet<>();

    public WiredWaste(MotoWasteClients clients) {
        this.clients = clients;
    }

    public boolean made(String id) {
        return made.contains(id);
    }

    private String note(String id) {
        made.add(id);
        return id;
    }

    private static Map<String, String> tags(String... more) {
        var tags = new TreeMap<>(OWN);
        for (int i = 0; i < more.length; i += 2) {
            tags.put(more[i], more[i + 1]);
        }
        return tags;
    }

    private static TagSpecification specified(ResourceType type, String... more) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(AwsBlocks.sdk(tags(more)))
                .build();
    }

    public String volume(String type, String... more) {
        return note(
                clients.ec2()
                        .createVolume(
                                r -> {
                                    r.availabilityZone("eu-west-1b")
                                            .size(400)
                                            .volumeType(type)
                                            .tagSpecifications(
                                                    specified(ResourceType.VOLUME, more));
                                    switch (type) {
                                        case "io1" -> r.iops(900);
                                        case "gp3" -> r.iops(4_000).throughput(250);
                                        default -> {}
                                    }
                                })
                        .volumeId());
    }

    public void snapshot(String... more) {
        var volume = volume("gp3");
        note(
                clients.ec2()
                        .createSnapshot(
                                r ->
                                        r.volumeId(volume)
                                                .tagSpecifications(
                                                        specified(ResourceType.SNAPSHOT, more)))
                        .snapshotId());
    }

    public void address(String... more) {
        note(
                clients.ec2()
                        .allocateAddress(
                                r ->
                                        r.domain(DomainType.VPC)
                                                .tagSpecifications(
                                                        specified(ResourceType.ELASTIC_IP, more)))
                        .allocationId());
    }

    public void logGroup(String name, String... more) {
        clients.logs().createLogGroup(r -> r.logGroupName(note(name)).tags(tags(more)));
    }

    public void bucket(boolean rules, String... more) {
        var name = note("films");
        clients.s3()
                .createBucket(
                        r ->
                                r.bucket(name)
                                        .createBucketConfiguration(
                                                c -> c.locationConstraint(clients.region())));
        clients.s3().createMultipartUpload(r -> r.bucket(name).key("film"));
        var set =
                tags(more).entrySet().stream()
                        .map(
                                it ->
                                        software.amazon.awssdk.services.s3.model.Tag.builder()
                                                .key(it.getKey())
                                                .value(it.getValue())
                                                .build())
                        .toList();
        clients.s3().putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(set)));
        if (rules) {
            var old =
                    LifecycleRule.builder()
                            .id("old")
                            .status(ExpirationStatus.DISABLED)
                            .filter(f -> f.prefix("tmp/"))
                            .expiration(e -> e.days(9))
                            .build();
            clients.s3()
                    .putBucketLifecycleConfiguration(
                            r -> r.bucket(name).lifecycleConfiguration(c -> c.rules(old)));
        }
    }

    /**
     * Everything there is, as AWS describes it, but for marks and what is new with every making.
     */
    public Map<String, List<Object>> unmarked() {
        var all = new HashMap<String, List<Object>>();
        all.put("volumes", volumes());
        all.put("snapshots", snapshots());
        all.put("addresses", addresses());
        all.put("logs", logs());
        all.put("buckets", buckets());
        return all;
    }

    private static Map<String, String> unmarked(List<Tag> tags) {
        var left = new TreeMap<String, String>();
        tags.forEach(tag -> left.put(tag.key(), tag.value()));
        left.remove(MARK);
        return left;
    }

    private List<Object> volumes() {
        var all = new ArrayList<Object>();
        clients.ec2()
                .describeVolumes()
                .volumes()
                .forEach(
                        it ->
                                all.add(
                                        List.of(
                                                it.volumeTypeAsString(),
                                                it.size(),
                                                it.availabilityZone(),
                                                // what gp2 has follows from its size
                                                it.volumeTypeAsString().equals("gp2")
                                                        ? "by size"
                                                        : it.iops() + "/" + it.throughput(),
                                                it.stateAsString(),
                                                it.encrypted(),
                                                unmarked(it.tags()))));
        return all;
    }

    private List<Object> snapshots() {
        var all = new ArrayList<Object>();
        clients.ec2()
                .describeSnapshots(r -> r.ownerIds("self"))
                .snapshots()
                .forEach(it -> all.add(List.of(it.snapshotId(), unmarked(it.tags()))));
        return all;
    }

    private List<Object> addresses() {
        var all = new ArrayList<Object>();
        clients.ec2()
                .describeAddresses()
                .addresses()
                .forEach(
                        it ->
                                all.add(
                                        List.of(
                                                it.publicIp(),
                                                it.domainAsString(),
                                                unmarked(it.tags()))));
        return all;
    }

    private List<Object> logs() {
        var all = new ArrayList<Object>();
        for (var group : clients.logs().describeLogGroups().logGroups()) {
            var tags =
                    new TreeMap<>(
                            clients.logs()
                                    .listTagsForResource(r -> r.resourceArn(group.logGroupArn()))
                                    .tags());
            tags.remove(MARK);
            all.add(group.logGroupName() + " " + group.retentionInDays() + " " + tags);
        }
        return all;
    }

    private List<Object> buckets() {
        var stores = new AwsStores(clients, java.time.Clock.systemUTC());
        var all = new ArrayList<Object>();
        stores.buckets()
                .forEach(
                        it -> {
                            var tags = new TreeMap<>(it.tags().value().orElseThrow());
                            tags.remove(MARK);
                            all.add(
                                    it.id()
                                            + " "
                                            + tags
                                            + " "
                                            + stores.rules(it.id()).map(r -> r.rules()));
                        });
        return all;
    }
}
