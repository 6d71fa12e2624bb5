package dev.nightshift.backup.s3.manifest;

import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The manifests of one vault. Every method may throw {@link CloudException}. */
public interface Manifests {
    /** Names of the buckets that have manifests. */
    List<String> buckets();

    /** Slots of the finished manifests of a bucket, oldest first. */
    List<Instant> slots(String bucket);

    /**
     * @return empty if it is not there or not finished
     */
    Optional<ManifestIndex> index(String bucket, Instant slot);

    /** The newest finished manifest whose slot is not after {@code at}. */
    Optional<ManifestIndex> newest(String bucket, Instant at);

    /**
     * The lines of a manifest by key, as a stream that holds one part's buffer at a time. Each part
     * is checked against its hash when it ends.
     *
     * @param after only keys greater than this one; empty for all
     * @throws CloudException while reading, too, if a part is missing, cut short or altered
     */
    LineReader lines(ManifestIndex index, String after);

    /** When a restore from it was last found good; from the tag of its index. */
    Optional<Instant> proven(String bucket, Instant slot);

    void prove(String bucket, Instant slot, Instant at);

    /** Lines by key; to be closed. */
    interface LineReader extends AutoCloseable {
        /**
         * @return the next line; empty at the end
         */
        Optional<ManifestLine> next();

        @Override
        void close();
    }
}
