package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.Draft.Trouble;
import dev.nightshift.backup.s3.S3BackupAction.BackUp;
import dev.nightshift.backup.s3.S3BackupAction.FoldBatch;
import dev.nightshift.backup.s3.S3BackupAction.SubmitBatchCopy;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Job;
import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Archive;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.core.text.Words;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Decides what a bucket's next backup takes, and how its last one compares with the objective. */
final class Runs {
    private static final int FAILURES_TOLD = 5;

    private final S3BackupSettings settings;
    private final Instant now;
    private final Vault vault;
    private final Draft draft;

    Runs(S3BackupSettings settings, Instant now, Vault vault, Draft draft) {
        this.settings = settings;
        this.now = now;
        this.vault = vault;
        this.draft = draft;
    }

    void plan(Bucket bucket) {
        judgeAge(bucket);
        judgeCopies(bucket);
        judgePlace(bucket);
        bucket.job().ifPresent(job -> follow(bucket, job));
        if (bucket.survey().isPresent()) {
            copy(bucket, bucket.survey().get());
        } else if (bucket.postponed().isPresent()) {
            draft.hold(bucket.name(), bucket.postponed().get());
        } else if (bucket.job().isEmpty()) {
            bucket.newest()
                    .ifPresent(
                            newest ->
                                    draft.keep(
                                            bucket.name(),
                                            "the backup of slot "
                                                    + newest.slot()
                                                    + " is there: "
                                                    + Sizes.objects(newest.objects())
                                                    + ", "
                                                    + Sizes.bytes(newest.bytes())));
        }
    }

    private void copy(Bucket bucket, Survey survey) {
        var job = bucket.job().filter(ended -> covers(ended, survey));
        if (job.isPresent()) {
            draft.copy(
                    new FoldBatch(
                            bucket.name(),
                            survey.slot(),
                            survey,
                            job.get().id(),
                            "job "
                                    + job.get().id()
                                    + " is "
                                    + job.get().status()
                                    + "; "
                                    + changes(survey)
                                    + ". What it copied is taken over, what is missing is copied"
                                    + " object by object."));
        } else if (isForBatch(survey)) {
            draft.copy(
                    new SubmitBatchCopy(
                            bucket.name(),
                            survey.slot(),
                            survey,
                            settings.batch().role(),
                            why(bucket, survey)
                                    + ". S3 Batch Operations copies them: "
                                    + limits("at least")
                                    + "; "
                                    + beside(survey)
                                    + cost(bucket, survey, true)));
        } else {
            draft.copy(
                    new BackUp(
                            bucket.name(),
                            survey.slot(),
                            survey,
                            why(bucket, survey)
                                    + ". Copied object by object: "
                                    + (isPast(survey)
                                            ? "all of them too large for S3 Batch Operations"
                                            : limits("fewer than"))
                                    + "; "
                                    + cost(bucket, survey, false)));
        }
    }

    /** Whether what a job copied is part of what the survey found changed. */
    private static boolean covers(Job job, Survey survey) {
        return job.phase() == Job.Phase.ENDED
                && KeyOrder.compare(survey.after(), job.after()) >= 0
                && (job.upTo().isEmpty() || KeyOrder.compare(survey.after(), job.upTo()) < 0);
    }

    private boolean isPast(Survey survey) {
        var counts = survey.counts();
        return counts.toCopy() >= settings.batch().objects()
                || counts.bytesToCopy() >= settings.batch().bytes();
    }

    /** Copies in parts are not for S3 Batch Operations. */
    private boolean isForBatch(Survey survey) {
        return isPast(survey) && survey.counts().toCopy() > survey.counts().large();
    }

    private String limits(String than) {
        return String.format(
                Locale.ROOT,
                "%s %,d objects %s %s",
                than,
                settings.batch().objects(),
                than.startsWith("fewer") ? "and" : "or",
                Sizes.bytes(settings.batch().bytes()));
    }

    private static String beside(Survey survey) {
        return survey.counts().large() == 0
                ? ""
                : Sizes.objects(survey.counts().large())
                        + " over 5 GB and keys too long for its prefix are copied afterwards; ";
    }

    private static String why(Bucket bucket, Survey survey) {
        var going = survey.after().isEmpty() ? "" : ", goes on after " + survey.after();
        return "slot "
                + survey.slot()
                + (survey.after().isEmpty() ? " has no backup" : " is not finished")
                + bucket.newest()
                        .map(newest -> ", the last one is of slot " + newest.slot())
                        .orElse(", and there is none yet")
                + going
                + ": "
                + changes(survey);
    }

    static String changes(Survey survey) {
        var counts = survey.counts();
        return String.format(
                Locale.ROOT,
                "%,d added, %,d changed, %,d removed, %,d unchanged; %s to copy%s",
                counts.added(),
                counts.changed(),
                counts.removed(),
                counts.unchanged(),
                Sizes.bytes(counts.bytesToCopy()),
                survey.upTo().isEmpty()
                        ? ""
                        : " up to " + survey.upTo() + ", more in the next run");
    }

    private String cost(Bucket bucket, Survey survey, boolean batch) {
        var traps = Charges.traps(bucket.sample(), settings.transition(), settings);
        return Estimate.of(survey, settings.partLines(), vault.region(), batch).inWords()
                + (traps.isEmpty() ? "" : ". Beware: " + String.join("; ", traps));
    }

    private void follow(Bucket bucket, Job job) {
        var progress =
                String.format(
                        Locale.ROOT,
                        "job %s of S3 Batch Operations is %s: %d %% of %,d objects, %,d failed",
                        job.id(),
                        job.status(),
                        job.percent(),
                        job.total(),
                        job.failed());
        switch (job.phase()) {
            case RUNNING -> draft.hold(bucket.name(), progress);
            case HELD ->
                    draft.warn(
                            Trouble.BATCH,
                            bucket.name(),
                            progress
                                    + detail(job)
                                    + ". It waits for a person: confirm or cancel it.");
            case ENDED -> {
                if (job.failed() > 0 || !job.status().equals("Complete")) {
                    draft.warn(
                            Trouble.BATCH,
                            bucket.name(),
                            progress
                                    + detail(job)
                                    + failures(job)
                                    + ". What is missing is copied object by object.");
                }
            }
        }
    }

    private static String detail(Job job) {
        return job.detail().isEmpty() ? "" : " (" + job.detail() + ")";
    }

    private static String failures(Job job) {
        if (job.failures().isEmpty()) {
            return "";
        }
        var told = job.failures().stream().limit(FAILURES_TOLD).toList();
        return ": "
                + String.join(", ", told)
                + (job.failed() > told.size() ? " and more, see its report" : "");
    }

    private void judgeAge(Bucket bucket) {
        var newest = bucket.newest();
        if (newest.isEmpty()) {
            bucket.unfinished()
                    .filter(begun -> begun.plus(settings.rpo()).isBefore(now))
                    .ifPresent(
                            begun ->
                                    draft.warn(
                                            Trouble.RPO,
                                            bucket.name(),
                                            "has no finished backup yet; the first one was begun"
                                                    + " for slot "
                                                    + begun));
            return;
        }
        var from = newest.get().startedAt();
        if (from.plus(settings.rpo()).isBefore(now)) {
            draft.warn(
                    Trouble.RPO,
                    bucket.name(),
                    "the last backup, of slot "
                            + newest.get().slot()
                            + ", holds the state of "
                            + Words.age(from, now)
                            + " ago; the objective is "
                            + Words.length(settings.rpo()));
        }
    }

    private void judgeCopies(Bucket bucket) {
        bucket.newest()
                .filter(newest -> newest.left() > 0)
                .ifPresent(
                        newest ->
                                draft.warn(
                                        Trouble.REFUSED,
                                        bucket.name(),
                                        "the backup of slot "
                                                + newest.slot()
                                                + " is one of all but "
                                                + Sizes.objects(newest.left())
                                                + " that S3 refused to copy; why is in the"
                                                + " outcome of that run, and each is tried again"
                                                + " once it has changed"));
        bucket.mismatches()
                .ifPresent(
                        found ->
                                draft.warn(
                                        Trouble.MISMATCH,
                                        bucket.name(),
                                        Sizes.count(found.count(), "copy is", "copies are")
                                                + " not what the manifest says, found "
                                                + Words.age(found.at(), now)
                                                + " ago by run "
                                                + found.run()
                                                + ": "
                                                + String.join(
                                                        ", ",
                                                        found.some().stream()
                                                                .limit(FAILURES_TOLD)
                                                                .map(
                                                                        one ->
                                                                                one.key()
                                                                                        + " ("
                                                                                        + one.what()
                                                                                        + ")")
                                                                .toList())
                                                + ". Nothing of this bucket is removed from the"
                                                + " vault until that is cleared up."));
    }

    private void judgePlace(Bucket bucket) {
        var source = bucket.source();
        if (source.isPresent() && source.get().region().equals(vault.region())) {
            draft.keep(
                    bucket.name(),
                    "is in " + vault.region() + ", as the vault is: what takes one takes both");
        }
        if (source.isPresent() && !source.get().versioned()) {
            draft.keep(
                    bucket.name(),
                    "keeps no versions, so what is overwritten between two backups is lost");
        }
        bucket.sample()
                .flatMap(sample -> archived(sample))
                .ifPresent(why -> draft.warn(Trouble.ARCHIVED, bucket.name(), why));
    }

    private static Optional<String> archived(S3BackupFacts.Sample sample) {
        int count = 0;
        for (var archive : Archive.CLASSES) {
            count += sample.classes().getOrDefault(archive, 0);
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        count
                                + " of the first "
                                + Sizes.objects(sample.objects())
                                + " are archived; S3 copies none of those before somebody"
                                + " restores it");
    }
}
