package dev.nightshift.backup.s3.store;

import java.time.Instant;

/**
 * An object, a version of one, or a delete marker, as a list shows it.
 *
 * @param etag without its quotes; empty for a delete marker
 * @param version empty in a list of objects; {@code null} (the word) for the version of an object
 *     from before its bucket kept versions
 * @param latest whether it is the current one of its key
 * @param storageClass such as {@code STANDARD}; empty for a delete marker
 */
public record Listed(
        String key,
        long sizeBytes,
        Instant lastModified,
        String etag,
        String storageClass,
        String version,
        boolean latest,
        boolean deleteMarker) {
    /** Where a list of versions that ended with this one goes on. */
    public ObjectStore.Mark mark() {
        return new ObjectStore.Mark(key, version);
    }
}
