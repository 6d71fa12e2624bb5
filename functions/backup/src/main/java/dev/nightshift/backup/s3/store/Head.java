package dev.nightshift.backup.s3.store;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What S3 tells of an object without its content.
 *
 * @param etag without its quotes
 * @param version empty if its bucket keeps none
 * @param checksum as {@code ALGORITHM:base64}, such as {@code CRC64NVME:AAAA...=}; a composite one
 *     (of parts) ends in {@code -<parts>}; empty if the object has none
 * @param properties what a copy must bring along beside the content: {@code content-type}, {@code
 *     cache-control}, {@code content-disposition}, {@code content-encoding}, {@code
 *     content-language}, {@code expires}, {@code x-amz-website-redirect-location} and all of {@code
 *     x-amz-meta-*}, by header name in small letters
 * @param tagCount how many tags it has; the tags themselves are a call of their own
 */
public record Head(
        long sizeBytes,
        Instant lastModified,
        String etag,
        String version,
        String checksum,
        String storageClass,
        SortedMap<String, String> properties,
        int tagCount) {
    public Head {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }
}
