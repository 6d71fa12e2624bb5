package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.LineBuffer;
import dev.nightshift.backup.s3.manifest.LineCursor;
import dev.nightshift.backup.s3.store.Head;
import java.time.Instant;

/**
 * What became of one key of a bucket since its last manifest.
 *
 * @param lastModified of the object, to the second; of the delete marker if there is one; else
 *     {@link Instant#EPOCH}
 * @param version of the object as listed, or of the delete marker; empty if none is known
 */
public record Change(
        Kind kind,
        String key,
        long sizeBytes,
        Instant lastModified,
        String etag,
        String version,
        String storageClass) {
    /** Which way a key changed. */
    public enum Kind {
        /** The last manifest has it not, or as deleted. */
        ADDED('a'),
        /** The last manifest has it in another state, or could not have it copied. */
        CHANGED('c'),
        /** The last manifest has it, the bucket has not. */
        REMOVED('r');

        private final byte letter;

        Kind(char letter) {
            this.letter = (byte) letter;
        }

        private static Kind of(byte letter) {
            return switch (letter) {
                case 'a' -> ADDED;
                case 'c' -> CHANGED;
                case 'r' -> REMOVED;
                default -> throw new IllegalArgumentException("no change: " + letter);
            };
        }
    }

    /** The same key as it is now. */
    Change now(Head head) {
        return new Change(
                kind,
                key,
                head.sizeBytes(),
                head.lastModified(),
                head.etag(),
                version.isEmpty() ? "" : head.version(),
                head.storageClass());
    }

    void encode(LineBuffer into) {
        into.begin(kind.letter)
                .field(key)
                .number(sizeBytes)
                .number(lastModified.getEpochSecond())
                .field("")
                .field(storageClass)
                .field(etag)
                .field(version)
                .field("")
                .field("");
    }

    static Change decode(LineCursor line) {
        return new Change(
                Kind.of(line.letter()),
                line.key(),
                line.number(LineCursor.SIZE),
                line.lastModified(),
                line.text(LineCursor.ETAG),
                line.text(LineCursor.VERSION),
                line.text(LineCursor.STORAGE_CLASS));
    }
}
