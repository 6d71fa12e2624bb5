package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.Shelf;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What RDS's limits leave: snapshots per location and kind, and copies in flight per location. */
final class Room {
    /**
     * Copies in progress to one region of one account from another region.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html">
     *     Copying a DB snapshot</a>
     */
    static final int COPIES_IN_FLIGHT = 20;

    private final RdsBackupSettings settings;
    private final Map<Location, Map<Kind, Integer>> counts = new TreeMap<>();
    private final Map<Location, Integer> inFlight = new TreeMap<>();

    Room(RdsBackupSettings settings, Map<Location, Shelf> shelves) {
        this.settings = settings;
        shelves.forEach(
                (location, shelf) -> {
                    var count = new EnumMap<Kind, Integer>(Kind.class);
                    int copies = 0;
                    for (var snapshot : shelf.snapshots()) {
                        count.merge(snapshot.kind(), 1, Integer::sum);
                        if (snapshot.isInProgress() && Copies.isCopy(snapshot)) {
                            copies++;
                        }
                    }
                    counts.put(location, count);
                    inFlight.put(location, copies);
                });
    }

    /** Says where the quota is nearly used up. */
    void warn(Draft draft) {
        counts.forEach(
                (location, count) ->
                        count.forEach(
                                (kind, used) -> {
                                    if (used * 100L
                                            > (long) settings.snapshotQuota()
                                                    * settings.quotaWarningPercent()) {
                                        draft.warn(
                                                Trouble.QUOTA,
                                                kind + " snapshots in " + location,
                                                of(location, kind));
                                    }
                                }));
    }

    /** Takes the place of one more snapshot, if there is one. */
    boolean take(Location location, Kind kind) {
        int used = used(location, kind);
        if (used >= settings.snapshotQuota()) {
            return false;
        }
        counts.computeIfAbsent(location, any -> new EnumMap<>(Kind.class)).put(kind, used + 1);
        return true;
    }

    /** Takes one of the places for copies in flight, if there is one. */
    boolean takeFlight(Location location) {
        int flying = inFlight.getOrDefault(location, 0);
        if (flying >= COPIES_IN_FLIGHT) {
            return false;
        }
        inFlight.put(location, flying + 1);
        return true;
    }

    String of(Location location, Kind kind) {
        return used(location, kind)
                + " of "
                + settings.snapshotQuota()
                + " manual "
                + kind
                + " snapshots in "
                + location
                + " are used or spoken for. Remove some, keep fewer, or ask for a higher quota and set"
                + " snapshotQuota to it.";
    }

    private int used(Location location, Kind kind) {
        return counts.getOrDefault(location, Map.of()).getOrDefault(kind, 0);
    }
}
