package dev.nightshift.backup.s3;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.s3.S3BackupSettings.Batch;
import dev.nightshift.backup.s3.S3BackupSettings.Garbage;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.engine.BackupRun;
import dev.nightshift.backup.s3.engine.RunResult;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Surveyor;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.retention.RetentionPolicy;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Buckets to back up: one new, one large enough for S3 Batch Operations, one with a history that
 * retention has something to say to, one emptied, one that is nobody's business. An object that was
 * refused is tried again for the next slot, so slots are short here.
 */
final class BucketEstate implements World<S3BackupFacts, S3BackupAction> {
    static final String HOME = "eu-west-1";
    static final String RECOVERY = "eu-central-1";
    static final String ACCOUNT = "111122223333";

    static final S3BackupSettings SETTINGS = settings(4, 100, 5);

    /**
     * @param connections how many requests are under way at once
     * @param partLines lines of a part of a manifest
     * @param forJobs from so many objects on, jobs copy
     */
    static S3BackupSettings settings(int connections, int partLines, int forJobs) {
        return new S3BackupSettings(
                new Select(Map.of("backup", "daily"), List.of(), List.of("shop-*")),
                Duration.ofHours(1),
                new RetentionPolicy(0, 0, 0, 0, 0, Optional.of(Duration.ofDays(1))),
                Duration.ofHours(26),
                Optional.empty(),
                Optional.empty(),
                30,
                new Batch(forJobs, 1L << 40, Optional.empty()),
                new Garbage(Duration.ofDays(7), 50),
                connections,
                partLines,
                1_000_000);
    }

    /** Moves while the past is made, and is the test's clock afterwards. */
    private static final class Times extends Clock {
        private Clock now;

        Times(Clock now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final Scope scope;
    final FakeS3 s3;
    final TestJobs jobs;
    final Vault vault;
    private final Faults faults = new Faults();
    private final Times times;
    private final Instant begun;
    private final S3BackupSettings settings;

    BucketEstate(
            Scope scope,
            Clock clock,
            S3BackupSettings settings,
            BiFunction<FakeS3, Faults, TestJobs> jobs) {
        this.scope = scope;
        this.settings = settings;
        times = new Times(clock);
        begun = Slots.of(clock.instant(), settings.every());
        s3 = new FakeS3(times);
        vault = Vault.of(scope.stage(), ACCOUNT, RECOVERY);
        s3.bucket(vault.bucket(), RECOVERY).versioned().kms();
        this.jobs = jobs.apply(s3, faults);
    }

    static BucketEstate full(Scope scope, Clock clock) {
        return full(scope, clock, SETTINGS, FakeJobs::new);
    }

    static BucketEstate full(
            Scope scope,
            Clock clock,
            S3BackupSettings settings,
            BiFunction<FakeS3, Faults, TestJobs> jobs) {
        var estate = new BucketEstate(scope, clock, settings, jobs);
        var today = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        estate.s3
                .bucket("shop-media", HOME)
                .versioned()
                .put("a b/ü+&=.txt", "one")
                .put("empty", "")
                .put("z", FakeObject.of("two".getBytes(StandardCharsets.UTF_8)));
        var photos = estate.s3.bucket("shop-photos", HOME).versioned();
        for (int i = 0; i < 6; i++) {
            photos.put("photo %d.jpg".formatted(i), "picture " + i);
        }
        var _ = estate.jobs.refusing("photo 3.jpg");
        var old = estate.s3.bucket("shop-old", HOME);
        for (int day = 11; day > 0; day -= 3) {
            old.put("changing", "as of " + day);
            old.put("day-" + day, "kept");
            estate.backedUp(old, today.minus(Duration.ofDays(day)));
        }
        estate.backedUp(old, Slots.of(clock.instant(), SETTINGS.every()));
        estate.past(
                today.minus(Duration.ofDays(9)),
                () ->
                        estate.bucketOfVault()
                                .put(VaultLayout.plain("shop-old") + "zombie", "of a dead run"));
        var emptied = estate.s3.bucket("shop-emptied", HOME).put("last", "words");
        estate.backedUp(emptied, today.minus(Duration.ofHours(1)));
        emptied.purge("last");
        estate.s3.bucket("tagged", HOME).tag("backup", "daily").put("k", "v").put("l", "w");
        estate.s3.bucket("private", HOME).put("diary", "mine");
        estate.s3.bucket("nightshift-prod-vault-111122223333-eu-west-1", HOME).put("k", "v");
        estate.bucketOfVault().put("evidence/2026/drill.json", "{}");
        estate.s3.passing(estate.faults);
        return estate;
    }

    FakeBucket bucketOfVault() {
        return s3.bucket(vault.bucket());
    }

    /** Does it at a moment of the past. */
    void past(Instant at, Runnable what) {
        var now = times.now;
        times.now = Clock.fixed(at, ZoneOffset.UTC);
        what.run();
        times.now = now;
    }

    /** A finished backup of a slot, made a minute after it began. */
    void backedUp(FakeBucket bucket, Instant slot) {
        past(
                slot.plusSeconds(60),
                () -> {
                    var survey =
                            new Surveyor(s3, vault)
                                    .survey(
                                            new Source(bucket.name(), HOME, false),
                                            slot,
                                            times.instant(),
                                            1_000_000);
                    var result =
                            new BackupRun(s3, vault, scope.owner(), times)
                                    .run(
                                            survey,
                                            new BackupRun.Options(4, 100, false, 0),
                                            () -> Duration.ofMinutes(5),
                                            BackupRun.Progress.none());
                    if (!(result instanceof RunResult.Finished)) {
                        throw new AssertionError(result);
                    }
                });
    }

    @Override
    public Automation<S3BackupFacts, S3BackupAction> automation() {
        return automation(s3);
    }

    /** One that reaches this world by another way. */
    Automation<S3BackupFacts, S3BackupAction> automation(ObjectStores stores) {
        return new S3BackupAutomation(
                settings,
                new Place(scope, new Regions(HOME, RECOVERY)),
                stores,
                jobs,
                () -> ACCOUNT,
                () -> "arn:aws:iam::" + ACCOUNT + ":role/nightshift-test-s3-batch",
                times);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    /**
     * Copies, what the newest manifest of each bucket says, the older ones that are still there,
     * and the jobs that were made.
     */
    @Override
    public Object owned() {
        var owned = new ArrayList<String>();
        var newest = new TreeMap<String, Instant>();
        bucketOfVault()
                .contents()
                .forEach(
                        (key, object) -> {
                            if (key.startsWith("data/")) {
                                owned.add(key + " " + object.content().sizeBytes());
                            } else if (key.startsWith("manifests/")) {
                                var bucket = key.split("/", 3)[1];
                                var slot = VaultLayout.slot(bucket, key).orElseThrow();
                                if (key.endsWith("/index.json")) {
                                    newest.put(bucket, slot);
                                }
                                if (slot.isBefore(begun)) {
                                    owned.add(key);
                                }
                            }
                        });
        newest.forEach((bucket, slot) -> owned.add(bucket + " " + lines(bucket, slot)));
        owned.addAll(jobs.made());
        return owned;
    }

    private List<String> lines(String bucket, Instant slot) {
        var lines = new ArrayList<String>();
        quietly(
                () -> {
                    var manifests = new VaultManifests(s3, vault);
                    var index = manifests.index(bucket, slot).orElseThrow();
                    try (var reader = manifests.lines(index, "")) {
                        for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                            lines.add(line.get().key() + (line.get().deleted() ? " deleted" : ""));
                        }
                    }
                });
        return lines;
    }

    /** Looks at the world without its faults noticing. */
    private void quietly(Runnable look) {
        s3.passing(new Faults());
        look.run();
        s3.passing(faults);
    }

    @Override
    public Object foreign() {
        var foreign = new TreeMap<String, Object>();
        for (var bucket :
                List.of(
                        "shop-media",
                        "shop-photos",
                        "shop-old",
                        "tagged",
                        "private",
                        "nightshift-prod-vault-111122223333-eu-west-1")) {
            foreign.put(bucket, s3.bucket(bucket).contents().toString());
        }
        foreign.put(
                "evidence",
                bucketOfVault().contents().keySet().stream()
                        .filter(key -> key.startsWith("evidence/"))
                        .toList());
        return foreign;
    }

    @Override
    public void settle() {
        jobs.settle();
    }

    @Override
    public String blind() {
        var newest =
                bucketOfVault().contents().keySet().stream()
                        .filter(
                                key ->
                                        key.startsWith(VaultLayout.manifests("shop-old"))
                                                && key.endsWith("/index.json"))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        // an archived object cannot be read
        bucketOfVault().tamper(newest, object -> object.withStorageClass("GLACIER"));
        return "shop-old";
    }
}
