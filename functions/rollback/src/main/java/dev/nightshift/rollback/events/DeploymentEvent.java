package dev.nightshift.rollback.events;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody told of a deployment.
 *
 * @param id of the telling: the same on every delivery
 * @param subject what it is about
 * @param revision as the target names it, if the sender knows it
 * @param at when it happened, by the sender's clock
 * @param by who released
 * @param what changed, in a line
 * @param link to the deployment
 * @param irreversible whether one must not go back from it
 */
public record DeploymentEvent(
        String id,
        Subject subject,
        Optional<String> revision,
        Phase phase,
        Instant at,
        Optional<String> by,
        Optional<String> what,
        Optional<URI> link,
        boolean irreversible) {

    /** What a deployment is called: what changed, or what told of it. */
    public String words() {
        return what.orElse(id);
    }

    /** Where to read on, as text. */
    public Optional<String> page() {
        return link.map(URI::toString);
    }

    /** How far a deployment has come. */
    public enum Phase {
        STARTED,
        SUCCEEDED,
        FAILED,
        /** Somebody stopped it, or a newer one took its place. */
        STOPPED;

        /** Whether nothing more will come of it. */
        public boolean isEnd() {
            return this != STARTED;
        }

        public boolean isFailure() {
            return this == FAILED || this == STOPPED;
        }
    }
}
