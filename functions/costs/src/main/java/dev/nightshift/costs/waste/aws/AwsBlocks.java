package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.find;
import static dev.nightshift.costs.waste.aws.AwsCalls.sight;

import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Sight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/**
 * Volumes and snapshots.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/">Amazon EC2 API
 *     Reference</a>
 */
final class AwsBlocks {
    private static final int PAGE = 500;

    /** Stands for the volume of a copied snapshot, and says nothing of any volume. */
    private static final String NO_VOLUME = "vol-ffffffff";

    private static final Set<String> SETS_IOPS = Set.of("gp3", "io1", "io2");

    private final AwsWasteClients clients;

    AwsBlocks(AwsWasteClients clients) {
        this.clients = clients;
    }

    private Ec2Client ec2() {
        return clients.ec2();
    }

    static Sight<Map<String, String>> tags(List<Tag> tags) {
        return Sight.of(AwsTags.of(tags, Tag::key, Tag::value));
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    List<Resource> volumes() {
        return call(
                "list the volumes",
                () -> {
                    var changing = changing();
                    return described().stream().map(it -> volume(it, changing)).toList();
                });
    }

    List<Volume> described() {
        return ec2().describeVolumesPaginator(r -> r.maxResults(PAGE)).volumes().stream().toList();
    }

    private Set<String> changing() {
        return ec2()
                .describeVolumesModificationsPaginator(
                        r ->
                                r.filters(filter("modification-state", "modifying", "optimizing"))
                                        .maxResults(PAGE))
                .volumesModifications()
                .stream()
                .map(VolumeModification::volumeId)
                .collect(Collectors.toSet());
    }

    Optional<Resource> volume(String id) {
        return find(
                "look at volume " + id,
                () ->
                        ec2()
                                .describeVolumes(
                                        DescribeVolumesRequest.builder().volumeIds(id).build())
                                .volumes()
                                .stream()
                                .findFirst()
                                .map(it -> volume(it, changing())));
    }

    private Resource volume(Volume volume, Set<String> changing) {
        return new Resource(
                clients.region(),
                volume.volumeId(),
                Optional.ofNullable(volume.createTime()),
                tags(volume.tags()),
                new Detail.Volume(
                        volume.volumeTypeAsString(),
                        volume.size(),
                        volume.stateAsString(),
                        changing.contains(volume.volumeId()),
                        make(volume)),
                Map.of());
    }

    /** What EC2 reckons itself cannot be asked for when a volume is made. */
    private static Detail.Make make(Volume volume) {
        var type = volume.volumeTypeAsString();
        return new Detail.Make(
                volume.availabilityZone(),
                Optional.ofNullable(volume.iops()).filter(any -> SETS_IOPS.contains(type)),
                Optional.ofNullable(volume.throughput()).filter(any -> type.equals("gp3")));
    }

    List<Resource> snapshots() {
        var images = sight("list the images", this::imageSnapshots);
        var volumes =
                sight(
                        "list the volumes",
                        () ->
                                described().stream()
                                        .map(Volume::volumeId)
                                        .collect(Collectors.toSet()));
        return call("list the snapshots", () -> snapshots(images, volumes));
    }

    private List<Resource> snapshots(Sight<Set<String>> images, Sight<Set<String>> volumes) {
        return ec2()
                .describeSnapshotsPaginator(r -> r.ownerIds("self").maxResults(PAGE))
                .snapshots()
                .stream()
                .map(
                        it ->
                                snapshot(
                                        it,
                                        member(images, it.snapshotId()),
                                        it.volumeId().equals(NO_VOLUME)
                                                ? Sight.of(true)
                                                : member(volumes, it.volumeId())))
                .toList();
    }

    private static Sight<Boolean> member(Sight<Set<String>> all, String id) {
        return new Sight<>(all.value().map(ids -> ids.contains(id)), all.whyNot());
    }

    /** Also those of images that are deprecated or disabled: they can be enabled again. */
    private Set<String> imageSnapshots() {
        return ec2()
                .describeImagesPaginator(
                        r ->
                                r.owners("self")
                                        .includeDeprecated(true)
                                        .includeDisabled(true)
                                        .maxResults(PAGE))
                .images()
                .stream()
                .flatMap(image -> image.blockDeviceMappings().stream())
                .flatMap(mapping -> Optional.ofNullable(mapping.ebs()).stream())
                .flatMap(disk -> Optional.ofNullable(disk.snapshotId()).stream())
                .collect(Collectors.toSet());
    }

    Optional<Resource> snapshot(String id) {
        return find(
                        "look at snapshot " + id,
                        () ->
                                ec2().describeSnapshots(r -> r.snapshotIds(id)).snapshots().stream()
                                        .findFirst())
                .map(
                        it ->
                                snapshot(
                                        it,
                                        sight(
                                                "find images of " + id,
                                                () -> imageSnapshots().contains(id)),
                                        it.volumeId().equals(NO_VOLUME)
                                                ? Sight.of(true)
                                                : sight(
                                                        "look at volume " + it.volumeId(),
                                                        () -> volume(it.volumeId()).isPresent())));
    }

    private Resource snapshot(
            Snapshot snapshot, Sight<Boolean> usedByImage, Sight<Boolean> volumeThere) {
        return new Resource(
                clients.region(),
                snapshot.snapshotId(),
                Optional.ofNullable(snapshot.startTime()),
                tags(snapshot.tags()),
                new Detail.Snapshot(
                        snapshot.volumeId(),
                        snapshot.volumeSize(),
                        snapshot.stateAsString(),
                        usedByImage,
                        volumeThere),
                Map.of());
    }

    List<Resource> snapshots(String volume, Map<String, String> tags) {
        var filters =
                tags.entrySet().stream()
                        .map(tag -> filter("tag:" + tag.getKey(), tag.getValue()))
                        .collect(Collectors.toList());
        filters.add(filter("volume-id", volume));
        return call(
                "list the snapshots of " + volume,
                () ->
                        ec2()
                                .describeSnapshotsPaginator(
                                        r -> r.ownerIds("self").filters(filters).maxResults(PAGE))
                                .snapshots()
                                .stream()
                                .map(it -> snapshot(it, Sight.not("was not asked"), Sight.of(true)))
                                .toList());
    }

    String takeSnapshot(String volume, Map<String, String> tags) {
        return call(
                "take a snapshot of " + volume,
                () ->
                        ec2().createSnapshot(
                                        r ->
                                                r.volumeId(volume)
                                                        .description("final snapshot of " + volume)
                                                        .tagSpecifications(
                                                                TagSpecification.builder()
                                                                        .resourceType("snapshot")
                                                                        .tags(sdk(tags))
                                                                        .build()))
                                .snapshotId());
    }

    static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
