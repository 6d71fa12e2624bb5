package dev.nightshift.backup.s3.store;

import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import java.util.Optional;

/**
 * Who has a copy in parts made, which may take longer than there is time: it leaves off between two
 * parts, and the next one goes on with the upload.
 */
public interface LongCopy {
    /**
     * An upload of the very same state of the same object, to go on with.
     *
     * @return empty to begin a new one
     */
    Optional<Upload> begun();

    /**
     * Is told of a new upload before its first part is copied. From then on the upload stays until
     * it is completed, unless S3 refuses to go on with it: who does not go on with it aborts it.
     */
    void began(Upload upload);

    /** Whether to begin no further part. Asked by many threads. */
    boolean isTimeUp();
}
