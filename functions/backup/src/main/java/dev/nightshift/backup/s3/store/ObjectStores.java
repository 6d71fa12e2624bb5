package dev.nightshift.backup.s3.store;

/** S3 by region: lists go to the region of the bucket that is listed, copies to the target's. */
@FunctionalInterface
public interface ObjectStores {
    ObjectStore at(String region);
}
