package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.engine.RunResult.Mismatch;
import dev.nightshift.backup.s3.engine.RunResult.Refused;
import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import java.util.Optional;

/**
 * What came of one object.
 *
 * @param line what the manifest says of it; empty if nothing
 * @param moved whether it changed or went in the meantime
 */
record Result(
        How how,
        LineState state,
        Optional<ManifestLine> line,
        boolean moved,
        boolean verified,
        Optional<Mismatch> mismatch,
        Optional<Refused> refused) {
    /** Where its copy comes from. */
    enum How {
        COPIED,
        /** Copied earlier, and found. */
        ADOPTED,
        /** The copy that the last manifest has, or none. */
        KEPT,
        /** There is nothing to copy any more. */
        GONE
    }

    static Result of(How how, LineState state, Optional<ManifestLine> line, boolean moved) {
        return new Result(how, state, line, moved, false, Optional.empty(), Optional.empty());
    }

    Result verified(Optional<Mismatch> found) {
        return new Result(how, state, line, moved, true, found, refused);
    }

    static Result refused(Optional<ManifestLine> line, LineState state, Refused why) {
        return new Result(How.KEPT, state, line, false, false, Optional.empty(), Optional.of(why));
    }
}
