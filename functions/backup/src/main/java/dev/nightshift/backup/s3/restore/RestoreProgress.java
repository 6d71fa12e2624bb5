package dev.nightshift.backup.s3.restore;

/** Hears how far it got; from many threads, one at a time, and often: it must be quick. */
public interface RestoreProgress {
    RestoreProgress NONE =
            new RestoreProgress() {
                @Override
                public void looked(long objects) {
                    // nobody is there to hear it
                }

                @Override
                public void restored(long objects, long bytes) {
                    // nobody is there to hear it
                }
            };

    /** Of the manifest, while planning. */
    void looked(long objects);

    /**
     * Of what the plan says is to be copied.
     *
     * @param objects copied and verified, or failed
     * @param bytes of those
     */
    void restored(long objects, long bytes);
}
