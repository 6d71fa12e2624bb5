package dev.nightshift.backup.s3.restore;

/**
 * What came of a restore.
 *
 * @param copied objects
 * @param copiedBytes of those
 * @param same objects that were there already, and are as the manifest has them
 * @param verified objects that were compared with the manifest after they were copied, and are
 *     equal
 * @param mismatched objects that were copied and are not what the manifest says
 * @param failed objects that could not be copied, or not be looked at
 * @param gone of those failed, objects whose copy is not in the vault any more
 * @param conflicts objects that something else took the place of since the plan; left as they are
 * @param isComplete whether it went through to the end: neither the deadline came first nor were
 *     there too many failures in a row
 * @param stoppedAfter the last key that was begun if it did not; empty if there was none
 * @param tooManyFailures whether that is why it stopped
 */
public record S3RestoreResult(
        long copied,
        long copiedBytes,
        long same,
        long verified,
        long mismatched,
        long failed,
        long gone,
        long conflicts,
        boolean isComplete,
        String stoppedAfter,
        boolean tooManyFailures) {
    /** Whether all that was asked for is in the target now, and equal. */
    public boolean isGood() {
        return isComplete && mismatched == 0 && failed == 0 && conflicts == 0;
    }
}
