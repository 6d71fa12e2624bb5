package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.Digest;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.restore.S3RestoreRequest.Target;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult.Copied;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A bucket, its vault, a manifest of it, and a place to restore to. */
final class Estate {
    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    static final String HOME = "eu-west-1";
    static final String RECOVERY = "eu-central-1";
    static final Vault VAULT =
            new Vault("nightshift-test-vault-111122223333-eu-central-1", RECOVERY);

    final TestClock clock = new TestClock(NOW.minus(Duration.ofDays(1)));
    final Faults faults = new Faults();
    final FakeS3 s3 = new FakeS3(clock, faults);
    final FakeBucket source = s3.bucket("media", HOME).versioned();
    final FakeBucket vault = s3.bucket(VAULT.bucket(), RECOVERY).versioned();
    final FakeBucket target = s3.bucket("media-restored", HOME);
    final List<Finding> findings = new ArrayList<>();

    /** Copies all of the source into the vault; the manifest of it, in key order. */
    List<ManifestLine> backUp() {
        var lines = new ArrayList<ManifestLine>();
        source.contents().forEach((key, object) -> lines.add(backUp(key, object)));
        clock.advance(Duration.ofHours(12));
        return lines;
    }

    private ManifestLine backUp(String key, FakeObject object) {
        var vaultKey = VaultLayout.copy(source.name(), key);
        var copied =
                (Copied)
                        s3.at(RECOVERY)
                                .copy(
                                        new Copy(
                                                source.name(),
                                                key,
                                                object.version(),
                                                "",
                                                object.content().sizeBytes(),
                                                VAULT.bucket(),
                                                vaultKey));
        return new ManifestLine(
                key,
                object.content().sizeBytes(),
                object.lastModified(),
                object.etag(),
                object.version(),
                object.storageClass(),
                vault.object(vaultKey).orElseThrow().checksum(),
                Digest.of(object.properties(), new TreeMap<>(object.tags())),
                vaultKey,
                copied.version(),
                false);
    }

    S3RestoreRequest request(List<ManifestLine> lines) {
        return request(lines, new Target(target.name(), HOME, ""));
    }

    S3RestoreRequest request(List<ManifestLine> lines, Target to) {
        return new S3RestoreRequest(
                source.name(), Lines.of(lines), VAULT, to, "", false, false, true);
    }

    S3RestorePlan plan(S3RestoreRequest request) {
        findings.clear();
        return new S3Restore(s3)
                .plan(request, clock.instant(), RestoreProgress.NONE, findings::add);
    }

    S3RestoreResult run(S3RestorePlan plan) {
        return run(plan, () -> Duration.ofHours(1));
    }

    S3RestoreResult run(S3RestorePlan plan, Deadline deadline) {
        findings.clear();
        return new S3Restore(s3).run(plan, deadline, RestoreProgress.NONE, findings::add);
    }

    S3RestoreResult restore(S3RestoreRequest request) {
        return run(plan(request));
    }

    static ManifestLine deleted(ManifestLine line) {
        return new ManifestLine(
                line.key(),
                line.sizeBytes(),
                line.lastModified(),
                line.etag(),
                line.version(),
                line.storageClass(),
                line.checksum(),
                line.digest(),
                line.vaultKey(),
                line.vaultVersion(),
                true);
    }
}
