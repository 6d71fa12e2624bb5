package dev.nightshift.backup.s3.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of an object in {@link FakeS3}, or a delete marker.
 *
 * @param sequence later versions have higher ones
 * @param version {@code null}, the word, if it was made without versioning
 * @param lockedUntil until when Object Lock keeps it, in compliance mode
 */
public record FakeObject(
        long sequence,
        String version,
        boolean deleteMarker,
        Content content,
        Instant lastModified,
        String etag,
        String checksum,
        String storageClass,
        SortedMap<String, String> properties,
        SortedMap<String, String> tags,
        Optional<Instant> lockedUntil) {
    /** The version that objects have while their bucket keeps none. */
    public static final String UNVERSIONED = "null";

    public FakeObject {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** What an object holds; it need not be in memory. */
    public sealed interface Content {
        long sizeBytes();

        /** What MD5, CRC and SHA-256 are made from. */
        byte[] essence();

        InputStream open();

        /** Equal if all of its bytes are. */
        final class Bytes implements Content {
            private final byte[] bytes;

            Bytes(byte[] bytes) {
                this.bytes = bytes;
            }

            @Override
            public long sizeBytes() {
                return bytes.length;
            }

            @Override
            public byte[] essence() {
                return bytes;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(bytes);
            }

            @Override
            public String toString() {
                return bytes.length + " bytes, MD5 " + md5(bytes);
            }
        }

        /** As many zeros as it says; the seed tells two of one size apart by their hashes. */
        record Virtual(long sizeBytes, long seed) implements Content {
            @Override
            public byte[] essence() {
                return ("virtual " + sizeBytes + " " + seed).getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public InputStream open() {
                return new InputStream() {
                    private long left = sizeBytes;

                    @Override
                    public int read() {
                        return left-- > 0 ? 0 : -1;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        if (left <= 0) {
                            return length == 0 ? 0 : -1;
                        }
                        int count = (int) Math.min(left, length);
                        Arrays.fill(into, offset, offset + count, (byte) 0);
                        left -= count;
                        return count;
                    }
                };
            }
        }
    }

    /** An object to be put: of type octet-stream and class STANDARD, with a CRC64NVME. */
    public static FakeObject of(Content content) {
        return new FakeObject(
                0,
                UNVERSIONED,
                false,
                content,
                Instant.EPOCH,
                md5(content.essence()),
                "CRC64NVME:" + Crc64.base64(content.essence()),
                "STANDARD",
                new TreeMap<>(Map.of("content-type", "binary/octet-stream")),
                new TreeMap<>(),
                Optional.empty());
    }

    public static FakeObject of(byte[] bytes) {
        return of(new Content.Bytes(bytes));
    }

    public static FakeObject of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One that has a size and a hash, and only zeros inside. */
    public static FakeObject virtual(long sizeBytes, long seed) {
        return of(new Content.Virtual(sizeBytes, seed));
    }

    public FakeObject withProperty(String name, String value) {
        var all = new TreeMap<>(properties);
        all.put(name, value);
        return with(content, etag, checksum, storageClass, all, tags, lockedUntil);
    }

    public FakeObject withTags(Map<String, String> replaced) {
        var all = new TreeMap<>(replaced);
        return with(content, etag, checksum, storageClass, properties, all, lockedUntil);
    }

    public FakeObject withStorageClass(String named) {
        return with(content, etag, checksum, named, properties, tags, lockedUntil);
    }

    public FakeObject withEtag(String replaced) {
        return with(content, replaced, checksum, storageClass, properties, tags, lockedUntil);
    }

    /**
     * @param text see {@link Head#checksum}
     */
    public FakeObject withChecksum(String text) {
        return with(content, etag, text, storageClass, properties, tags, lockedUntil);
    }

    public FakeObject withSha256() {
        return withChecksum("SHA256:" + Base64.getEncoder().encodeToString(hash("SHA-256")));
    }

    public FakeObject lockedUntil(Instant until) {
        return with(content, etag, checksum, storageClass, properties, tags, Optional.of(until));
    }

    /** Other bytes under the same ETag and checksum, as bit rot would leave it. */
    public FakeObject rotten(byte[] bytes) {
        return with(
                new Content.Bytes(bytes),
                etag,
                checksum,
                storageClass,
                properties,
                tags,
                lockedUntil);
    }

    FakeObject placed(long at, String as, Instant now) {
        return new FakeObject(
                at,
                as,
                deleteMarker,
                content,
                now,
                etag,
                checksum,
                storageClass,
                properties,
                tags,
                lockedUntil);
    }

    static FakeObject marker() {
        return new FakeObject(
                0,
                UNVERSIONED,
                true,
                new Content.Bytes(new byte[0]),
                Instant.EPOCH,
                "",
                "",
                "",
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    byte[] hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content.essence());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private FakeObject with(
            Content held,
            String tag,
            String sum,
            String kind,
            SortedMap<String, String> headers,
            SortedMap<String, String> labels,
            Optional<Instant> lock) {
        return new FakeObject(
                sequence,
                version,
                deleteMarker,
                held,
                lastModified,
                tag,
                sum,
                kind,
                headers,
                labels,
                lock);
    }
}
