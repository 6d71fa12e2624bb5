package dev.nightshift.backup.s3.store;

/**
 * How an object is parted that is too large for one copy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Multipart upload
 *     limits</a>
 */
public final class Parts {
    private static final long USUAL_BYTES = 512L << 20;
    private static final int MOST = 10_000;

    private Parts() {}

    /**
     * Of each but the last: always the same for the same size. More if the parts would be too many.
     */
    public static long bytes(long size) {
        long mebibyte = 1L << 20;
        long even = (size + MOST - 1) / MOST;
        return Math.max(USUAL_BYTES, (even + mebibyte - 1) / mebibyte * mebibyte);
    }

    public static long count(long size) {
        return (size + bytes(size) - 1) / bytes(size);
    }
}
