package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.release.Release;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How far the release of a service has come.
 *
 * @param lines what there is to say of it
 */
record Stage(Kind kind, Release release, List<String> lines) {
    Stage {
        lines = List.copyOf(lines);
    }

    Stage(Kind kind, Release release, String line) {
        this(kind, release, List.of(line));
    }

    /** Where to read on, as text: what decides and reports knows no network. */
    Optional<String> link() {
        return release.link().map(URI::toString);
    }

    enum Kind {
        /** Its deployment runs. */
        RELEASING,
        /** It takes traffic, and it is not yet known whether it is good. */
        BAKING,
        /** The same, and something is wrong with it. */
        UNWELL,
        /** It has been well long enough: this run makes it good. */
        PROVEN,
        /** It is good on record. */
        GOOD,
        /** Its deployment failed. */
        FAILED,
        /** A rollback went back from it. */
        TAKEN_BACK
    }
}
