package dev.nightshift.backup.s3.store;

import dev.nightshift.core.wire.WireRefusal;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** S3 in one region: what is called often over the wire, the rest through the SDK's client. */
final class WireObjectStore implements ObjectStore {
    private final WireS3 wire;
    private final Supplier<ObjectStore> sdk;
    private final Function<String, WireS3> wireOf;

    /**
     * @param sdk made when first asked for; loading its classes takes longer than many backups
     * @param wireOf the wire in another region
     */
    WireObjectStore(WireS3 wire, Supplier<ObjectStore> sdk, Function<String, WireS3> wireOf) {
        this.wire = wire;
        this.sdk = sdk;
        this.wireOf = wireOf;
    }

    @Override
    public List<String> buckets() {
        return sdk.get().buckets();
    }

    @Override
    public Optional<Bucket> bucket(String name) {
        return sdk.get().bucket(name);
    }

    @Override
    public Page<Listed> list(String bucket, String prefix, String after) {
        return wire.list(bucket, prefix, after);
    }

    @Override
    public Page<Listed> listVersions(String bucket, String prefix, Optional<Mark> after) {
        return wire.listVersions(bucket, prefix, after);
    }

    @Override
    public Optional<Head> head(String bucket, String key, String version) {
        return wire.head(bucket, key, version);
    }

    @Override
    public InputStream get(String bucket, String key, String version) {
        return wire.get(bucket, key, version);
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Body body, Map<String, String> tags) {
        return wire.putIfAbsent(bucket, key, body, tags);
    }

    @Override
    public void put(String bucket, String key, Body body, Map<String, String> tags) {
        wire.put(bucket, key, body, tags);
    }

    @Override
    public CopyResult copy(Copy copy) {
        AwsS3Copies.refuseArchived(copy, copy.storageClass());
        if (copy.sizeBytes() > LARGEST_SINGLE_COPY_BYTES) {
            return sdk.get().copy(copy);
        }
        if (!copy.storageClass().isEmpty()) {
            return wire.copy(copy, copy.storageClass());
        }
        try {
            var storageClass = source(copy).storageClass();
            AwsS3Copies.refuseArchived(copy, storageClass);
            return wire.copy(copy, storageClass);
        } catch (WireRefusal e) {
            return AwsS3Copies.outcome(
                    copy, e.status(), e.code(), wire.refused(AwsS3Copies.doing(copy), e));
        }
    }

    @Override
    public Optional<CopyResult> copyInParts(Copy copy, LongCopy progress) {
        return sdk.get().copyInParts(copy, progress);
    }

    /** Wherever the source is; a refusal says where. */
    private Head source(Copy copy) {
        try {
            return wire.headOf(copy.fromBucket(), copy.fromKey(), copy.fromVersion());
        } catch (WireRefusal e) {
            var there = e.header("x-amz-bucket-region");
            if (there.isEmpty() || e.status() == 404) {
                throw e;
            }
            return wireOf.apply(there)
                    .headOf(copy.fromBucket(), copy.fromKey(), copy.fromVersion());
        }
    }

    @Override
    public SortedMap<String, String> tags(String bucket, String key, String version) {
        return wire.tags(bucket, key, version);
    }

    @Override
    public void setTags(String bucket, String key, String version, Map<String, String> tags) {
        sdk.get().setTags(bucket, key, version, tags);
    }

    @Override
    public List<Refusal> delete(String bucket, List<ObjectVersion> versions) {
        return sdk.get().delete(bucket, versions);
    }

    @Override
    public List<Upload> uploads(String bucket, String prefix) {
        return sdk.get().uploads(bucket, prefix);
    }

    @Override
    public void abort(Upload upload) {
        sdk.get().abort(upload);
    }
}
