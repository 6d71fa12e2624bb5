package dev.nightshift.rollback.release;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One revision on one target. There is one record for each revision, however often it is released.
 *
 * @param target id of the target
 * @param revision as the target names it
 * @param at when it was last released, or that began
 * @param phase how far it has come
 * @param goodAt since when it is good; stays when it is released again
 * @param by who released it, as far as that is known
 * @param what changed, in a line: a commit's subject, a pipeline's execution
 * @param link to the deployment or the change
 * @param undo whether one may go back from it by oneself
 */
public record Release(
        String target,
        String revision,
        Instant at,
        Phase phase,
        Optional<Instant> goodAt,
        Optional<String> by,
        Optional<String> what,
        Optional<URI> link,
        Undo undo) {
    /** Whether it has been shown to be good. */
    public boolean isGood() {
        return goodAt.isPresent() && phase != Phase.FAILED;
    }

    /** Whether it is known that one must not go back from it. */
    public boolean irreversible() {
        return undo == Undo.IRREVERSIBLE;
    }

    /** Whether one may go back from a release, in the order in which one rules out another. */
    public enum Undo {
        /** What is kept with it could not be read yet: it is taken for irreversible. */
        UNKNOWN,
        /** Nobody said otherwise. */
        POSSIBLE,
        /** It was marked, such as one after which a database cannot go back. */
        IRREVERSIBLE;

        /** Of two that were told of one release, the one that counts. */
        public Undo or(Undo other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** How far a release has come. */
    public enum Phase {
        /** Its deployment runs. */
        STARTED,
        /** It takes traffic. */
        LIVE,
        /** Its deployment failed. */
        FAILED
    }
}
