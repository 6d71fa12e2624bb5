package dev.nightshift.backup.s3.store;

import dev.nightshift.core.automation.CloudException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that backups ask of S3. Safe for use by many threads. Every method may throw {@link
 * CloudException}, and an effect that did may have been made all the same. Keys are ordered as S3
 * orders them, by their UTF-8 bytes ({@link KeyOrder}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">Amazon S3 API Reference</a>
 */
public interface ObjectStore {
    /** S3's largest page. */
    int PAGE = 1_000;

    /** What one {@code CopyObject} can copy, in bytes; larger objects are copied in parts. */
    long LARGEST_SINGLE_COPY_BYTES = 5L << 30;

    /** Longest key, in bytes of UTF-8. */
    int LONGEST_KEY_BYTES = 1_024;

    /** The names of all buckets of the account, every page of them. */
    List<String> buckets();

    /**
     * @return empty if there is no such bucket
     */
    Optional<Bucket> bucket(String name);

    /**
     * The next objects of a bucket, at most {@value #PAGE}.
     *
     * @param prefix of the keys; may be empty
     * @param after only keys greater than this one; empty for the beginning
     */
    Page<Listed> list(String bucket, String prefix, String after);

    /**
     * The next versions and delete markers of a bucket, at most {@value #PAGE}: by key, and of one
     * key the newest first.
     *
     * @param after empty for the beginning; else where the last page ended
     */
    Page<Listed> listVersions(String bucket, String prefix, Optional<Mark> after);

    /**
     * @param version empty for the current one
     * @return empty if there is no such object, or if the version is a delete marker
     */
    Optional<Head> head(String bucket, String key, String version);

    /**
     * The content, to be closed by the caller.
     *
     * @param version empty for the current one
     * @throws CloudException of kind NOT_FOUND if there is no such object
     */
    InputStream get(String bucket, String key, String version);

    /**
     * Writes an object unless there is one with that key.
     *
     * @param tags of the object
     * @return whether it was written; false if the key is taken
     */
    boolean putIfAbsent(String bucket, String key, Body body, Map<String, String> tags);

    /** Writes an object, whatever was there. */
    void put(String bucket, String key, Body body, Map<String, String> tags);

    /**
     * Copies within S3, with metadata, tags, content type and storage class, in parts if it must. A
     * copy in parts that fails is aborted.
     *
     * @throws CloudException of kind REJECTED, too, if the source is in a class that cannot be read
     *     before it is restored: GLACIER or DEEP_ARCHIVE
     */
    CopyResult copy(Copy copy);

    /**
     * Copies in parts, as {@link #copy} does, but leaves off when there is no more time, or when S3
     * does not answer, and keeps what it has then.
     *
     * @return empty if there is no more time
     */
    Optional<CopyResult> copyInParts(Copy copy, LongCopy progress);

    SortedMap<String, String> tags(String bucket, String key, String version);

    /** Replaces all tags of an object. */
    void setTags(String bucket, String key, String version, Map<String, String> tags);

    /**
     * Removes versions for good; one that is not there is removed.
     *
     * @param versions at most {@value #PAGE}
     * @return those that S3 refused to remove
     */
    List<Refusal> delete(String bucket, List<ObjectVersion> versions);

    /** Uploads in parts that were begun and neither completed nor aborted. */
    List<Upload> uploads(String bucket, String prefix);

    void abort(Upload upload);

    /**
     * A bucket.
     *
     * @param region that it is in
     * @param versioned whether it keeps versions now (suspended versioning does not)
     * @param tags of the bucket itself
     */
    record Bucket(String name, String region, boolean versioned, Map<String, String> tags) {
        public Bucket {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * @param more whether there is a next page
     */
    record Page<T>(List<T> entries, boolean more) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** A key and a version of it, where a page of versions ended. */
    record Mark(String key, String version) {}

    /** Names one version of one object. */
    record ObjectVersion(String key, String version) {}

    /** Why a version was not removed. */
    record Refusal(ObjectVersion version, String code, String message) {}

    /** An upload in parts. */
    record Upload(String bucket, String key, String id) {}

    /**
     * What an object is copied from, and to. The target key is the caller's to choose.
     *
     * @param fromVersion empty for the current one
     * @param ifMatch ETag that the source must still have; empty for any. Checked only when no
     *     version is named, as a version never changes
     * @param sizeBytes as listed; decides whether it is copied in parts
     * @param storageClass that the copy gets: that of the source, as listed, or another that is
     *     read without delay. Empty if not known: that of the source is then asked for, which is a
     *     call more
     * @param onlyIfAbsent whether nothing may be there under the target key, which S3 itself sees
     *     to, of a copy in parts when they are put together
     */
    record Copy(
            String fromBucket,
            String fromKey,
            String fromVersion,
            String ifMatch,
            long sizeBytes,
            String toBucket,
            String toKey,
            String storageClass,
            boolean onlyIfAbsent) {
        /** Whatever is there under the target key. */
        public Copy(
                String fromBucket,
                String fromKey,
                String fromVersion,
                String ifMatch,
                long sizeBytes,
                String toBucket,
                String toKey,
                String storageClass) {
            this(
                    fromBucket,
                    fromKey,
                    fromVersion,
                    ifMatch,
                    sizeBytes,
                    toBucket,
                    toKey,
                    storageClass,
                    false);
        }

        /** Of a source whose storage class is not known. */
        public Copy(
                String fromBucket,
                String fromKey,
                String fromVersion,
                String ifMatch,
                long sizeBytes,
                String toBucket,
                String toKey) {
            this(fromBucket, fromKey, fromVersion, ifMatch, sizeBytes, toBucket, toKey, "");
        }
    }

    /** What came of a copy. */
    sealed interface CopyResult {
        /**
         * @param etag of the copy
         * @param version of the copy; empty if its bucket keeps none
         */
        record Copied(String etag, String version) implements CopyResult {}

        /**
         * The source is not any more what {@code ifMatch} says, or the target is there though it
         * may not.
         */
        record Changed() implements CopyResult {}

        /** There is no such source any more. */
        record Gone() implements CopyResult {}
    }
}
