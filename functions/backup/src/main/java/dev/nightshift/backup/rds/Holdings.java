package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey.Usability;
import dev.nightshift.backup.rds.RdsBackupFacts.Shelf;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One location's snapshots: ours by the database they are of, and what else is there. */
final class Holdings {
    /**
     * A snapshot of ours.
     *
     * @param slot from its tag; else when it was taken
     * @param flaw why it is not a good copy; empty for a good one
     * @param uncertain whether it may be a good copy, for all that could be read
     */
    record Owned(Snapshot snapshot, Instant slot, Optional<String> flaw, boolean uncertain) {
        boolean isGood() {
            return flaw.isEmpty();
        }

        /** Whether a restore of it was found good. */
        boolean isProven() {
            return snapshot.tags().containsKey(Ownership.PROVEN_TAG);
        }

        /** Good, or good for all that could be read. */
        boolean mayBeGood() {
            return flaw.isEmpty() || uncertain;
        }

        /** How old the data in it is. A time yet to come says nothing, so the slot stands in. */
        Instant dataFrom(Instant now) {
            return snapshot.created().isAfter(now) ? slot : snapshot.created();
        }
    }

    private static final KmsKey NOT_LOOKED_AT = KmsKey.unknown("it was not looked at");
    private static final Comparator<Owned> NEWEST_FIRST =
            Comparator.comparing(Owned::slot)
                    .reversed()
                    .thenComparing(owned -> owned.snapshot().id());

    private final Location location;
    private final Shelf shelf;
    private final Map<String, List<Owned>> bySource = new HashMap<>();
    private final List<Snapshot> sourceless = new ArrayList<>();
    private final Map<String, Snapshot> foreign = new HashMap<>();

    private Holdings(Location location, Shelf shelf) {
        this.location = location;
        this.shelf = shelf;
    }

    static Holdings of(
            Location location, Shelf shelf, Scope scope, Map<String, Optional<Instant>> slots) {
        var holdings = new Holdings(location, shelf);
        var owner = scope.owner();
        for (var snapshot : shelf.snapshots()) {
            var source = snapshot.tags().get(Ownership.SOURCE_TAG);
            if (!owner.equals(snapshot.tags().get(Ownership.OWNER_TAG))) {
                holdings.foreign.put(nameKey(snapshot), snapshot);
            } else if (source == null) {
                holdings.sourceless.add(snapshot);
                holdings.foreign.put(nameKey(snapshot), snapshot);
            } else {
                holdings.bySource
                        .computeIfAbsent(source, any -> new ArrayList<>())
                        .add(holdings.owned(snapshot, slots));
            }
        }
        holdings.bySource.values().forEach(list -> list.sort(NEWEST_FIRST));
        return holdings;
    }

    private static String nameKey(Snapshot snapshot) {
        return snapshot.kind() + " " + snapshot.id();
    }

    private Owned owned(Snapshot snapshot, Map<String, Optional<Instant>> slots) {
        var tag = snapshot.tags().get(Ownership.SLOT_TAG);
        var slot =
                tag == null
                        ? snapshot.created()
                        : slots.computeIfAbsent(tag, Holdings::parsed).orElse(snapshot.created());
        if (!snapshot.isAvailable()) {
            return new Owned(
                    snapshot, slot, Optional.of("its status is " + snapshot.status()), false);
        }
        var key = snapshot.kmsKey().map(this::key);
        if (key.isEmpty() || key.get().usability() == Usability.USABLE) {
            return new Owned(snapshot, slot, Optional.empty(), false);
        }
        var uncertain = key.get().usability() == Usability.UNKNOWN;
        return new Owned(
                snapshot,
                slot,
                Optional.of(
                        (uncertain ? "whether its key can be used is unknown: " : "its key: ")
                                + key.get().detail()),
                uncertain);
    }

    /** A slot tag that someone has spoilt does not spoil the snapshot. */
    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Location location() {
        return location;
    }

    Shelf shelf() {
        return shelf;
    }

    KmsKey key(String name) {
        return shelf.keys().getOrDefault(name, NOT_LOOKED_AT);
    }

    /** Ours of one database, newest slot first. */
    List<Owned> of(String source) {
        return bySource.getOrDefault(source, List.of());
    }

    /** ARNs of the databases that ours are of. */
    Iterable<String> sources() {
        return bySource.keySet();
    }

    /** Tagged as ours, but no longer with what they are of. */
    List<Snapshot> sourceless() {
        return sourceless;
    }

    /** Not ours, by this name. */
    Optional<Snapshot> foreign(RdsBackupFacts.Kind kind, String name) {
        return Optional.ofNullable(foreign.get(kind + " " + name));
    }

    Iterable<Snapshot> foreign() {
        return foreign.values();
    }
}
