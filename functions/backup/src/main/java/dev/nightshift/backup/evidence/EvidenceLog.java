package dev.nightshift.backup.evidence;

import dev.nightshift.core.automation.CloudException;
import java.util.List;
import java.util.Optional;

/**
 * The evidence in one vault. Every method may throw {@link CloudException}; a document whose hash
 * does not fit its content is one of kind REJECTED that names it.
 */
public interface EvidenceLog {
    /** Documents of a source, newest first. */
    List<Evidence> of(Evidence.Kind kind, String source, int limit);

    /** The names of all sources that there is evidence of. */
    List<String> sources(Evidence.Kind kind);

    /**
     * Keeps it, once: the same drill's evidence is never replaced.
     *
     * @return whether it was written now; false if there is one of that drill
     */
    boolean keep(Evidence evidence);

    /** The hash of the newest document of a source, for {@link Evidence#previous}. */
    Optional<String> newestHash(Evidence.Kind kind, String source);
}
