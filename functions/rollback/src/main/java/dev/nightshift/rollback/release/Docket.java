package dev.nightshift.rollback.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All rollbacks of one target, oldest first, as they were read; saved whole, and only if nobody
 * else has saved it meanwhile.
 *
 * @param frozen why nothing is taken back by itself any more, until a person lifts it
 * @param lifted bad revisions that a person has cleared
 * @param version of the entry that it was read from; 0 if there is none
 */
public record Docket(
        String target,
        List<Rollback> rollbacks,
        Optional<Frozen> frozen,
        Set<String> lifted,
        long version) {
    public Docket {
        rollbacks = List.copyOf(rollbacks);
        lifted = Set.copyOf(lifted);
    }

    /** Since when, and why. */
    public record Frozen(Instant at, String why) {}

    public static Docket empty(String target) {
        return new Docket(target, List.of(), Optional.empty(), Set.of(), 0);
    }

    /** The rollback that is under way, if one is. */
    public Optional<Rollback> open() {
        return rollbacks.stream().filter(rollback -> !rollback.phase().isEnd()).findFirst();
    }

    /** The rollback that answers this incident, if there was one. */
    public Optional<Rollback> of(String incident) {
        return rollbacks.stream()
                .filter(rollback -> rollback.incident().equals(incident))
                .findFirst();
    }

    /** Revisions that nothing returns to. */
    public Set<String> quarantined() {
        return rollbacks.stream()
                .map(Rollback::from)
                .filter(revision -> !lifted.contains(revision))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The same with this rollback: a new one, or a known one further on. What a new one goes back
     * from is bad again, though a person cleared it before.
     */
    public Docket with(Rollback rollback) {
        var others = new ArrayList<>(rollbacks);
        others.removeIf(known -> known.incident().equals(rollback.incident()));
        others.add(rollback);
        others.sort(Comparator.comparing(Rollback::at));
        var cleared =
                lifted.stream()
                        .filter(
                                revision ->
                                        of(rollback.incident()).isPresent()
                                                || !revision.equals(rollback.from()))
                        .collect(Collectors.toUnmodifiableSet());
        return new Docket(target, others, frozen, cleared, version);
    }

    /** The same, frozen. */
    public Docket frozen(Instant now, String why) {
        return new Docket(target, rollbacks, Optional.of(new Frozen(now, why)), lifted, version);
    }

    /** The same, not frozen. */
    public Docket thawed() {
        return new Docket(target, rollbacks, Optional.empty(), lifted, version);
    }

    /** The same, and one may go back to this revision again. */
    public Docket cleared(String revision) {
        var cleared = new HashSet<>(lifted);
        cleared.add(revision);
        return new Docket(target, rollbacks, frozen, cleared, version);
    }

    /** The same, as it was saved. */
    Docket at(long saved) {
        return new Docket(target, rollbacks, frozen, lifted, saved);
    }
}
