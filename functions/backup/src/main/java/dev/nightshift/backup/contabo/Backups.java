package dev.nightshift.backup.contabo;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.contabo.ContaboBackupAction.CreateSnapshot;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.Draft.Trouble;
import dev.nightshift.backup.contabo.Holdings.Owned;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Decides for one instance: whether a snapshot is due, where its place comes from, and what
 * retention lets go.
 *
 * <p>Places are few. While one is free, the new snapshot is taken first and the surplus goes once
 * the new one has settled. With none free, retention is asked what it would let go if the new one
 * were there, and just so many of those go before, oldest first; but never the last good one,
 * unless the settings accept that.
 */
final class Backups {
    private final ContaboBackupSettings settings;
    private final Scope scope;
    private final Instant now;
    private final Instant slot;
    private final Instance instance;
    private final String subject;
    private final String about;
    private final Holdings holdings;
    private final int quota;
    private final Draft draft;
    private final Removals removals;

    Backups(
            ContaboBackupSettings settings,
            Scope scope,
            Instant now,
            Instance instance,
            Holdings holdings,
            Draft draft) {
        this.settings = settings;
        this.scope = scope;
        this.now = now;
        this.slot = Slots.of(now, settings.every());
        this.instance = instance;
        this.subject = instance.subject();
        this.about = Long.toString(instance.id());
        this.holdings = holdings;
        this.quota = settings.quota(instance);
        this.draft = draft;
        this.removals = new Removals(settings, now, instance, holdings, draft);
    }

    void plan() {
        draft.owns(holdings.ours().size());
        strangers();
        judgeAge();
        var gone = new LinkedHashSet<Owned>();
        if (isDue()) {
            var label = SnapshotLabel.of(scope, instance.id(), slot);
            var name = SnapshotName.of(label);
            if (holdings.foreign().stream().anyMatch(other -> other.name().equals(name))) {
                nameTaken(name);
            } else {
                take(name, label, gone);
            }
        }
        removals.prune(gone);
    }

    /** What we must not touch. It takes up places all the same. */
    private void strangers() {
        for (var snapshot : holdings.spoilt()) {
            draft.warn(
                    Trouble.SNAPSHOT,
                    about,
                    subject,
                    snapshot.name()
                            + " ("
                            + snapshot.id()
                            + ") claims to be ours, but its description was changed, so it is left"
                            + " alone. Put the description back, or remove it.");
        }
        int others = holdings.foreign().size();
        if (others > 0) {
            draft.keep(
                    subject,
                    others
                            + (others == 1
                                    ? " snapshot that is not ours is not touched; it takes"
                                    : " snapshots that are not ours are not touched; they take")
                            + " up "
                            + others
                            + " of "
                            + quota
                            + (quota == 1 ? " place" : " places"));
        }
    }

    private void judgeAge() {
        var objective = Words.length(settings.rpo());
        holdings.last(now)
                .ifPresentOrElse(
                        last -> {
                            if (last.dataFrom(now).plus(settings.rpo()).isBefore(now)) {
                                draft.warn(
                                        Trouble.RPO,
                                        about,
                                        subject,
                                        "the last good backup, "
                                                + last.snapshot().name()
                                                + ", is "
                                                + Words.age(last.dataFrom(now), now)
                                                + " old; the objective is "
                                                + objective);
                            }
                        },
                        () -> {
                            if (hadTime()) {
                                draft.warn(Trouble.RPO, about, subject, "has no good backup");
                            }
                        });
    }

    private boolean hadTime() {
        return instance.created()
                        .map(since -> since.plus(settings.rpo()).isBefore(now))
                        .orElse(true)
                && holdings.ours().stream().allMatch(owned -> owned.slot().isAfter(now));
    }

    private boolean isDue() {
        var ofSlot = holdings.ours().stream().filter(it -> it.slot().equals(slot)).findFirst();
        if (ofSlot.isPresent()) {
            var there = ofSlot.get();
            var name = there.snapshot().name();
            if (there.isGood()) {
                draft.keep(subject, "the backup of slot " + slot + " is there: " + name);
            } else {
                draft.hold(
                        subject,
                        "the backup of slot "
                                + slot
                                + ", "
                                + name
                                + ", is not counted on yet: "
                                + there.flaw().orElse(""));
            }
            return false;
        }
        var newest = holdings.ours().stream().filter(it -> !it.slot().isAfter(now)).findFirst();
        if (newest.isPresent() && isYoung(newest.get())) {
            draft.keep(
                    subject,
                    "the last backup, "
                            + newest.get().snapshot().name()
                            + ", is "
                            + Words.age(newest.get().dataFrom(now), now)
                            + " old; one is taken every "
                            + Words.length(settings.every()));
            return false;
        }
        if (!instance.isSettled()) {
            draft.hold(
                    subject,
                    "is "
                            + instance.status()
                            + ", and a snapshot is taken only of what is running or stopped");
            return false;
        }
        return true;
    }

    private boolean isYoung(Owned last) {
        var due = settings.every().minus(Slots.play(settings.every()));
        return Duration.between(last.dataFrom(now), now).compareTo(due) < 0;
    }

    private void nameTaken(String name) {
        draft.refuse(
                Trouble.NAME,
                about,
                subject,
                "a snapshot called "
                        + name
                        + " is there and is not ours by its description, so slot "
                        + slot
                        + " stays without backup. Find out who changed it; put the description"
                        + " back, or remove it.");
    }

    /** Takes a snapshot if there is room for it, or if room can be made. */
    private void take(String name, SnapshotLabel label, Set<Owned> gone) {
        int missing = holdings.used() + 1 - quota;
        var needs = new LinkedHashSet<String>();
        if (missing > 0) {
            gone.addAll(removals.expendable(slot, missing));
            if (gone.size() < missing) {
                gone.clear();
                full();
                return;
            }
            var survivor = removals.survivor(gone);
            if (survivor.isEmpty() && !settings.acceptGap()) {
                gone.clear();
                wouldLeaveNone();
                return;
            }
            for (var owned : gone) {
                var removal =
                        removals.removal(
                                owned,
                                survivor,
                                "its place is needed for slot "
                                        + slot
                                        + ", after which no rule keeps it"
                                        + (survivor.isEmpty()
                                                ? "; until that is there, there is no good backup,"
                                                        + " as acceptGap allows"
                                                : ""));
                needs.add(removal.id());
                draft.makeRoom(removal);
            }
        }
        draft.create(
                new CreateSnapshot(
                        subject,
                        instance.id(),
                        name,
                        label,
                        quota,
                        needs,
                        holdings.last(now)
                                .map(
                                        last ->
                                                "slot "
                                                        + slot
                                                        + " has none, and the last good backup is "
                                                        + Words.age(last.dataFrom(now), now)
                                                        + " old")
                                .orElse("there is no good backup yet")));
    }

    private void full() {
        int others = holdings.foreign().size();
        draft.refuse(
                Trouble.QUOTA,
                about,
                subject,
                "no room for a backup: "
                        + holdings.used()
                        + " of "
                        + quota
                        + (quota == 1 ? " snapshot is" : " snapshots are")
                        + " there, "
                        + (others == holdings.used()
                                ? "none of them ours"
                                : others
                                        + " of them not ours, and retention holds the others or"
                                        + " waits for them to settle")
                        + ". Remove some that are not ours, keep fewer, or set snapshotQuota to"
                        + " what the plan of the instance grants.");
    }

    private void wouldLeaveNone() {
        draft.refuse(
                Trouble.QUOTA,
                about,
                subject,
                "the only place for a backup holds the last good one, which never goes before the"
                        + " next is there: "
                        + holdings.used()
                        + " of "
                        + quota
                        + (quota == 1 ? " snapshot is" : " snapshots are")
                        + " there, "
                        + holdings.foreign().size()
                        + " not ours. Set snapshotQuota to what the plan of the instance grants,"
                        + " remove some that are not ours, or accept a time without backup with"
                        + " acceptGap: true and caps.deletionShare: 100%.");
    }
}
