package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.drill.DrillAction.Sample;
import dev.nightshift.backup.drill.ScratchFolder.Note;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Finding;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.restore.Lines;
import dev.nightshift.backup.s3.restore.RestoreProgress;
import dev.nightshift.backup.s3.restore.S3Restore;
import dev.nightshift.backup.s3.restore.S3RestoreRequest;
import dev.nightshift.backup.s3.restore.S3RestoreRequest.Target;
import dev.nightshift.backup.s3.restore.S3RestoreResult;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restores one sample and compares it; what an earlier run has restored is not copied again. */
final class SampleRun {
    /** The check that stands for a drill that was given up. */
    static final String OVER = "time";

    /** Objects larger than this are compared by their checksums alone, in bytes. */
    private static final long LARGEST_READ = 8L << 20;

    /** So many bytes are read of all of them. */
    private static final long MOST_READ = 128L << 20;

    private static final int NAMED = 5;

    private final Depot depot;
    private final ScratchFolder folder;
    private final Sample action;
    private final Note note;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    SampleRun(Depot depot, ScratchFolder folder, Sample action, Note note, Clock clock) {
        this.depot = depot;
        this.folder = folder;
        this.action = action;
        this.note = note;
        this.clock = clock;
    }

    /**
     * @param newest age of the newest object when the drill began
     */
    record Seen(List<Finding> findings, Optional<Duration> newest) {
        Seen {
            findings = List.copyOf(findings);
        }
    }

    /** Empty if the deadline came first. */
    Optional<Seen> go(ManifestIndex index, Deadline deadline) {
        var target = folder.of(action.drill());
        Optional<SampleChoice> choice;
        try {
            choice = choose(index, target, deadline);
        } catch (CloudException broken) {
            if (broken.kind() != CloudException.Kind.REJECTED
                    && broken.kind() != CloudException.Kind.NOT_FOUND) {
                throw broken;
            }
            findings.add(new Finding("manifest", Verdict.FAILED, broken.getMessage()));
            return Optional.of(new Seen(findings, Optional.empty()));
        }
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        var sample = choice.get();
        findings.add(
                new Finding(
                        "manifest",
                        Verdict.PASSED,
                        "%,d objects; every part is as it was written".formatted(index.objects())));
        if (!restore(sample, target, deadline) || !read(sample.lines(), target, deadline)) {
            return Optional.empty();
        }
        var newest =
                sample.newest()
                        .map(then -> Duration.between(then, note.startedAt()))
                        .map(age -> age.isNegative() ? Duration.ZERO : age);
        fresh(newest);
        return Optional.of(new Seen(findings, newest));
    }

    private Optional<SampleChoice> choose(ManifestIndex index, Target target, Deadline deadline) {
        try (var lines = depot.manifests().lines(index, "")) {
            return SampleChoice.of(
                    lines,
                    action.drill(),
                    action.settings().sample(),
                    target.prefix().length(),
                    deadline::isNear);
        }
    }

    private boolean restore(SampleChoice sample, Target target, Deadline deadline) {
        var restore = new S3Restore(depot.stores);
        var request =
                S3RestoreRequest.sample(
                                action.subject(), Lines.of(sample.lines()), depot.vault(), target)
                        .overwriting(true);
        var wrong = new ArrayList<String>();
        var plan =
                restore.plan(
                        request,
                        clock.instant(),
                        RestoreProgress.NONE,
                        dev.nightshift.backup.s3.restore.Finding.Listener.NOBODY);
        if (plan.isRefused()) {
            findings.add(
                    new Finding(
                            "restore",
                            Verdict.UNKNOWN,
                            "something is in the way under " + target.prefix()));
            return true;
        }
        var result =
                restore.run(
                        plan,
                        deadline,
                        RestoreProgress.NONE,
                        found -> {
                            if (wrong.size() < NAMED) {
                                wrong.add(found.key() + " " + found.kind() + ": " + found.what());
                            }
                        });
        if (!result.isComplete() && !result.tooManyFailures()) {
            return false;
        }
        if (verdict(result) == Verdict.UNKNOWN) {
            // what was restored stays, and the next tick asks for the rest
            throw new CloudException(
                    CloudException.Kind.UNREACHABLE,
                    "some of the sample could not be restored: " + String.join("; ", wrong));
        }
        findings.add(
                new Finding(
                        "restore",
                        verdict(result),
                        "%,d of a sample of %,d objects are restored and equal in size, checksum, metadata and tags%s%s"
                                .formatted(
                                        result.same() + result.verified(),
                                        sample.lines().size(),
                                        sample.passedOver() == 0
                                                ? ""
                                                : "; %,d could not be chosen: archived, or with too long a key"
                                                        .formatted(sample.passedOver()),
                                        wrong.isEmpty() ? "" : "; " + String.join("; ", wrong))));
        return true;
    }

    /**
     * A copy that is gone or another is a failure; one that could not be asked for says nothing.
     */
    private static Verdict verdict(S3RestoreResult result) {
        if (result.mismatched() > 0 || result.gone() > 0) {
            return Verdict.FAILED;
        }
        return result.isGood() ? Verdict.PASSED : Verdict.UNKNOWN;
    }

    /** Byte for byte, as checksums are only as good as who reckoned them. */
    private boolean read(List<ManifestLine> sample, Target target, Deadline deadline) {
        if (findings.getLast().verdict() != Verdict.PASSED) {
            return true;
        }
        long bytes = 0;
        int objects = 0;
        var wrong = new ArrayList<String>();
        for (var line : sample) {
            if (line.sizeBytes() > LARGEST_READ || bytes + line.sizeBytes() > MOST_READ) {
                continue;
            }
            if (deadline.isNear()) {
                return false;
            }
            if (!isSame(line, target)) {
                wrong.add(line.key());
            }
            bytes += line.sizeBytes();
            objects++;
        }
        findings.add(
                new Finding(
                        "bytes",
                        wrong.isEmpty() ? Verdict.PASSED : Verdict.FAILED,
                        wrong.isEmpty()
                                ? "%,d objects of %,d bytes in all are the same, byte for byte"
                                        .formatted(objects, bytes)
                                : "differ in content: "
                                        + String.join(", ", wrong.stream().limit(NAMED).toList())));
        return true;
    }

    private boolean isSame(ManifestLine line, Target target) {
        var vault = depot.vault();
        try (var copy = open(vault.region(), vault.bucket(), line.vaultKey(), line.vaultVersion());
                var restored =
                        open(target.region(), target.bucket(), target.prefix() + line.key(), "")) {
            int read;
            do {
                read = copy.read();
                if (read != restored.read()) {
                    return false;
                }
            } while (read >= 0);
            return true;
        } catch (IOException e) {
            throw new CloudException(
                    CloudException.Kind.UNREACHABLE,
                    "could not read " + line.key() + " to its end",
                    e);
        }
    }

    private InputStream open(String region, String bucket, String key, String version) {
        return new BufferedInputStream(depot.stores.at(region).get(bucket, key, version));
    }

    private void fresh(Optional<Duration> newest) {
        var limit = action.settings().fresh();
        if (limit.isEmpty()) {
            return;
        }
        findings.add(
                newest.map(
                                age ->
                                        new Finding(
                                                "freshness",
                                                age.compareTo(limit.get()) <= 0
                                                        ? Verdict.PASSED
                                                        : Verdict.FAILED,
                                                "the newest object was %s old when the drill began, where %s are allowed"
                                                        .formatted(
                                                                length(age), length(limit.get()))))
                        .orElseGet(
                                () ->
                                        new Finding(
                                                "freshness",
                                                Verdict.FAILED,
                                                "there is no object at all")));
    }
}
