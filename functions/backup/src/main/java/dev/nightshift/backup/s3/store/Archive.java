package dev.nightshift.backup.s3.store;

import java.util.List;

/**
 * The storage classes whose objects nobody can read or copy before they are restored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html">Working
 *     with archived objects</a>
 */
public final class Archive {
    public static final List<String> CLASSES = List.of("GLACIER", "DEEP_ARCHIVE");

    private Archive() {}

    /** Whether an object of this class has to be restored first. */
    public static boolean holds(String storageClass) {
        return CLASSES.contains(storageClass);
    }
}
