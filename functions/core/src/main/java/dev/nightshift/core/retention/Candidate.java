package dev.nightshift.core.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * One copy of something, as retention sees it.
 *
 * @param id unique among the copies of the same thing in the same place
 * @param slot the moment it stands for, in UTC
 * @param flaw why it is not a good copy, such as {@code still creating}; empty for a good one
 * @param proven whether it has been restored and found good
 */
public record Candidate(String id, Instant slot, Optional<String> flaw, boolean proven) {
    public static Candidate good(String id, Instant slot) {
        return new Candidate(id, slot, Optional.empty(), false);
    }

    public static Candidate flawed(String id, Instant slot, String flaw) {
        return new Candidate(id, slot, Optional.of(flaw), false);
    }

    /** The same, restored and found good. */
    public Candidate asProven() {
        return new Candidate(id, slot, flaw, true);
    }

    public boolean isGood() {
        return flaw.isEmpty();
    }
}
