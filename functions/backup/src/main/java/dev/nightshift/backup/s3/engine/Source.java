package dev.nightshift.backup.s3.engine;

/**
 * A bucket to back up.
 *
 * @param versioned whether it keeps versions, so that a copy can name the one it is of
 */
public record Source(String bucket, String region, boolean versioned) {}
