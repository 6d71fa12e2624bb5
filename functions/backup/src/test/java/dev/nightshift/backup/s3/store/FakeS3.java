package dev.nightshift.backup.s3.store;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.Faults;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An S3 that behaves: buckets in regions, versions, markers, tags, checksums, pages, limits, lost
 * answers. Every call through {@link #at} passes the faults, if any, named as the IAM action it
 * needs, and is counted.
 */
public final class FakeS3 implements ObjectStores {
    private static final long SCATTER = 0x9E3779B97F4A7C15L;
    private static final long GATHER = 0xF1DE83E19937733DL; // its inverse, modulo 2^64

    private final Clock clock;
    private Optional<Faults> faults;
    private final NavigableMap<String, FakeBucket> buckets = new TreeMap<>();
    private final NavigableMap<String, FakeUpload> uploads = new TreeMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Map<String, Integer> copiesTo = new TreeMap<>();
    private final Map<String, Integer> copiesFrom = new TreeMap<>();
    private final Map<String, Integer> parts = new TreeMap<>();
    private long sequence;

    private FakeS3(Clock clock, Optional<Faults> faults) {
        this.clock = clock;
        this.faults = faults;
    }

    public FakeS3(Clock clock) {
        this(clock, Optional.empty());
    }

    public FakeS3(Clock clock, Faults faults) {
        this(clock, Optional.of(faults));
    }

    /**
     * From now on every call passes these faults; what was set up before is no concern of theirs.
     */
    public synchronized FakeS3 passing(Faults from) {
        faults = Optional.of(from);
        return this;
    }

    @Override
    public ObjectStore at(String region) {
        return new FakeStore(this, region);
    }

    /** A bucket; made if it is not there. */
    public synchronized FakeBucket bucket(String name, String region) {
        return buckets.computeIfAbsent(name, any -> new FakeBucket(this, name, region));
    }

    /** A bucket that is there. */
    public synchronized FakeBucket bucket(String name) {
        return found(name).orElseThrow(() -> new IllegalArgumentException("no bucket " + name));
    }

    /** Begins an upload in parts that nobody finishes, as a killed process leaves it. */
    public synchronized ObjectStore.Upload begin(String bucket, String key) {
        return begin(bucket, key, Optional.empty());
    }

    /** All uploads in parts that are neither completed nor aborted. */
    public synchronized List<ObjectStore.Upload> uploads() {
        return uploads.values().stream().map(FakeUpload::upload).toList();
    }

    /** How often each IAM action was called, whatever came of it. */
    public synchronized Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    public synchronized int calls(String action) {
        return calls.getOrDefault(action, 0);
    }

    /** How often a copy arrived under a key. */
    public synchronized int copiesTo(String bucket, String key) {
        return copiesTo.getOrDefault(bucket + "/" + key, 0);
    }

    /** How often a key was copied. */
    public synchronized int copiesFrom(String bucket, String key) {
        return copiesFrom.getOrDefault(bucket + "/" + key, 0);
    }

    /** By {@code bucket/key} of the source: how often it was copied. */
    public synchronized Map<String, Integer> copies() {
        return Map.copyOf(copiesFrom);
    }

    /** By {@code bucket/key#number} of the source: how often a part was copied. */
    public synchronized Map<String, Integer> parts() {
        return Map.copyOf(parts);
    }

    public synchronized void forgetCounts() {
        parts.clear();
        calls.clear();
        copiesTo.clear();
        copiesFrom.clear();
    }

    // ---- for buckets and stores ----

    <T> T read(String action, Supplier<T> call) {
        return faults.isPresent()
                ? faults.get().read(action, () -> counted(action, call))
                : counted(action, call);
    }

    <T> T write(String action, Supplier<T> call) {
        return faults.isPresent()
                ? faults.get().write(action, () -> counted(action, call))
                : counted(action, call);
    }

    private synchronized <T> T counted(String action, Supplier<T> call) {
        calls.merge(action, 1, Integer::sum);
        return call.get();
    }

    void countCopy(ObjectStore.Copy copy) {
        copiesTo.merge(copy.toBucket() + "/" + copy.toKey(), 1, Integer::sum);
        copiesFrom.merge(copy.fromBucket() + "/" + copy.fromKey(), 1, Integer::sum);
    }

    List<String> names() {
        return new ArrayList<>(buckets.keySet());
    }

    Optional<FakeBucket> found(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** A bucket, as an endpoint of S3 in a region serves it. */
    FakeBucket served(String name, String region) {
        var bucket =
                found(name)
                        .orElseThrow(
                                () -> new CloudException(Kind.NOT_FOUND, "NoSuchBucket: " + name));
        if (!bucket.region().equals(region)) {
            throw new CloudException(
                    Kind.REJECTED,
                    "PermanentRedirect: bucket "
                            + name
                            + " is in "
                            + bucket.region()
                            + ", not in "
                            + region);
        }
        return bucket;
    }

    /**
     * An upload in parts.
     *
     * @param like its object gets the properties and tags of this one
     * @param parts the ETag of the source of each, by their numbers
     */
    record FakeUpload(
            ObjectStore.Upload upload,
            Optional<FakeObject> like,
            NavigableMap<Integer, String> parts) {}

    ObjectStore.Upload begin(String bucket, String key, Optional<FakeObject> like) {
        var upload = new ObjectStore.Upload(bucket, key, "upload-" + versionId(nextSequence()));
        uploads.put(name(upload), new FakeUpload(upload, like, new TreeMap<>()));
        return upload;
    }

    private static String name(ObjectStore.Upload upload) {
        return upload.bucket() + "\0" + upload.key() + "\0" + upload.id();
    }

    FakeUpload upload(ObjectStore.Upload upload) {
        return Optional.ofNullable(uploads.get(name(upload)))
                .orElseThrow(
                        () -> new CloudException(Kind.NOT_FOUND, "NoSuchUpload: " + upload.id()));
    }

    boolean end(ObjectStore.Upload upload) {
        return Optional.ofNullable(uploads.remove(name(upload))).isPresent();
    }

    void countPart(ObjectStore.Copy copy, int number) {
        parts.merge(copy.fromBucket() + "/" + copy.fromKey() + "#" + number, 1, Integer::sum);
    }

    long nextSequence() {
        return ++sequence;
    }

    /** To the second, as S3 has it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    Instant exactly() {
        return clock.instant();
    }

    /** Tells nothing about the order of versions, as S3's do. */
    static String versionId(long sequence) {
        return "%016x".formatted(sequence * SCATTER);
    }

    static long sequenceOf(String versionId) {
        return Long.parseUnsignedLong(versionId, 16) * GATHER;
    }
}
