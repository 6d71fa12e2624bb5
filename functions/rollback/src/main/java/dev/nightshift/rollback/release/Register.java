package dev.nightshift.rollback.release;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Releases and rollbacks of all targets, shared by the automations of this room. */
public interface Register {
    /**
     * The releases of a target, newest first.
     *
     * @param target its id
     * @throws dev.nightshift.core.automation.CloudException if they cannot be read
     */
    List<Release> releases(String target);

    /**
     * Writes what is known of a release, from what was known before; tried again if somebody else
     * writes at the same time.
     *
     * @param change from the record as it is to what it is to be; given empty if there is none.
     *     Called more than once
     */
    Release change(String target, String revision, Function<Optional<Release>, Release> change);

    /** The rollbacks of a target. */
    Docket docket(String target);

    /**
     * Saves a docket if nobody else has saved it since it was read.
     *
     * @return as saved; empty if somebody else was faster, and nothing was written
     */
    Optional<Docket> save(Docket docket);
}
