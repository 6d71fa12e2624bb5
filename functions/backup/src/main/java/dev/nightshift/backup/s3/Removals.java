package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.Draft.Trouble;
import dev.nightshift.backup.s3.S3BackupAction.CollectGarbage;
import dev.nightshift.backup.s3.S3BackupAction.DropManifest;
import dev.nightshift.backup.s3.S3BackupAction.DropOrphans;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Garbage;
import dev.nightshift.core.retention.Candidate;
import dev.nightshift.core.retention.Retention;
import dev.nightshift.core.retention.Verdict;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Applies retention to the manifests of one bucket, and sees to what nothing names any more. */
final class Removals {
    private final S3BackupSettings settings;
    private final Instant now;
    private final Draft draft;

    Removals(S3BackupSettings settings, Instant now, Draft draft) {
        this.settings = settings;
        this.now = now;
        this.draft = draft;
    }

    void plan(Bucket bucket) {
        var held =
                bucket.mismatches().isPresent()
                        ? Optional.of("copies were found that are not what their manifest says")
                        : Optional.<String>empty();
        // first: what it looked at are the manifests as they are
        var first =
                bucket.garbage()
                        .flatMap(garbage -> garbage(bucket, garbage, held))
                        .map(Set::of)
                        .orElse(Set.of());
        manifests(bucket, held, first);
        bucket.orphans()
                .ifPresent(
                        orphans ->
                                draft.remove(
                                        new DropOrphans(
                                                bucket.name(), orphans.slots(), orphans(orphans))));
    }

    private static String orphans(S3BackupFacts.Orphans orphans) {
        return Sizes.count(orphans.slots().size(), "run that is", "runs that are")
                + " over left parts or notes"
                + (orphans.uploads() == 0
                        ? ""
                        : ", and "
                                + Sizes.count(orphans.uploads(), "upload was", "uploads were")
                                + " never completed");
    }

    private void manifests(Bucket bucket, Optional<String> held, Set<String> first) {
        draft.owns(bucket.slots().size());
        var candidates = bucket.slots().stream().map(slot -> candidate(bucket, slot)).toList();
        var verdicts = Retention.decide(settings.keep(), candidates, now);
        var survivors = survivors(verdicts);
        // oldest first, as they are to go
        for (var verdict : verdicts.reversed()) {
            var slot = verdict.candidate().slot();
            var named = bucket.name() + "/" + slot;
            if (verdict.kind() == Verdict.Kind.FUTURE) {
                draft.warn(
                        Trouble.DATES,
                        bucket.name(),
                        "the backup of slot " + slot + " is kept: " + verdict.because());
            } else if (verdict.keeps()) {
                draft.keep(named, verdict.because());
            } else if (held.isPresent()) {
                draft.hold(named, verdict.because() + ", but nothing is removed: " + held.get());
            } else {
                draft.remove(
                        new DropManifest(bucket.name(), slot, survivors, first, verdict.because()));
            }
        }
    }

    private static Candidate candidate(Bucket bucket, Instant slot) {
        var candidate = Candidate.good(slot.toString(), slot);
        return bucket.proven().filter(proof -> proof.slot().equals(slot)).isPresent()
                ? candidate.asProven()
                : candidate;
    }

    /** The newest one that stays, and the newest proven one. */
    private static List<Instant> survivors(List<Verdict> verdicts) {
        var survivors = new LinkedHashSet<Instant>();
        verdicts.stream()
                .filter(
                        verdict ->
                                verdict.keeps()
                                        && verdict.kind() != Verdict.Kind.FUTURE
                                        && verdict.kind() != Verdict.Kind.NOT_COUNTED)
                .map(verdict -> verdict.candidate().slot())
                .findFirst()
                .ifPresent(survivors::add);
        verdicts.stream()
                .map(Verdict::candidate)
                .filter(Candidate::proven)
                .map(Candidate::slot)
                .findFirst()
                .ifPresent(survivors::add);
        return List.copyOf(survivors);
    }

    /**
     * @return the id of what is to be done first
     */
    private Optional<String> garbage(Bucket bucket, Garbage garbage, Optional<String> held) {
        if (bucket.survey().isPresent()
                || bucket.unfinished().isPresent()
                || bucket.postponed().isPresent()) {
            // a run that is not finished has copies that no manifest names yet
            draft.hold(bucket.name(), "garbage waits until the backup that is due is finished");
            return Optional.empty();
        }
        var found = inWords(garbage);
        if (held.isPresent() && garbage.versions() > 0) {
            draft.hold(bucket.name(), found + ", but nothing is removed: " + held.get());
        } else if (garbage.versions() * 100
                > settings.garbage().sharePercent() * garbage.ofVersions()) {
            draft.refuse(
                    Trouble.GARBAGE,
                    bucket.name(),
                    found
                            + ": more than "
                            + settings.garbage().sharePercent()
                            + " %, so none is removed. Find out which manifests went, or raise"
                            + " garbage.share for one run.");
        } else {
            var collect =
                    new CollectGarbage(bucket.name(), garbage.versions(), bucket.slots(), found);
            draft.remove(collect);
            return Optional.of(collect.id());
        }
        return Optional.empty();
    }

    private static String inWords(Garbage garbage) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d copies, %s of %s, are named by none of its manifests",
                garbage.versions(),
                garbage.ofVersions(),
                Sizes.bytes(garbage.bytes()),
                Sizes.bytes(garbage.ofBytes()));
    }
}
