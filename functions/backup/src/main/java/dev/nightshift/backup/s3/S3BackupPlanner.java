package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.Draft.Trouble;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Standing;
import dev.nightshift.core.automation.Plan;
import java.util.Comparator;
import java.util.HashSet;

/** Decides what to copy, by which engine, and what to remove. Same facts, same plan. */
public final class S3BackupPlanner {
    private S3BackupPlanner() {}

    /** All that should be done now, and of everything else why not. */
    public static Plan<S3BackupAction> plan(S3BackupSettings settings, S3BackupFacts facts) {
        return draft(settings, facts).plan();
    }

    static Draft draft(S3BackupSettings settings, S3BackupFacts facts) {
        var draft = new Draft();
        if (facts.unopened().isPresent()) {
            draft.unknown(
                    Trouble.UNREADABLE,
                    "vault " + facts.vault().bucket(),
                    "could not be read, so nothing is done: " + facts.unopened().get());
            return draft;
        }
        selected(settings, facts, draft);
        var runs = new Runs(settings, facts.at(), facts.vault(), draft);
        var removals = new Removals(settings, facts.at(), draft);
        facts.buckets().stream()
                .sorted(Comparator.comparing(Bucket::name))
                .forEach(bucket -> plan(bucket, runs, removals, draft));
        return draft;
    }

    private static void plan(Bucket bucket, Runs runs, Removals removals, Draft draft) {
        if (bucket.unread().isPresent()) {
            draft.unknown(
                    Trouble.UNREADABLE,
                    bucket.name(),
                    "could not be read, so nothing is done for it: " + bucket.unread().get());
            return;
        }
        switch (bucket.standing()) {
            case SELECTED -> runs.plan(bucket);
            case UNSELECTED -> left(bucket, "is no longer selected", draft);
            case GONE -> left(bucket, "no longer exists", draft);
        }
        removals.plan(bucket);
    }

    private static void left(Bucket bucket, String why, Draft draft) {
        draft.keep(
                bucket.name(),
                why
                        + "; retention goes on for its "
                        + Sizes.count(bucket.slots().size(), "backup", "backups")
                        + ", and the last good one stays for good");
    }

    /** What is selected and cannot be looked after, and what may be selected for all we know. */
    private static void selected(S3BackupSettings settings, S3BackupFacts facts, Draft draft) {
        facts.unlisted()
                .ifPresent(
                        why ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        "buckets",
                                        "could not be listed: "
                                                + why
                                                + ". There may be some to back up."));
        facts.undecidedByName()
                .forEach(
                        (bucket, why) ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        bucket,
                                        "may be selected by its tags, which could not be read: "
                                                + why));
        var known = new HashSet<String>();
        var selected = new HashSet<String>();
        for (var bucket : facts.buckets()) {
            if (bucket.standing() != Standing.GONE) {
                known.add(bucket.name());
            }
            if (bucket.standing() == Standing.SELECTED) {
                selected.add(bucket.name());
            }
        }
        for (var name : settings.select().names()) {
            if (name.equals(facts.vault().bucket())) {
                draft.refuse(
                        Trouble.SELECTION,
                        name,
                        "is the vault itself, which is never backed up into itself. Take it out of"
                                + " select.names.");
            } else if (!known.contains(name)) {
                draft.warn(
                        Trouble.SELECTION,
                        name,
                        "is named in the settings, but there is no such bucket. Correct"
                                + " select.names.");
            }
        }
        if (selected.isEmpty() && facts.unlisted().isEmpty() && facts.undecided().isEmpty()) {
            draft.warn(
                    Trouble.SELECTION,
                    "selection",
                    "no bucket is selected by name, pattern or tag");
        }
    }
}
