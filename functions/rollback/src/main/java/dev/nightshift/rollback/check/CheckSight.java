package dev.nightshift.rollback.check;

import dev.nightshift.rollback.service.HttpCheck;
import java.time.Duration;
import java.util.Optional;

/** What came of a check. */
public sealed interface CheckSight {
    HttpCheck check();

    /**
     * All is as it is wanted.
     *
     * @param took until the whole answer was there
     */
    record Passed(HttpCheck check, Duration took) implements CheckSight {}

    /** Something is not as it is wanted, or there was no answer. */
    record Failed(HttpCheck check, String why) implements CheckSight {}

    /** It must not be asked, so nothing is known. */
    record NotAsked(HttpCheck check, String why) implements CheckSight {}

    /** What is wrong, in a line; empty if it passed. */
    default Optional<String> fault() {
        return switch (this) {
            case Passed _ -> Optional.empty();
            case Failed(var asked, var why) -> Optional.of(asked.url() + ": " + why);
            case NotAsked(var asked, var why) -> Optional.of(asked.url() + ": " + why);
        };
    }
}
