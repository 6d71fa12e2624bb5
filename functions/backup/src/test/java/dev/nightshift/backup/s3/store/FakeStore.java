package dev.nightshift.backup.s3.store;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** {@link FakeS3} from one region's endpoint. */
final class FakeStore implements ObjectStore {
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final FakeS3 s3;
    private final String region;

    FakeStore(FakeS3 s3, String region) {
        this.s3 = s3;
        this.region = region;
    }

    @Override
    public List<String> buckets() {
        return s3.read("s3:ListAllMyBuckets", s3::names);
    }

    @Override
    public Optional<Bucket> bucket(String name) {
        var there = s3.read("s3:ListBucket", () -> s3.found(name));
        if (there.isEmpty()) {
            return Optional.empty();
        }
        var _ = s3.read("s3:GetBucketVersioning", () -> there);
        return s3.read("s3:GetBucketTagging", () -> s3.found(name).map(FakeBucket::described));
    }

    @Override
    public Page<Listed> list(String bucket, String prefix, String after) {
        return s3.read(
                "s3:ListBucket",
                () -> {
                    var from = s3.served(bucket, region);
                    var page = new ArrayList<Listed>();
                    var entries = from.entries(first(prefix, after));
                    while (entries.hasNext()) {
                        var entry = entries.next();
                        if (!entry.key().startsWith(prefix)) {
                            break;
                        }
                        var object = entry.current();
                        if (object.isEmpty()) {
                            continue;
                        }
                        if (page.size() == PAGE) {
                            return new Page<>(page, true);
                        }
                        page.add(listed(entry.key(), object.get(), "", true));
                    }
                    return new Page<>(page, false);
                });
    }

    @Override
    public Page<Listed> listVersions(String bucket, String prefix, Optional<Mark> after) {
        return s3.read(
                "s3:ListBucketVersions",
                () -> {
                    var from = s3.served(bucket, region);
                    var page = new ArrayList<Listed>();
                    var begin =
                            after.isPresent() && !after.get().version().isEmpty()
                                    ? after.get().key()
                                    : first(prefix, after.map(Mark::key).orElse(""));
                    var entries = from.entries(begin);
                    while (entries.hasNext()) {
                        var entry = entries.next();
                        if (!entry.key().startsWith(prefix)) {
                            break;
                        }
                        var at = entry.key();
                        var versions = entry.versions().get();
                        for (var object : versions) {
                            if (after.filter(mark -> !isAfter(mark, at, object, versions))
                                    .isPresent()) {
                                continue;
                            }
                            if (page.size() == PAGE) {
                                return new Page<>(page, true);
                            }
                            page.add(
                                    listed(
                                            at,
                                            object,
                                            object.version(),
                                            object.equals(versions.getFirst())));
                        }
                    }
                    return new Page<>(page, false);
                });
    }

    private static boolean isAfter(
            Mark mark, String key, FakeObject object, List<FakeObject> versions) {
        if (!mark.key().equals(key)) {
            return true;
        }
        if (mark.version().equals(FakeObject.UNVERSIONED)) {
            return versions.stream()
                    .filter(it -> it.version().equals(FakeObject.UNVERSIONED))
                    .anyMatch(it -> object.sequence() < it.sequence());
        }
        return !mark.version().isEmpty() && object.sequence() < FakeS3.sequenceOf(mark.version());
    }

    /** The least key that a list begins with. */
    private static String first(String prefix, String after) {
        return !after.isEmpty() && KeyOrder.compare(after, prefix) >= 0 ? after + '\0' : prefix;
    }

    private static Listed listed(String key, FakeObject object, String version, boolean latest) {
        return new Listed(
                key,
                object.content().sizeBytes(),
                object.lastModified(),
                object.etag(),
                object.storageClass(),
                version,
                latest,
                object.deleteMarker());
    }

    @Override
    public Optional<Head> head(String bucket, String key, String version) {
        return s3.read(
                version.isEmpty() ? "s3:GetObject" : "s3:GetObjectVersion",
                () -> {
                    var from = s3.served(bucket, region);
                    return from.object(key, version)
                            .map(
                                    object ->
                                            new Head(
                                                    object.content().sizeBytes(),
                                                    object.lastModified(),
                                                    object.etag(),
                                                    from.everVersioned() ? object.version() : "",
                                                    object.checksum(),
                                                    object.storageClass(),
                                                    object.properties(),
                                                    object.tags().size()));
                });
    }

    @Override
    public InputStream get(String bucket, String key, String version) {
        return s3.read(
                version.isEmpty() ? "s3:GetObject" : "s3:GetObjectVersion",
                () -> readable(s3.served(bucket, region), key, version).content().open());
    }

    private static FakeObject readable(FakeBucket from, String key, String version) {
        var object =
                from.object(key, version)
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                Kind.NOT_FOUND,
                                                "NoSuchKey: " + from.name() + "/" + key));
        if (ARCHIVED.contains(object.storageClass())) {
            throw new CloudException(
                    Kind.REJECTED,
                    "InvalidObjectState: " + key + " is in " + object.storageClass());
        }
        return object;
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Body body, Map<String, String> tags) {
        return s3.write("s3:PutObject", () -> written(bucket, key, body, tags, true));
    }

    @Override
    public void put(String bucket, String key, Body body, Map<String, String> tags) {
        var _ = s3.write("s3:PutObject", () -> written(bucket, key, body, tags, false));
    }

    private boolean written(
            String bucket, String key, Body body, Map<String, String> tags, boolean onlyIfAbsent) {
        var into = s3.served(bucket, region);
        checkKey(key);
        checkTags(tags);
        if (onlyIfAbsent && into.current(key).isPresent()) {
            return false;
        }
        if (body.lengthBytes() > LARGEST_SINGLE_COPY_BYTES) {
            throw new CloudException(Kind.REJECTED, "EntityTooLarge: " + body.lengthBytes());
        }
        var object =
                FakeObject.of(bytes(body))
                        .withProperty("content-type", body.contentType())
                        .withTags(tags);
        into.write(key, into.isKms() ? object.withEtag(opaque()) : object);
        return true;
    }

    private static byte[] bytes(Body body) {
        try (var in = body.open().get()) {
            var bytes = in.readAllBytes();
            if (bytes.length != body.lengthBytes()) {
                throw new CloudException(
                        Kind.REJECTED,
                        "IncompleteBody: " + bytes.length + " of " + body.lengthBytes());
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String opaque() {
        return FakeObject.md5(("kms " + s3.nextSequence()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CopyResult copy(Copy copy) {
        return copy.sizeBytes() > LARGEST_SINGLE_COPY_BYTES
                ? inParts(copy, Optional.empty()).orElseThrow()
                : s3.write("s3:PutObject", () -> copied(copy, 0, Optional.empty()));
    }

    @Override
    public Optional<CopyResult> copyInParts(Copy copy, LongCopy progress) {
        return inParts(copy, Optional.of(progress));
    }

    private Optional<CopyResult> inParts(Copy copy, Optional<LongCopy> progress) {
        return new FakeLongCopy(
                        s3,
                        region,
                        copy,
                        progress,
                        (upload, parts) -> copied(copy, parts, upload.like()))
                .run();
    }

    static boolean differs(Copy copy, FakeObject source) {
        return !copy.ifMatch().isEmpty() && !copy.ifMatch().equals(source.etag());
    }

    /**
     * @param parts 0 for a copy in one
     * @param like what properties, tags and storage class are taken from, if not from the source
     */
    private CopyResult copied(Copy copy, int parts, Optional<FakeObject> like) {
        var into = s3.served(copy.toBucket(), region);
        checkKey(copy.toKey());
        var from =
                s3.found(copy.fromBucket())
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                Kind.NOT_FOUND,
                                                "NoSuchBucket: " + copy.fromBucket()));
        if (from.object(copy.fromKey(), copy.fromVersion()).isEmpty()) {
            return new CopyResult.Gone();
        }
        var source = readable(from, copy.fromKey(), copy.fromVersion());
        if (copy.fromVersion().isEmpty() && differs(copy, source)) {
            return new CopyResult.Changed();
        }
        if (copy.onlyIfAbsent() && into.current(copy.toKey()).isPresent()) {
            return new CopyResult.Changed();
        }
        if (parts == 0 && source.content().sizeBytes() > LARGEST_SINGLE_COPY_BYTES) {
            throw new CloudException(
                    Kind.REJECTED,
                    "InvalidRequest: the specified copy source is larger than the maximum"
                            + " allowable size for a copy source: 5368709120");
        }
        var described = like.orElse(source);
        var made =
                new FakeObject(
                        0,
                        "",
                        false,
                        source.content(),
                        source.lastModified(),
                        etag(into, source, parts),
                        checksum(source, parts),
                        copy.storageClass().isEmpty()
                                ? described.storageClass()
                                : copy.storageClass(),
                        described.properties(),
                        described.tags(),
                        Optional.empty());
        var placed = into.write(copy.toKey(), made);
        s3.countCopy(copy);
        return new CopyResult.Copied(placed.etag(), into.everVersioned() ? placed.version() : "");
    }

    private String etag(FakeBucket into, FakeObject source, int parts) {
        var plain = into.isKms() ? opaque() : FakeObject.md5(source.content().essence());
        return parts == 0 ? plain : plain + "-" + parts;
    }

    /** A CRC64NVME is always of the whole object; any other of a copy in parts is of its parts. */
    private static String checksum(FakeObject source, int parts) {
        if (source.checksum().isEmpty()) {
            return "CRC64NVME:" + Crc64.base64(source.content().essence());
        }
        return parts == 0 || source.checksum().startsWith("CRC64NVME:")
                ? source.checksum()
                : source.checksum() + "-" + parts;
    }

    @Override
    public SortedMap<String, String> tags(String bucket, String key, String version) {
        return s3.read(
                version.isEmpty() ? "s3:GetObjectTagging" : "s3:GetObjectVersionTagging",
                () -> there(bucket, key, version).tags());
    }

    @Override
    public void setTags(String bucket, String key, String version, Map<String, String> tags) {
        s3.write(
                version.isEmpty() ? "s3:PutObjectTagging" : "s3:PutObjectVersionTagging",
                () -> {
                    checkTags(tags);
                    var tagged = there(bucket, key, version).withTags(tags);
                    s3.served(bucket, region).replace(key, tagged);
                    return tagged;
                });
    }

    private FakeObject there(String bucket, String key, String version) {
        return s3.served(bucket, region)
                .object(key, version)
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.NOT_FOUND, "NoSuchKey: " + bucket + "/" + key));
    }

    @Override
    public List<Refusal> delete(String bucket, List<ObjectVersion> versions) {
        if (versions.isEmpty()) {
            return List.of();
        }
        if (versions.size() > PAGE) {
            throw new IllegalArgumentException("more than " + PAGE + " at once");
        }
        var action =
                versions.stream().allMatch(it -> it.version().isEmpty())
                        ? "s3:DeleteObject"
                        : "s3:DeleteObjectVersion";
        return s3.write(
                action,
                () -> {
                    var from = s3.served(bucket, region);
                    var refused = new ArrayList<Refusal>();
                    for (var named : versions) {
                        if (named.version().isEmpty()) {
                            from.remove(named.key());
                        } else if (isLocked(from, named)) {
                            refused.add(
                                    new Refusal(
                                            named,
                                            "AccessDenied",
                                            "Access Denied because object protected by object"
                                                    + " lock."));
                        } else {
                            from.erase(named.key(), named.version());
                        }
                    }
                    return refused;
                });
    }

    private boolean isLocked(FakeBucket from, ObjectVersion named) {
        return from.versions(named.key()).stream()
                .filter(it -> it.version().equals(named.version()))
                .flatMap(it -> it.lockedUntil().stream())
                .anyMatch(until -> until.isAfter(s3.exactly()));
    }

    @Override
    public List<Upload> uploads(String bucket, String prefix) {
        return s3.read(
                "s3:ListBucketMultipartUploads",
                () -> {
                    var _ = s3.served(bucket, region);
                    return s3.uploads().stream()
                            .filter(it -> it.bucket().equals(bucket))
                            .filter(it -> it.key().startsWith(prefix))
                            .toList();
                });
    }

    @Override
    public void abort(Upload upload) {
        var _ = s3.write("s3:AbortMultipartUpload", () -> s3.end(upload));
    }

    private static void checkKey(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_KEY_BYTES) {
            throw new CloudException(Kind.REJECTED, "KeyTooLongError: " + bytes + " bytes");
        }
    }

    private static void checkTags(Map<String, String> tags) {
        if (tags.size() > 10) {
            throw new CloudException(
                    Kind.REJECTED, "BadRequest: Object tags cannot be greater than 10");
        }
        tags.forEach(
                (tag, value) -> {
                    if (tag.startsWith("aws:")
                            || tag.isEmpty()
                            || tag.length() > 128
                            || value.length() > 256
                            || !TAG.matcher(tag + value).matches()) {
                        throw new CloudException(Kind.REJECTED, "InvalidTag: " + tag);
                    }
                });
    }
}
