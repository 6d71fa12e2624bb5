package dev.nightshift.backup.contabo;

import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.Candidate;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The snapshots of one instance: ours, newest slot first, and what else takes up its places.
 *
 * @param spoilt those that claim to be ours and are not written as ours are
 * @param foreign all that are not ours, the spoilt ones among them
 */
record Holdings(List<Owned> ours, List<Snapshot> spoilt, List<Snapshot> foreign) {
    /**
     * How long a snapshot stands before it is counted on. Contabo shows no state of a snapshot; it
     * takes some minutes for one, and what cannot be seen to be finished is not taken to be.
     */
    static final Duration SETTLING = Duration.ofMinutes(20);

    /** What Contabo removes by itself within this time is no longer there to rely on. */
    static final Duration LEAVING = Duration.ofHours(24);

    /**
     * A snapshot of ours.
     *
     * @param flaw why it is not a good copy; empty for a good one
     */
    record Owned(Snapshot snapshot, SnapshotLabel label, Optional<String> flaw) {
        Instant slot() {
            return label.slot();
        }

        boolean isGood() {
            return flaw.isEmpty();
        }

        /** How old the data in it is. A time yet to come says nothing, so the slot stands in. */
        Instant dataFrom(Instant now) {
            return snapshot.created().isAfter(now) ? slot() : snapshot.created();
        }

        /** Whether another may be removed because this one is there. */
        boolean isReliable(Instant now) {
            return isGood()
                    && !slot().isAfter(now)
                    && snapshot.leaves().map(at -> at.isAfter(now.plus(LEAVING))).orElse(true);
        }

        Candidate candidate() {
            return new Candidate(snapshot.id(), slot(), flaw, label.proven().isPresent());
        }
    }

    private static final Comparator<Owned> NEWEST_FIRST =
            Comparator.comparing(Owned::slot)
                    .reversed()
                    .thenComparing(owned -> owned.snapshot().id());

    Holdings {
        ours = List.copyOf(ours);
        spoilt = List.copyOf(spoilt);
        foreign = List.copyOf(foreign);
    }

    static Holdings of(List<Snapshot> snapshots, Scope scope, long instance, Instant now) {
        var ours = new ArrayList<Owned>();
        var spoilt = new ArrayList<Snapshot>();
        var foreign = new ArrayList<Snapshot>();
        for (var snapshot : snapshots) {
            var label = SnapshotLabel.read(snapshot.description(), scope, instance);
            if (label.isPresent()) {
                ours.add(new Owned(snapshot, label.get(), flaw(snapshot, now)));
            } else {
                foreign.add(snapshot);
                if (SnapshotLabel.claims(snapshot.description(), scope)) {
                    spoilt.add(snapshot);
                }
            }
        }
        ours.sort(NEWEST_FIRST);
        return new Holdings(ours, spoilt, foreign);
    }

    private static Optional<String> flaw(Snapshot snapshot, Instant now) {
        return snapshot.created().plus(SETTLING).isAfter(now)
                ? Optional.of(
                        "it was begun "
                                + Words.age(snapshot.created(), now)
                                + " ago, and Contabo does not show whether it is finished")
                : Optional.empty();
    }

    /** How many places are taken. */
    int used() {
        return ours.size() + foreign.size();
    }

    /** The newest good one whose moment has come. */
    Optional<Owned> last(Instant now) {
        return ours.stream()
                .filter(owned -> owned.isGood() && !owned.slot().isAfter(now))
                .findFirst();
    }

    /** The newest one that can be relied on when these are gone. */
    Optional<Owned> survivor(Set<Owned> gone, Instant now) {
        return ours.stream()
                .filter(owned -> !gone.contains(owned) && owned.isReliable(now))
                .findFirst();
    }
}
