package dev.nightshift.backup.s3.manifest;

import java.time.Instant;

/**
 * One object of a bucket as of a run, and where its copy is. Text that is not known is empty.
 *
 * @param key in the source bucket
 * @param lastModified of the source, to the second
 * @param etag of the source, without quotes
 * @param version of the source, if its bucket keeps any
 * @param checksum of the copy, as {@link dev.nightshift.backup.s3.store.Head#checksum}
 * @param digest of what belongs to the object beside its content: SHA-256 over its properties and
 *     tags, see {@link Digest}
 * @param vaultKey where the copy is in the vault
 * @param vaultVersion which version there
 * @param deleted whether the key is deleted in the source: the line then names the last copy, if
 *     there is one, so that the deletion is on record and the copy is kept as long as the manifest
 */
public record ManifestLine(
        String key,
        long sizeBytes,
        Instant lastModified,
        String etag,
        String version,
        String storageClass,
        String checksum,
        String digest,
        String vaultKey,
        String vaultVersion,
        boolean deleted) {}
