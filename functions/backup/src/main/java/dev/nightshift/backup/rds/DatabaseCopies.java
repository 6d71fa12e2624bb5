package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Holdings.Owned;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Remarks;
import dev.nightshift.core.automation.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The good copies of one database that is backed up, in all locations; for those who ask how
 * backups stand.
 *
 * @param copies in no order
 * @param unread why there may be more than these, one reason each
 */
public record DatabaseCopies(String database, Kind kind, List<Copy> copies, List<String> unread) {
    public DatabaseCopies {
        copies = List.copyOf(copies);
        unread = List.copyOf(unread);
    }

    /**
     * A good copy.
     *
     * @param slot the moment that it stands for; the same for all copies of one snapshot
     * @param dataFrom when its data was current
     * @param proven when a restore of it was found good
     */
    public record Copy(
            String snapshot,
            Location location,
            Instant slot,
            Instant dataFrom,
            Optional<Instant> proven) {}

    /** Of every database that the settings select and that is backed up itself, by id. */
    public static List<DatabaseCopies> of(
            RdsBackupSettings settings, Scope scope, RdsBackupFacts facts) {
        var slots = new HashMap<String, Optional<Instant>>();
        var holdings = new TreeMap<Location, Holdings>();
        facts.shelves()
                .forEach(
                        (location, shelf) ->
                                holdings.put(location, Holdings.of(location, shelf, scope, slots)));
        return Selection.of(facts, settings.select(), new Draft()).stream()
                .map(database -> of(database, facts, holdings.values()))
                .toList();
    }

    /** What is selected and not found, or not all of it, or not backed up. */
    public static List<Remark> doubts(RdsBackupSettings settings, RdsBackupFacts facts) {
        var draft = new Draft();
        Selection.of(facts, settings.select(), draft);
        return draft.findings().stream().map(Remarks.Finding::remark).toList();
    }

    private static DatabaseCopies of(
            Database database, RdsBackupFacts facts, Iterable<Holdings> holdings) {
        var copies = new ArrayList<Copy>();
        var unread = new ArrayList<String>();
        for (var there : holdings) {
            var location = there.location();
            there.shelf()
                    .unread(database.kind(), database.id())
                    .ifPresent(
                            why ->
                                    unread.add(
                                            "snapshots in " + location + " were not read: " + why));
            for (var owned : there.of(database.arn())) {
                if (owned.isGood() && !owned.slot().isAfter(facts.at())) {
                    copies.add(
                            new Copy(
                                    owned.snapshot().id(),
                                    location,
                                    owned.slot(),
                                    owned.dataFrom(facts.at()),
                                    proven(owned)));
                } else if (owned.uncertain()) {
                    unread.add(
                            "%s in %s: %s"
                                    .formatted(
                                            owned.snapshot().id(),
                                            location,
                                            owned.flaw().orElse("")));
                }
            }
        }
        return new DatabaseCopies(database.id(), database.kind(), copies, unread);
    }

    /** A tag that says no time says nothing. */
    private static Optional<Instant> proven(Owned owned) {
        try {
            return Optional.ofNullable(owned.snapshot().tags().get(Ownership.PROVEN_TAG))
                    .map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
