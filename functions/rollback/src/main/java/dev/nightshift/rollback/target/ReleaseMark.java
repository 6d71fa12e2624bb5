package dev.nightshift.rollback.target;

/** What a platform keeps with a revision, and whether that calls it irreversible. */
@FunctionalInterface
public interface ReleaseMark {
    /**
     * Changes nothing.
     *
     * @see dev.nightshift.rollback.release.IrreversibleMark
     * @throws dev.nightshift.core.automation.CloudException if it cannot be read, also because the
     *     revision is not there any more
     */
    boolean isIrreversible(String revision);
}
