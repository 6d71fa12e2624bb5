package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;

/**
 * What to restore, and where to.
 *
 * @param source the bucket that the lines are of
 * @param prefix only keys that begin so; empty for all
 * @param includeDeleted whether objects that were deleted by then come back too, as they were last
 * @param overwrite whether an object in the target that differs is replaced
 * @param lookIntoVault whether the copies are looked for before anything is written, by a list of
 *     all their versions; a small sample of a large bucket does without and finds out by copying
 */
public record S3RestoreRequest(
        String source,
        Lines lines,
        Vault vault,
        Target target,
        String prefix,
        boolean includeDeleted,
        boolean overwrite,
        boolean lookIntoVault) {
    /**
     * Where objects are restored to.
     *
     * @param prefix put before every key as it is; empty for none
     */
    public record Target(String bucket, String region, String prefix) {}

    /** All of a bucket as of a manifest; nothing is replaced. */
    public static S3RestoreRequest of(
            Manifests manifests, ManifestIndex index, Vault vault, Target target) {
        return new S3RestoreRequest(
                index.bucket(), Lines.of(manifests, index), vault, target, "", false, false, true);
    }

    /** Some objects of a bucket. */
    public static S3RestoreRequest sample(String source, Lines lines, Vault vault, Target target) {
        return new S3RestoreRequest(source, lines, vault, target, "", false, false, false);
    }

    public S3RestoreRequest withPrefix(String prefix) {
        return new S3RestoreRequest(
                source, lines, vault, target, prefix, includeDeleted, overwrite, lookIntoVault);
    }

    public S3RestoreRequest withDeleted(boolean includeDeleted) {
        return new S3RestoreRequest(
                source, lines, vault, target, prefix, includeDeleted, overwrite, lookIntoVault);
    }

    public S3RestoreRequest overwriting(boolean overwrite) {
        return new S3RestoreRequest(
                source, lines, vault, target, prefix, includeDeleted, overwrite, lookIntoVault);
    }

    String targetKey(String key) {
        return target.prefix() + key;
    }
}
