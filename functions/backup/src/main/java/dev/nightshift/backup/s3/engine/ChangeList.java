package dev.nightshift.backup.s3.engine;

import java.util.Optional;

/**
 * Changes of a bucket in key order, kept compressed and out of memory until they are done. Two
 * lists with the same changes are equal.
 */
public interface ChangeList extends AutoCloseable {
    /** How many changes there are. */
    long size();

    /** Goes over them from the first; as often as one likes. */
    Reader read();

    /** Lets go of the file. */
    @Override
    void close();

    /** Changes by key; to be closed. */
    interface Reader extends AutoCloseable {
        /**
         * @return the next change; empty at the end
         */
        Optional<Change> next();

        @Override
        void close();
    }
}
