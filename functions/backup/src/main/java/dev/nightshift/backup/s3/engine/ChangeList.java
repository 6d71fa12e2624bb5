package dev.nightshift.backup.s3.engine;

/**
 * Changes of a bucket in key order, kept in a file of their own until they are done. Two lists with
 * the same changes are equal.
 */
public interface ChangeList extends AutoCloseable {
    /** How many changes there are. */
    long size();

    /** Lets go of the file. */
    @Override
    void close();
}
