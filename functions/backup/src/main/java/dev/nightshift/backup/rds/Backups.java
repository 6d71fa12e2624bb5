package dev.nightshift.backup.rds;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.rds.Draft.Trouble;
import dev.nightshift.backup.rds.Holdings.Owned;
import dev.nightshift.backup.rds.RdsBackupAction.CreateSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a database needs a snapshot now, and how its last good backup compares with the
 * objective.
 */
final class Backups {
    private final RdsBackupSettings settings;
    private final Scope scope;
    private final Instant now;
    private final Instant slot;
    private final Holdings home;
    private final Room room;
    private final Draft draft;
    private final Map<String, Snapshot> inProgress = new HashMap<>();

    Backups(
            RdsBackupSettings settings,
            Scope scope,
            Instant now,
            Holdings home,
            Room room,
            Draft draft) {
        this.settings = settings;
        this.scope = scope;
        this.now = now;
        this.slot = Slots.of(now, settings.every());
        this.home = home;
        this.room = room;
        this.draft = draft;
        for (var snapshot : home.shelf().snapshots()) {
            // a copy that arrives here says nothing of the database
            if (snapshot.isInProgress() && snapshot.copyOf().isEmpty()) {
                inProgress.put(snapshot.kind() + " " + snapshot.database(), snapshot);
            }
        }
    }

    void plan(Database database) {
        var ours = home.of(database.arn());
        judgeAge(database, ours);
        var ofSlot = ours.stream().filter(owned -> owned.slot().equals(slot)).toList();
        var failed = ofSlot.stream().filter(owned -> owned.snapshot().isFailed()).findFirst();
        var taken = ofSlot.stream().filter(owned -> !owned.snapshot().isFailed()).findFirst();
        if (taken.isPresent()) {
            alreadyTaken(database, taken.get().snapshot());
            return;
        }
        var running = inProgress.get(database.kind() + " " + database.id());
        if (running != null) {
            draft.hold(
                    database.id(),
                    "snapshot " + running.id() + " of it is in progress; not a second one");
            return;
        }
        var last = last(ours);
        if (last.isPresent() && isYoung(last.get())) {
            draft.keep(
                    database.id(),
                    "the last good backup, "
                            + last.get().snapshot().id()
                            + ", is "
                            + Words.age(last.get().dataFrom(now), now)
                            + " old; one is taken every "
                            + Words.length(settings.every()));
            return;
        }
        if (!database.status().equals("available")) {
            draft.hold(
                    database.id(),
                    "is " + database.status() + ", and RDS snapshots only what is available");
            return;
        }
        create(database, last, failed);
    }

    private void alreadyTaken(Database database, Snapshot snapshot) {
        if (snapshot.isAvailable()) {
            draft.keep(database.id(), "the backup of slot " + slot + " is there: " + snapshot.id());
        } else if (snapshot.isInProgress()) {
            draft.hold(database.id(), "the backup of slot " + slot + " is " + snapshot.status());
        } else {
            draft.warn(
                    Trouble.SNAPSHOT,
                    database.id(),
                    snapshot.id()
                            + " holds slot "
                            + slot
                            + ", and its status is "
                            + snapshot.status()
                            + ". Look at it in the RDS console; without it the slot is taken"
                            + " again.");
        }
    }

    /** The newest backup that is good for all that is known. */
    private Optional<Owned> last(List<Owned> ours) {
        return ours.stream()
                .filter(owned -> owned.mayBeGood() && !owned.slot().isAfter(now))
                .findFirst();
    }

    private boolean isYoung(Owned last) {
        var due = settings.every().minus(Slots.play(settings.every()));
        return Duration.between(last.dataFrom(now), now).compareTo(due) < 0;
    }

    private void create(Database database, Optional<Owned> last, Optional<Owned> failed) {
        var name =
                SnapshotName.of(
                        scope.owner(), database.kind(), database.id(), database.arn(), slot);
        if (home.foreign(database.kind(), name).isPresent()) {
            draft.refuse(
                    Trouble.NAME,
                    database.id(),
                    "a snapshot called "
                            + name
                            + " is there and is not ours, so slot "
                            + slot
                            + " stays without backup. Find out whose it is; remove or rename it.");
            return;
        }
        if (!room.take(home.location(), database.kind())) {
            draft.refuse(
                    Trouble.QUOTA,
                    database.id(),
                    "no room for a backup: " + room.of(home.location(), database.kind()));
            return;
        }
        draft.create(
                new CreateSnapshot(
                        database.kind(),
                        database.id(),
                        database.arn(),
                        name,
                        slot,
                        tags(scope, database.arn(), slot),
                        failed.map(
                                        owned ->
                                                Set.of(
                                                        Removals.failed(
                                                                        database.id(),
                                                                        home.location(),
                                                                        owned)
                                                                .id()))
                                .orElse(Set.of()),
                        last.map(
                                        owned ->
                                                "slot "
                                                        + slot
                                                        + " has none, and the last good backup is "
                                                        + Words.age(owned.dataFrom(now), now)
                                                        + " old")
                                .orElse("there is no good backup yet")));
    }

    /** What we say of ourselves on everything that we make. */
    static Map<String, String> tags(Scope scope, String source, Instant slot) {
        return Map.of(
                Ownership.OWNER_TAG, scope.owner(),
                Ownership.SOURCE_TAG, source,
                Ownership.SLOT_TAG, slot.toString());
    }

    private void judgeAge(Database database, List<Owned> ours) {
        var last = last(ours);
        if (last.isEmpty()) {
            var hadTime =
                    database.created()
                            .map(created -> created.plus(settings.rpo()).isBefore(now))
                            .orElse(true);
            if (hadTime) {
                draft.warn(Trouble.RPO, database.id(), "has no good backup in " + home.location());
            }
            return;
        }
        if (last.get().uncertain()) {
            draft.unknown(
                    Trouble.KEY,
                    database.id(),
                    last.get().snapshot().id() + ": " + last.get().flaw().orElse(""));
        }
        if (last.get().dataFrom(now).plus(settings.rpo()).isBefore(now)) {
            draft.warn(
                    Trouble.RPO,
                    database.id(),
                    "the last good backup, "
                            + last.get().snapshot().id()
                            + ", is "
                            + Words.age(last.get().dataFrom(now), now)
                            + " old; the objective is "
                            + Words.length(settings.rpo()));
        }
    }
}
