package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.Digest;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Head;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Compares an object with the line of a manifest: size, content, and what belongs to it beside.
 *
 * <p>Content is told by checksum or ETag. The ETag of an object that is encrypted with KMS, or was
 * copied in parts, says nothing to that of another; if there is no checksum of the same kind
 * either, both are read.
 */
final class Likeness {
    /** Objects larger than this are not read only to be compared, in bytes. */
    static final long LARGEST_READ_BYTES = 64L << 20;

    /** What checksums and ETags say of the content. */
    enum Content {
        SAME,
        DIFFERENT,
        UNKNOWN
    }

    private final ObjectStore target;
    private final ObjectStore vaultStore;
    private final Vault vault;

    Likeness(ObjectStore target, ObjectStore vaultStore, Vault vault) {
        this.target = target;
        this.vaultStore = vaultStore;
        this.vault = vault;
    }

    /**
     * @param version empty for the current one
     * @return in words what is different; empty if nothing is
     * @throws CloudException if it cannot be looked at
     */
    String difference(ManifestLine line, String bucket, String key, String version) {
        var head = target.head(bucket, key, version);
        if (head.isEmpty()) {
            return "it is not there";
        }
        var found = head.get();
        if (found.sizeBytes() != line.sizeBytes()) {
            return "%d bytes are there, %d in the manifest"
                    .formatted(found.sizeBytes(), line.sizeBytes());
        }
        var content = content(line, found, bucket, key);
        if (!content.isEmpty() || line.digest().isEmpty()) {
            return content;
        }
        SortedMap<String, String> tags =
                found.tagCount() == 0
                        ? Collections.emptySortedMap()
                        : target.tags(bucket, key, found.version());
        return Digest.of(found.properties(), tags).equals(line.digest())
                ? ""
                : "its metadata or tags are others";
    }

    private String content(ManifestLine line, Head found, String bucket, String key) {
        return switch (content(line, found.etag(), found.checksum())) {
            case SAME -> "";
            case DIFFERENT -> "its content is another";
            case UNKNOWN -> {
                if (line.sizeBytes() > LARGEST_READ_BYTES) {
                    yield "no checksum tells whether its content is the same, and it is too large"
                            + " to read";
                }
                yield readsTheSame(line, bucket, key, found.version())
                        ? ""
                        : "its content is another";
            }
        };
    }

    static Content content(ManifestLine line, String etag, String checksum) {
        if (line.sizeBytes() == 0) {
            return Content.SAME;
        }
        if (areComparable(line.checksum(), checksum)) {
            return line.checksum().equals(checksum) ? Content.SAME : Content.DIFFERENT;
        }
        return !etag.isEmpty() && etag.equals(line.etag()) ? Content.SAME : Content.UNKNOWN;
    }

    /** Of the same algorithm, over the same parts. */
    private static boolean areComparable(String a, String b) {
        return !a.isEmpty()
                && !b.isEmpty()
                && algorithm(a).equals(algorithm(b))
                && parts(a).equals(parts(b));
    }

    private static String algorithm(String checksum) {
        return checksum.substring(0, Math.max(checksum.indexOf(':'), 0));
    }

    /** Base64 has no hyphen; what follows one counts the parts of a composite checksum. */
    private static String parts(String checksum) {
        int hyphen = checksum.lastIndexOf('-');
        return hyphen < checksum.indexOf(':') ? "" : checksum.substring(hyphen);
    }

    private boolean readsTheSame(ManifestLine line, String bucket, String key, String version) {
        try (var copy =
                        new BufferedInputStream(
                                vaultStore.get(
                                        vault.bucket(), line.vaultKey(), line.vaultVersion()));
                var object = new BufferedInputStream(target.get(bucket, key, version))) {
            int read;
            do {
                read = copy.read();
                if (read != object.read()) {
                    return false;
                }
            } while (read >= 0);
            return true;
        } catch (IOException e) {
            throw new CloudException(
                    CloudException.Kind.UNREACHABLE, "could not read " + key + " to its end", e);
        }
    }
}
