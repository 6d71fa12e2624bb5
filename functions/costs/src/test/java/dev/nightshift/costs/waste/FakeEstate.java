package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.Faults;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An account in memory that refuses what AWS refuses, and whose snapshots take their time. */
final class FakeEstate implements WasteGateway {
    private static final int MOST_TAGS = 50;
    private static final Set<Integer> RETENTIONS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 180, 365);

    final Faults faults = new Faults();
    private final Clock clock;
    private final String region;
    private final Map<String, Resource> resources = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();
    private int snapshots;
    private boolean shut;

    FakeEstate(Clock clock) {
        this(clock, Samples.REGION);
    }

    FakeEstate(Clock clock, String region) {
        this.clock = clock;
        this.region = region;
    }

    FakeEstate with(Resource resource) {
        if (!resource.region().equals(region) && !resource.type().isGlobal()) {
            throw new IllegalArgumentException(resource.inWords() + " is not in " + region);
        }
        resources.put(resource.id(), resource);
        return this;
    }

    /** Nothing can be listed any more. */
    void shut() {
        shut = true;
    }

    /** Its tags can no longer be read. */
    void hideTags(String id) {
        hidden.add(id);
    }

    Map<String, Resource> all() {
        return new TreeMap<>(resources);
    }

    void settle() {
        resources.replaceAll(
                (id, resource) ->
                        switch (resource.detail()) {
                            case Detail.Snapshot it when it.state().equals("pending") ->
                                    with(
                                            resource,
                                            new Detail.Snapshot(
                                                    it.volume(),
                                                    it.gib(),
                                                    "completed",
                                                    it.usedByImage(),
                                                    it.volumeThere()));
                            case Detail.Volume it when it.changing() ->
                                    with(
                                            resource,
                                            new Detail.Volume(
                                                    it.volumeType(),
                                                    it.gib(),
                                                    it.state(),
                                                    false,
                                                    it.make()));
                            default -> resource;
                        });
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public List<Resource> list(ResourceType type) {
        return faults.read(
                "list:" + type,
                () -> {
                    if (shut) {
                        throw new CloudException(
                                Kind.DENIED, "not authorized to list in " + region);
                    }
                    return resources.values().stream()
                            .filter(resource -> resource.type() == type)
                            .map(this::seen)
                            .toList();
                });
    }

    private Resource seen(Resource resource) {
        var plain = resource.withUsage(Map.of());
        return hidden.contains(resource.id())
                ? new Resource(
                        plain.region(),
                        plain.id(),
                        plain.created(),
                        Sight.not("not authorized"),
                        plain.detail(),
                        Map.of())
                : plain;
    }

    @Override
    public Map<String, Map<Metric, Series>> usage(List<Resource> asked, Instant until) {
        return faults.read(
                "cloudwatch:GetMetricData",
                () -> {
                    var usage = new HashMap<String, Map<Metric, Series>>();
                    asked.forEach(
                            resource -> usage.put(resource.id(), there(resource.id()).usage()));
                    return usage;
                });
    }

    private static void requireMarkable(ResourceType type) {
        if (!type.canBeMarked()) {
            throw new IllegalArgumentException("there is nothing to be done to a " + type);
        }
    }

    @Override
    public Optional<Resource> look(ResourceType type, String id) {
        requireMarkable(type);
        return faults.read(
                "look:" + type,
                () ->
                        Optional.ofNullable(resources.get(id))
                                .filter(resource -> resource.type() == type)
                                .map(this::seen));
    }

    @Override
    public List<Resource> snapshots(String volume, Map<String, String> tags) {
        return list(ResourceType.SNAPSHOT).stream()
                .filter(
                        resource ->
                                resource.detail() instanceof Detail.Snapshot it
                                        && it.volume().equals(volume)
                                        && resource.tags()
                                                .value()
                                                .filter(
                                                        all ->
                                                                all.entrySet()
                                                                        .containsAll(
                                                                                tags.entrySet()))
                                                .isPresent())
                .toList();
    }

    @Override
    public void tag(ResourceType type, String id, String key, String value) {
        requireMarkable(type);
        faults.write(
                "tag:" + type,
                () -> {
                    var tags = new HashMap<>(tags(id));
                    tags.put(key, value);
                    if (tags.size() > MOST_TAGS || value.length() > 256) {
                        throw new CloudException(Kind.REJECTED, "too many tags, or too long");
                    }
                    return retag(id, tags);
                });
    }

    @Override
    public void untag(ResourceType type, String id, String key) {
        requireMarkable(type);
        faults.write(
                "untag:" + type,
                () -> {
                    var tags = new HashMap<>(tags(id));
                    tags.remove(key);
                    return retag(id, tags);
                });
    }

    private Map<String, String> tags(String id) {
        return there(id).tags().value().orElse(Map.of());
    }

    private Resource retag(String id, Map<String, String> tags) {
        var old = there(id);
        var fresh =
                new Resource(
                        old.region(),
                        id,
                        old.created(),
                        Sight.of(Map.copyOf(tags)),
                        old.detail(),
                        old.usage());
        resources.put(id, fresh);
        return fresh;
    }

    @Override
    public String takeSnapshot(String volume, Map<String, String> tags) {
        return faults.write(
                "ec2:CreateSnapshot",
                () -> {
                    var it = volume(volume);
                    var id = "snap-made-" + ++snapshots;
                    with(
                            new Resource(
                                    region,
                                    id,
                                    Optional.of(clock.instant()),
                                    Sight.of(Map.copyOf(tags)),
                                    new Detail.Snapshot(
                                            volume,
                                            it.gib(),
                                            "pending",
                                            Sight.of(false),
                                            Sight.of(true)),
                                    Map.of()));
                    return id;
                });
    }

    @Override
    public boolean deleteVolume(String id) {
        return faults.write(
                "ec2:DeleteVolume",
                () -> {
                    if (resources.containsKey(id) && volume(id).isAttached()) {
                        throw new CloudException(Kind.REJECTED, "VolumeInUse: " + id);
                    }
                    return resources.remove(id) != null;
                });
    }

    @Override
    public boolean deleteSnapshot(String id) {
        return faults.write(
                "ec2:DeleteSnapshot",
                () -> {
                    if (resources.containsKey(id)
                            && there(id).detail() instanceof Detail.Snapshot it
                            && it.usedByImage().value().orElse(true)) {
                        throw new CloudException(Kind.REJECTED, "InvalidSnapshot.InUse: " + id);
                    }
                    return resources.remove(id) != null;
                });
    }

    @Override
    public boolean releaseAddress(String id) {
        return faults.write(
                "ec2:ReleaseAddress",
                () -> {
                    if (resources.containsKey(id)
                            && there(id).detail() instanceof Detail.Address it
                            && it.attached()) {
                        throw new CloudException(Kind.REJECTED, "InvalidIPAddress.InUse: " + id);
                    }
                    return resources.remove(id) != null;
                });
    }

    @Override
    public void modify(String volume, Gp3 target) {
        faults.write(
                "ec2:ModifyVolume",
                () -> {
                    var it = volume(volume);
                    if (it.changing()) {
                        throw new CloudException(
                                Kind.REJECTED, "VolumeModificationRateExceeded: " + volume);
                    }
                    return put(
                            volume,
                            new Detail.Volume("gp3", it.gib(), it.state(), true, it.make()));
                });
    }

    @Override
    public void retain(String logGroup, int days) {
        faults.write(
                "logs:PutRetentionPolicy",
                () -> {
                    if (!RETENTIONS.contains(days)
                            || !(there(logGroup).detail() instanceof Detail.LogGroup it)) {
                        throw new CloudException(Kind.REJECTED, "InvalidParameterException");
                    }
                    return put(logGroup, new Detail.LogGroup(it.storedBytes(), Optional.of(days)));
                });
    }

    @Override
    public RulesBefore abortUploads(String bucket, Duration after) {
        return faults.write(
                "s3:PutLifecycleConfiguration",
                () -> {
                    if (!(there(bucket).detail() instanceof Detail.Bucket it)) {
                        throw new CloudException(Kind.NOT_FOUND, "NoSuchBucket");
                    }
                    int rules = it.lifecycle().value().map(Detail.Lifecycle::rules).orElse(0);
                    put(
                            bucket,
                            new Detail.Bucket(
                                    Sight.of(new Detail.Lifecycle(rules + 1, true)),
                                    it.staleUploads()));
                    return new RulesBefore(rules, Optional.empty());
                });
    }

    private Resource there(String id) {
        return Optional.ofNullable(resources.get(id))
                .orElseThrow(() -> new CloudException(Kind.NOT_FOUND, id + " is not there"));
    }

    private Detail.Volume volume(String id) {
        if (there(id).detail() instanceof Detail.Volume volume) {
            return volume;
        }
        throw new CloudException(Kind.REJECTED, id + " is no volume");
    }

    private Resource put(String id, Detail detail) {
        var fresh = with(there(id), detail);
        resources.put(id, fresh);
        return fresh;
    }

    private static Resource with(Resource resource, Detail detail) {
        return new Resource(
                resource.region(),
                resource.id(),
                resource.created(),
                resource.tags(),
                detail,
                resource.usage());
    }
}
