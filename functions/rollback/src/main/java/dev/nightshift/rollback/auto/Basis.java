package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.decide.ServiceFacts;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;

/**
 * What a rollback was decided on.
 *
 * @param at when it was seen
 */
record Basis(Instant at, Standing standing, Docket docket) {
    /** What is younger than this was looked at by the same run, a few calls ago. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Of facts in which both could be read. */
    static Basis of(ServiceFacts facts, Instant at) {
        return new Basis(
                at, facts.standing().seen().orElseThrow(), facts.docket().seen().orElseThrow());
    }

    /**
     * Whether it needs no second look. What follows is on condition of it all the same: the docket
     * is written over this version of it alone.
     */
    boolean isFresh(Instant now) {
        return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
}
