package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides what to snapshot, copy and remove. Same facts, same plan. */
public final class RdsBackupPlanner {
    private RdsBackupPlanner() {}

    /**
     * All that should be done now, and of everything else why not.
     *
     * @throws IllegalArgumentException if copies are to go where their sources are
     */
    public static Plan<RdsBackupAction> plan(
            RdsBackupSettings settings, Scope scope, RdsBackupFacts facts) {
        return draft(settings, scope, facts).plan();
    }

    static Draft draft(RdsBackupSettings settings, Scope scope, RdsBackupFacts facts) {
        var draft = new Draft();
        var holdings = holdings(scope, facts);
        var home = holdings.get(facts.home());
        if (home == null) {
            throw new IllegalArgumentException("facts without the home location");
        }
        if (settings.copyTo().stream().anyMatch(target -> target.location().equals(facts.home()))) {
            throw new IllegalArgumentException("copyTo names the home region " + facts.home());
        }
        var room = new Room(settings, facts.shelves());
        room.warn(draft);
        unreadable(holdings, draft);
        strangers(holdings, draft);

        var selected = Selection.of(facts, settings.select(), draft);
        var backups = new Backups(settings, scope, facts.at(), home, room, draft);
        var copies = new Copies(settings, scope, facts.at(), holdings, home, room, draft);
        for (var database : selected) {
            var unread = home.shelf().unread(database.kind(), database.id());
            if (unread.isPresent()) {
                draft.unknown(
                        Trouble.UNREADABLE,
                        database.id(),
                        "its snapshots in "
                                + facts.home()
                                + " could not be read, so nothing is done for it: "
                                + unread.get());
            } else {
                backups.plan(database);
                copies.gather(database);
            }
        }
        copies.plan();
        remove(settings, facts, selected, holdings, home, draft);
        return draft;
    }

    private static Map<Location, Holdings> holdings(Scope scope, RdsBackupFacts facts) {
        var slots = new HashMap<String, Optional<Instant>>();
        var holdings = new TreeMap<Location, Holdings>();
        facts.shelves()
                .forEach(
                        (location, shelf) ->
                                holdings.put(location, Holdings.of(location, shelf, scope, slots)));
        return holdings;
    }

    private static void unreadable(Map<Location, Holdings> holdings, Draft draft) {
        holdings.forEach(
                (location, there) ->
                        new TreeMap<>(there.shelf().unread())
                                .forEach(
                                        (kind, gap) ->
                                                draft.unknown(
                                                        Trouble.UNREADABLE,
                                                        kind + " snapshots in " + location,
                                                        "could not all be read: " + gap.why())));
    }

    /** What we must not count and must not touch. */
    private static void strangers(Map<Location, Holdings> holdings, Draft draft) {
        holdings.forEach(
                (location, there) -> {
                    for (var snapshot : there.sourceless()) {
                        draft.warn(
                                Trouble.SNAPSHOT,
                                snapshot.id() + " in " + location,
                                "is tagged as ours but not with what it is of, so it is left alone."
                                        + " Put its nightshift:source tag back, or remove it.");
                    }
                    var counts = new TreeMap<String, Integer>();
                    for (var snapshot : there.foreign()) {
                        counts.merge(snapshot.database(), 1, Integer::sum);
                    }
                    counts.forEach(
                            (database, count) ->
                                    draft.keep(
                                            database + " in " + location,
                                            count
                                                    + (count == 1
                                                            ? " manual snapshot that is not ours is"
                                                            : " manual snapshots that are not ours"
                                                                    + " are")
                                                    + " neither counted nor touched"));
                });
    }

    private static void remove(
            RdsBackupSettings settings,
            RdsBackupFacts facts,
            List<Database> selected,
            Map<Location, Holdings> holdings,
            Holdings home,
            Draft draft) {
        var removals = new Removals(settings, facts.at(), holdings, home, draft);
        var mine = new HashMap<String, Database>();
        selected.forEach(database -> mine.put(database.arn(), database));
        var known = new HashSet<String>();
        facts.databases().forEach(database -> known.add(database.arn()));
        var sources = new TreeSet<String>();
        holdings.values().forEach(there -> there.sources().forEach(sources::add));
        for (var source : sources) {
            var subject = source.substring(source.lastIndexOf(':') + 1);
            var kind = source.contains(":cluster:") ? Kind.CLUSTER : Kind.INSTANCE;
            var isMine = mine.containsKey(source);
            if (!isMine) {
                left(facts, subject, kind, known.contains(source), draft);
            }
            var held = held(facts, subject, kind, holdings);
            for (var there : holdings.values()) {
                removals.plan(subject, source, there, held, isMine);
            }
        }
    }

    /** Says what becomes of the backups of a database that is no longer looked after. */
    private static void left(
            RdsBackupFacts facts, String subject, Kind kind, boolean isThere, Draft draft) {
        if (!isThere && facts.unlisted().containsKey(kind)) {
            return;
        }
        draft.keep(
                subject,
                (isThere ? "is no longer selected" : "no longer exists")
                        + "; retention goes on for its backups, and the last good one stays in"
                        + " each place for good");
    }

    /** Nothing of a database is removed anywhere while anything about it is unknown. */
    private static Optional<String> held(
            RdsBackupFacts facts, String subject, Kind kind, Map<Location, Holdings> holdings) {
        if (facts.unlisted().containsKey(kind)) {
            return Optional.of("the " + kind + "s of " + facts.home() + " could not be listed");
        }
        for (var there : holdings.values()) {
            if (there.shelf().unread(kind, subject).isPresent()) {
                return Optional.of("its snapshots in " + there.location() + " could not be read");
            }
        }
        return Optional.empty();
    }
}
