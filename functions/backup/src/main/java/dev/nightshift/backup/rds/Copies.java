package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.Holdings.Owned;
import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.Candidate;
import dev.nightshift.core.retention.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which backups are to be copied where. Wishes are gathered from all databases first, so
 * that the newest of any come before the older of all.
 */
final class Copies {
    private record Wish(Database database, Target target, Owned source, Optional<Owned> failed) {}

    private static final Comparator<Wish> NEWEST_FIRST =
            Comparator.comparing((Wish wish) -> wish.source.slot())
                    .reversed()
                    .thenComparing(wish -> wish.database.id())
                    .thenComparing(wish -> wish.database.kind())
                    .thenComparing(wish -> wish.target.location());

    private final RdsBackupSettings settings;
    private final Scope scope;
    private final Instant now;
    private final Map<Location, Holdings> holdings;
    private final Holdings home;
    private final Room room;
    private final Draft draft;
    private final Obstacles obstacles;
    private final List<Wish> wishes = new ArrayList<>();

    Copies(
            RdsBackupSettings settings,
            Scope scope,
            Instant now,
            Map<Location, Holdings> holdings,
            Holdings home,
            Room room,
            Draft draft) {
        this.settings = settings;
        this.scope = scope;
        this.now = now;
        this.holdings = holdings;
        this.home = home;
        this.room = room;
        this.draft = draft;
        this.obstacles = new Obstacles(holdings, home, draft);
    }

    /** Ours is a copy if it lies elsewhere than its database; of others, RDS says so. */
    static boolean isCopy(Snapshot snapshot) {
        var source = snapshot.tags().get(Ownership.SOURCE_TAG);
        return snapshot.copyOf().isPresent()
                || (source != null
                        && !regionAndAccount(source).equals(regionAndAccount(snapshot.arn())));
    }

    /** {@code arn:aws:rds:REGION:ACCOUNT:…} */
    private static String regionAndAccount(String arn) {
        var parts = arn.split(":", 6);
        return parts.length < 6 ? arn : parts[3] + ":" + parts[4];
    }

    /** Notes which backups of a database are wanted in which target but are not there. */
    void gather(Database database) {
        var available = home.of(database.arn()).stream().filter(owned -> isSource(owned)).toList();
        for (var target : settings.copyTo()) {
            var there = holdings.get(target.location());
            if (there == null || available.isEmpty()) {
                continue;
            }
            gather(database, available, target, there.of(database.arn()));
        }
    }

    private boolean isSource(Owned owned) {
        return owned.mayBeGood() && !owned.slot().isAfter(now);
    }

    private void gather(
            Database database, List<Owned> available, Target target, List<Owned> copies) {
        var present = new HashSet<Instant>();
        var failed = new HashMap<Instant, Owned>();
        var candidates = new ArrayList<Candidate>();
        for (var copy : copies) {
            if (copy.snapshot().isFailed()) {
                failed.put(copy.slot(), copy);
                continue;
            }
            present.add(copy.slot());
            if (!copy.slot().isAfter(now)) {
                // one in progress is as good as there: what matters is what not to copy again
                candidates.add(Candidate.good(copy.snapshot().id(), copy.slot()));
            }
        }
        var missing = new HashMap<String, Owned>();
        for (var owned : available) {
            if (present.add(owned.slot())) {
                var name = "to be copied: " + owned.snapshot().id();
                missing.put(name, owned);
                candidates.add(Candidate.good(name, owned.slot()));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        // what retention would remove over there at once is not worth the way
        for (var verdict : Retention.decide(settings.keep(), candidates, now)) {
            var source = missing.get(verdict.candidate().id());
            if (source != null && verdict.keeps()) {
                wishes.add(
                        new Wish(
                                database,
                                target,
                                source,
                                Optional.ofNullable(failed.get(source.slot()))));
            }
        }
    }

    /** Turns wishes into copies as far as the limits go, the newest first. */
    void plan() {
        wishes.sort(NEWEST_FIRST);
        var refused = new HashSet<String>();
        for (var wish : wishes) {
            var at = wish.database.arn() + " " + wish.target.location();
            if (refused.contains(at)) {
                continue;
            }
            if (obstacles.stopCopy(wish.database, wish.source.snapshot(), wish.target)) {
                refused.add(at);
                continue;
            }
            place(wish);
        }
    }

    private void place(Wish wish) {
        var location = wish.target.location();
        var kind = wish.database.kind();
        var name =
                SnapshotName.of(
                        scope.owner(),
                        kind,
                        wish.database.id(),
                        wish.database.arn(),
                        wish.source.slot());
        var there = holdings.get(location);
        if (there == null || there.foreign(kind, name).isPresent()) {
            draft.refuse(
                    Trouble.NAME,
                    wish.database.id(),
                    "a snapshot called "
                            + name
                            + " is in "
                            + location
                            + " and is not ours, so "
                            + wish.source.snapshot().id()
                            + " is not copied. Find out whose it is; remove or rename it.");
            return;
        }
        var waits = wish.source.snapshot().id() + " waits to be copied to " + location + ": ";
        if (!there.shelf().unread().isEmpty()) {
            draft.hold(wish.database.id(), waits + "how many copies are in flight is not known");
            return;
        }
        if (!room.takeFlight(location)) {
            draft.hold(
                    wish.database.id(),
                    waits
                            + Room.COPIES_IN_FLIGHT
                            + " copies are in flight there, the most RDS allows");
            return;
        }
        if (!room.take(location, kind)) {
            draft.refuse(
                    Trouble.QUOTA,
                    wish.database.id(),
                    wish.source.snapshot().id() + " is not copied: " + room.of(location, kind));
            return;
        }
        copy(wish, name);
    }

    private void copy(Wish wish, String name) {
        var source = wish.source.snapshot();
        var location = wish.target.location();
        var needs = new HashSet<String>();
        wish.failed
                .map(failed -> Removals.failed(wish.database.id(), location, failed).id())
                .ifPresent(needs::add);
        location.account()
                .ifPresent(
                        account -> {
                            var share =
                                    new ShareSnapshot(
                                            wish.database.kind(),
                                            wish.database.id(),
                                            source.id(),
                                            account,
                                            "the vault account can copy only what is shared with"
                                                    + " it");
                            draft.share(share);
                            needs.add(share.id());
                        });
        draft.copy(
                new CopySnapshot(
                        wish.database.kind(),
                        wish.database.id(),
                        home.location().region(),
                        source.arn(),
                        location,
                        name,
                        wish.source.slot(),
                        wish.target.kmsKey(),
                        wish.database.optionGroup().isPresent()
                                ? wish.target.optionGroup()
                                : Optional.empty(),
                        Backups.tags(scope, wish.database.arn(), wish.source.slot()),
                        Set.copyOf(needs),
                        source.id() + " has no copy there"));
    }
}
