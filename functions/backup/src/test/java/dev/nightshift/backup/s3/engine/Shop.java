package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.engine.BackupRun.Progress;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket with a vault beside it, and runs of the engine over both. */
final class Shop {
    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    static final Options ONE_BY_ONE = new Options(1, 10, false, 0);

    final TestClock clock = new TestClock(NOW);
    final Faults faults = new Faults();
    final FakeS3 s3 = new FakeS3(clock, faults);
    final FakeBucket bucket = s3.bucket("shop", "eu-west-1");
    final Vault vault = new Vault("vault", "eu-central-1");
    final FakeBucket kept = s3.bucket("vault", "eu-central-1").versioned();
    final VaultManifests manifests = new VaultManifests(s3, vault);
    final BackupRun runs = new BackupRun(s3, vault, "test/s3-backup", clock);
    final Surveyor surveyor = new Surveyor(s3, vault);
    Options options = ONE_BY_ONE;
    boolean versioned;

    static final Deadline LONG = () -> Duration.ofMinutes(10);

    Shop versioned() {
        versioned = true;
        bucket.versioned();
        return this;
    }

    Source source() {
        return new Source("shop", "eu-west-1", versioned);
    }

    Survey survey(Instant slot) {
        return surveyor.survey(source(), slot, clock.instant(), Long.MAX_VALUE);
    }

    RunResult run(Instant slot, Deadline deadline) {
        return run(slot, deadline, Long.MAX_VALUE);
    }

    RunResult run(Instant slot, Deadline deadline, long limit) {
        try (var survey = new Held(surveyor.survey(source(), slot, clock.instant(), limit))) {
            return runs.run(survey.survey, options, deadline, Progress.none());
        }
    }

    /** A whole run, an hour after the last. */
    ManifestIndex backup() {
        clock.advance(Duration.ofHours(1));
        return finished(run(clock.instant(), LONG));
    }

    static ManifestIndex finished(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Finished.class);
        return ((RunResult.Finished) result).index();
    }

    /** The lines of a manifest by key, those of deleted objects among them. */
    NavigableMap<String, ManifestLine> lines(ManifestIndex index) {
        var all = new TreeMap<String, ManifestLine>(KeyOrder::compare);
        try (var lines = manifests.lines(index, "")) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                all.put(line.get().key(), line.get());
            }
        }
        return all;
    }

    ManifestLine line(ManifestIndex index, String key) {
        return Optional.ofNullable(lines(index).get(key))
                .orElseThrow(() -> new AssertionError("no line of " + key));
    }

    /** What a restore of a manifest would bring back. */
    NavigableMap<String, Thing> restorable(ManifestIndex index) {
        var all = new TreeMap<String, Thing>(KeyOrder::compare);
        lines(index)
                .forEach(
                        (key, line) -> {
                            if (!line.deleted()) {
                                all.put(key, copy(line));
                            }
                        });
        return all;
    }

    private Thing copy(ManifestLine line) {
        var found =
                kept.history(line.vaultKey()).stream()
                        .filter(it -> it.version().equals(line.vaultVersion()))
                        .findFirst();
        assertThat(found).as(line.toString()).isPresent();
        return Thing.of(found.get());
    }

    NavigableMap<String, Thing> contents() {
        var all = new TreeMap<String, Thing>(KeyOrder::compare);
        bucket.contents().forEach((key, object) -> all.put(key, Thing.of(object)));
        return all;
    }

    /** What must come back of an object. */
    record Thing(
            FakeObject.Content content,
            SortedMap<String, String> properties,
            SortedMap<String, String> tags,
            String storageClass) {
        static Thing of(FakeObject object) {
            return new Thing(
                    object.content(), object.properties(), object.tags(), object.storageClass());
        }
    }

    private record Held(Survey survey) implements AutoCloseable {
        @Override
        public void close() {
            survey.changes().close();
        }
    }
}
