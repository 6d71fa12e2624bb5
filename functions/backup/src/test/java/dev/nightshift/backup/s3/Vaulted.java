package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Garbage;
import dev.nightshift.backup.s3.S3BackupFacts.Job;
import dev.nightshift.backup.s3.S3BackupFacts.Mismatches;
import dev.nightshift.backup.s3.S3BackupFacts.Orphans;
import dev.nightshift.backup.s3.S3BackupFacts.Proof;
import dev.nightshift.backup.s3.S3BackupFacts.Sample;
import dev.nightshift.backup.s3.S3BackupFacts.Standing;
import dev.nightshift.backup.s3.S3BackupSettings.Batch;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import dev.nightshift.backup.s3.engine.RunResult.Mismatch;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.SpooledChanges;
import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.backup.s3.engine.Survey.Counts;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of one bucket and settings for one planner test, as short as can be said. */
final class Vaulted {
    static final Scope SCOPE = new Scope("test", "s3-backup");
    static final Vault VAULT = Vault.of("test", "111122223333", "eu-central-1");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant TODAY = Instant.parse("2026-11-22T00:00:00Z");
    static final String BUCKET = "shop-media";

    private final String name = BUCKET;
    private Standing standing = Standing.SELECTED;
    private Optional<Source> source = Optional.of(new Source(BUCKET, "eu-west-1", true));
    private Optional<String> unread = Optional.empty();
    private final List<Instant> slots = new ArrayList<>();
    private Optional<ManifestIndex> newest = Optional.empty();
    private Optional<Proof> proven = Optional.empty();
    private Optional<Instant> unfinished = Optional.empty();
    private Optional<Job> job = Optional.empty();
    private Optional<Survey> survey = Optional.empty();
    private Optional<String> postponed = Optional.empty();
    private Optional<Sample> sample = Optional.empty();
    private Optional<Garbage> garbage = Optional.empty();
    private Optional<Orphans> orphans = Optional.empty();
    private Optional<Mismatches> mismatches = Optional.empty();
    private Instant now = NOW;
    private RetentionPolicy keep = RetentionPolicy.keepLast(3);
    private Batch batch = new Batch(1_000, 10L << 40, Optional.empty());
    private Select select = new Select(Map.of(), List.of(BUCKET), List.of());
    private Optional<Transition> transition = Optional.empty();
    private int share = 50;

    static ManifestIndex manifest(Instant slot, int run, long left) {
        return new ManifestIndex(
                BUCKET,
                slot,
                slot.plusSeconds(60),
                slot.plusSeconds(120),
                Optional.empty(),
                run,
                1_000,
                5L << 30,
                0,
                left,
                10,
                1_000,
                List.of());
    }

    Vaulted at(Instant instant) {
        now = instant;
        return this;
    }

    Vaulted standing(Standing how) {
        standing = how;
        if (how == Standing.GONE) {
            source = Optional.empty();
        }
        return this;
    }

    Vaulted source(String region, boolean versioned) {
        source = Optional.of(new Source(BUCKET, region, versioned));
        return this;
    }

    Vaulted unread(String why) {
        unread = Optional.of(why);
        return this;
    }

    /** Finished backups, oldest first; the last one not in the future is the newest. */
    Vaulted backups(Instant... of) {
        slots.addAll(List.of(of));
        newest =
                slots.stream()
                        .filter(slot -> !slot.isAfter(now))
                        .reduce((_, later) -> later)
                        .map(slot -> manifest(slot, slots.size(), 0));
        return this;
    }

    /** So many, one a day, the newest today. */
    Vaulted days(int count) {
        var all = new Instant[count];
        for (int i = 0; i < count; i++) {
            all[i] = TODAY.minus(Duration.ofDays(count - 1L - i));
        }
        return backups(all);
    }

    Vaulted left(long objects) {
        newest = newest.map(it -> manifest(it.slot(), it.run(), objects));
        return this;
    }

    Vaulted proven(Instant slot) {
        proven = Optional.of(new Proof(slot, slot.plus(Duration.ofHours(5))));
        return this;
    }

    Vaulted unfinished(Instant slot) {
        unfinished = Optional.of(slot);
        return this;
    }

    Vaulted job(Job.Phase phase, String status, long total, long failed, String... failures) {
        job =
                Optional.of(
                        new Job(
                                "job-1",
                                "",
                                "m",
                                phase,
                                status,
                                total,
                                total - failed,
                                failed,
                                "",
                                List.of(failures)));
        return this;
    }

    Vaulted survey(Counts counts) {
        return survey("", "", counts);
    }

    Vaulted survey(String after, String upTo, Counts counts) {
        survey =
                Optional.of(
                        new Survey(
                                source.orElseThrow(),
                                TODAY,
                                NOW,
                                !after.isEmpty(),
                                newest,
                                after,
                                upTo,
                                counts,
                                SpooledChanges.of(List.of())));
        return this;
    }

    static Counts added(long objects, long bytes, long large) {
        return new Counts(5, objects, 0, 0, bytes, large, 6 * large, 1 + (objects + 4) / 1_000);
    }

    Vaulted postponed(String why) {
        postponed = Optional.of(why);
        return this;
    }

    Vaulted sample(String storageClass, int objects, int small) {
        sample =
                Optional.of(
                        new Sample(
                                objects,
                                Map.of(storageClass, objects),
                                Map.of(storageClass, small)));
        return this;
    }

    Vaulted garbage(long versions, long of) {
        garbage = Optional.of(new Garbage(versions, versions << 20, of, of << 20));
        return this;
    }

    Vaulted orphans(Instant... of) {
        orphans = Optional.of(new Orphans(List.of(of), 1));
        return this;
    }

    Vaulted mismatch(String key) {
        mismatches =
                Optional.of(
                        new Mismatches(
                                7,
                                NOW.minusSeconds(3_600),
                                1,
                                List.of(
                                        new Mismatch(
                                                key,
                                                "data/shop-media/k/" + key,
                                                "v1",
                                                "the copy is missing"))));
        return this;
    }

    Vaulted keep(RetentionPolicy policy) {
        keep = policy;
        return this;
    }

    Vaulted batch(int objects, long bytes) {
        batch = new Batch(objects, bytes, Optional.empty());
        return this;
    }

    Vaulted select(Select chosen) {
        select = chosen;
        return this;
    }

    Vaulted transition(Transition moves) {
        transition = Optional.of(moves);
        return this;
    }

    Vaulted share(int percent) {
        share = percent;
        return this;
    }

    S3BackupSettings settings() {
        return new S3BackupSettings(
                select,
                Duration.ofDays(1),
                keep,
                Duration.ofHours(26),
                Optional.empty(),
                transition,
                30,
                batch,
                new S3BackupSettings.Garbage(Duration.ofDays(7), share),
                32,
                1_000,
                1_000_000);
    }

    Bucket bucket() {
        return new Bucket(
                name,
                standing,
                source,
                unread,
                slots,
                newest,
                proven,
                unfinished,
                job,
                survey,
                postponed,
                sample,
                garbage,
                orphans,
                mismatches);
    }

    S3BackupFacts facts() {
        return new S3BackupFacts(
                now, VAULT, Optional.empty(), Map.of(), Optional.empty(), List.of(bucket()));
    }

    Plan<S3BackupAction> plan() {
        return S3BackupPlanner.plan(settings(), facts());
    }

    /** Reasons of this kind for this subject, joined. */
    static String said(Plan<S3BackupAction> plan, Remark.Kind kind, String subject) {
        return String.join(
                "\n",
                plan.remarks().stream()
                        .filter(it -> it.kind() == kind && it.subject().equals(subject))
                        .map(Remark::because)
                        .toList());
    }
}
