package dev.nightshift.backup.s3.manifest;

import dev.nightshift.backup.s3.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Where things are in a vault bucket. */
public final class VaultLayout {
    private static final DateTimeFormatter SLOT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private VaultLayout() {}

    /** Copies of the objects of a bucket. */
    public static String data(String bucket) {
        return "data/" + bucket + "/";
    }

    /** Copies under their own key; S3 Batch Operations adds the same prefix. */
    public static String plain(String bucket) {
        return data(bucket) + "k/";
    }

    /**
     * Where the copy of an object is: under its own key, or under the SHA-256 of its key if that
     * would be too long with the prefix.
     */
    public static String copy(String bucket, String key) {
        var plain = plain(bucket) + key;
        return plain.getBytes(StandardCharsets.UTF_8).length <= ObjectStore.LONGEST_KEY_BYTES
                ? plain
                : data(bucket) + "h/" + Hashes.sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    /** All manifests of a bucket, in the order of their slots. */
    public static String manifests(String bucket) {
        return "manifests/" + bucket + "/";
    }

    /** One manifest: its parts, and its index, without which it does not count. */
    public static String manifest(String bucket, Instant slot) {
        return manifests(bucket) + SLOT.format(slot) + "/";
    }

    public static String index(String bucket, Instant slot) {
        return manifest(bucket, slot) + "index.json";
    }

    public static String part(String bucket, Instant slot, int number) {
        return manifest(bucket, slot) + partName(number);
    }

    /** The last part of its key: five digits, so that keys sort as numbers do. */
    public static String partName(int number) {
        var digits = Integer.toString(number);
        // not by a format: that has the digits of the machine's language, and loads all of them
        return "part-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits + ".gz";
    }

    /** What a run notes down for the next one. */
    public static String work(String bucket, Instant slot) {
        return works(bucket) + SLOT.format(slot) + "/";
    }

    /** The notes of all runs of a bucket. */
    public static String works(String bucket) {
        return "work/" + bucket + "/";
    }

    /**
     * The slot in the key of a note.
     *
     * @return empty if there is none
     */
    public static Optional<Instant> workSlot(String bucket, String workKey) {
        return slotAfter(works(bucket), workKey);
    }

    /**
     * The slot in the key of a part or an index.
     *
     * @return empty if there is none
     */
    public static Optional<Instant> slot(String bucket, String manifestKey) {
        return slotAfter(manifests(bucket), manifestKey);
    }

    private static Optional<Instant> slotAfter(String prefix, String key) {
        int end = key.indexOf('/', prefix.length());
        if (!key.startsWith(prefix) || end < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(SLOT.parse(key.substring(prefix.length(), end), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
