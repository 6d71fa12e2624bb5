package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.restore.Finding.Kind;

/** Adds up what came of a restore, and tells those who listen. */
final class RunTally {
    /** So many failures without a success between them are no longer about the objects. */
    static final int HOPELESS = 100;

    private final S3RestoreRequest request;
    private final RestoreProgress progress;
    private final Finding.Listener listener;
    private long copied;
    private long copiedBytes;
    private long same;
    private long verified;
    private long mismatched;
    private long failed;
    private long gone;
    private long conflicts;
    private long done;
    private long doneBytes;
    private int failuresInARow;

    RunTally(S3RestoreRequest request, RestoreProgress progress, Finding.Listener listener) {
        this.request = request;
        this.progress = progress;
        this.listener = listener;
    }

    synchronized void same() {
        same++;
        failuresInARow = 0;
    }

    synchronized void good(ManifestLine line) {
        verified++;
        copied(line);
    }

    synchronized void mismatch(ManifestLine line, String what) {
        mismatched++;
        tell(Kind.MISMATCH, line, what);
        copied(line);
    }

    private void copied(ManifestLine line) {
        copied++;
        copiedBytes += line.sizeBytes();
        failuresInARow = 0;
        done(line);
    }

    synchronized void failed(ManifestLine line, String what) {
        failed++;
        failuresInARow++;
        tell(Kind.FAILED, line, what);
        done(line);
    }

    synchronized void refused(ManifestLine line, Kind kind, String what) {
        switch (kind) {
            case CONFLICT -> conflicts++;
            case GONE -> {
                failed++;
                gone++;
            }
            case TOO_LONG, ARCHIVED, MISMATCH, FAILED -> failed++;
        }
        tell(kind, line, what);
        done(line);
    }

    private void done(ManifestLine line) {
        done++;
        doneBytes += line.sizeBytes();
        progress.restored(done, doneBytes);
    }

    private void tell(Kind kind, ManifestLine line, String what) {
        listener.found(new Finding(kind, line.key(), request.targetKey(line.key()), what));
    }

    synchronized boolean isHopeless() {
        return failuresInARow >= HOPELESS;
    }

    synchronized S3RestoreResult result(boolean through, String begun) {
        return new S3RestoreResult(
                copied,
                copiedBytes,
                same,
                verified,
                mismatched,
                failed,
                gone,
                conflicts,
                through,
                through ? "" : begun,
                !through && isHopeless());
    }
}
