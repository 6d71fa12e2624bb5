package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.engine.BackupRun.Options;
import dev.nightshift.backup.s3.engine.BackupRun.Progress;
import dev.nightshift.backup.s3.engine.RunResult.Conflict;
import dev.nightshift.backup.s3.engine.RunResult.Finished;
import dev.nightshift.backup.s3.engine.RunResult.Paused;
import dev.nightshift.backup.s3.manifest.LineCursor;
import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One invocation of a run: merges the last manifest with the changes, has objects copied and looked
 * at side by side, and writes lines in the order of their keys.
 */
final class OneRun {
    /** Refusals after which a run that has never copied anything does not go on. */
    private static final int HOPELESS = 100;

    private final ObjectStore store;
    private final Vault vault;
    private final VaultManifests manifests;
    private final String owner;
    private final Clock clock;
    private final Survey survey;
    private final Options options;
    private final Deadline deadline;
    private final Progress progress;
    private final LongCopies longCopies;
    private final Copier copier;
    private final Verifier verifier;
    private final String plain;
    private final Tally tally = new Tally();
    private boolean died;
    private long toAdopt;
    private String doneKey;

    OneRun(
            ObjectStores stores,
            Vault vault,
            String owner,
            Clock clock,
            Survey survey,
            Options options,
            Deadline deadline,
            Progress progress) {
        this.store = stores.at(vault.region());
        this.vault = vault;
        this.manifests = new VaultManifests(stores, vault);
        this.owner = owner;
        this.clock = clock;
        this.survey = survey;
        this.options = options;
        this.deadline = deadline;
        this.progress = progress;
        var source = survey.source();
        var sources = stores.at(source.region());
        this.longCopies =
                new LongCopies(store, vault, manifests, source.bucket(), survey.slot(), deadline);
        this.copier = new Copier(sources, store, source, vault, survey.startedAt(), longCopies);
        this.verifier = new Verifier(sources, store, source, vault, copier);
        this.plain = VaultLayout.plain(source.bucket());
        this.doneKey = survey.after();
    }

    RunResult run() {
        if (!survey.begun()) {
            // on its way while the beginning is noted down
            try (var before = lines()) {
                if (begin()) {
                    return run(Checkpoint.NONE, before, _ -> {});
                }
            }
        }
        return goOn();
    }

    /** After whoever has begun it, be it since the survey. */
    private RunResult goOn() {
        var bucket = survey.source().bucket();
        var checkpoint = Checkpoint.load(store, vault, manifests, bucket, survey.slot());
        if (checkpoint.finished()) {
            return manifests
                    .index(bucket, survey.slot())
                    .<RunResult>map(index -> new Finished(index, tally.totals()))
                    .orElseGet(() -> conflict("the manifest was there, and is gone"));
        }
        if (!checkpoint.after().equals(survey.after())) {
            return conflict(
                    "another run has got to \""
                            + checkpoint.after()
                            + "\" since this one looked, at \""
                            + survey.after()
                            + "\"");
        }
        try (var before = lines()) {
            return run(checkpoint, before, log -> prepare(checkpoint, log));
        }
    }

    private Surveyor.Lines lines() {
        return new Surveyor.Lines(
                survey.previous().map(it -> manifests.cursor(it, survey.after())));
    }

    private RunResult run(Checkpoint checkpoint, Surveyor.Lines before, Consumer<PartLog> prepare) {
        try (var log =
                new PartLog(
                        store, vault, manifests, survey, owner, checkpoint, options.partLines())) {
            prepare.accept(log);
            return merged(before, log);
        } catch (PartLog.Taken e) {
            return conflict(e.key() + " was written by another run");
        }
    }

    private RunResult conflict(String why) {
        return new Conflict(why, tally.totals());
    }

    /**
     * @return false if the run has been begun; by this one, too, if an answer was lost
     */
    private boolean begin() {
        return store.putIfAbsent(
                vault.bucket(),
                runKey(),
                Checkpoint.runNote(survey.startedAt()),
                java.util.Map.of());
    }

    private String runKey() {
        return Checkpoint.runKey(survey.source().bucket(), survey.slot());
    }

    private void prepare(Checkpoint checkpoint, PartLog log) {
        died = checkpoint.startedAt().isPresent() && checkpoint.inFlight();
        if (checkpoint.startedAt().isEmpty()) {
            if (!begin()) {
                throw new PartLog.Taken(runKey());
            }
        } else if (!died && survey.counts().toCopy() > 0) {
            log.note(checkpoint.after(), true);
        }
        if (died || checkpoint.uploads()) {
            longCopies.find();
        }
        toAdopt = died ? options.partLines() + Window.pending(options.concurrency()) : 0;
    }

    private RunResult merged(Surveyor.Lines before, PartLog log) {
        var window = new Window(options.concurrency(), deadline, item -> emit(log, item));
        try (var changes = survey.changes().read()) {
            boolean all = merge(before, changes, window, log);
            if (!all || !window.finish()) {
                return pause(window, log);
            }
            if (!survey.upTo().isEmpty()) {
                doneKey = survey.upTo();
                return pause(window, log);
            }
            longCopies.abortOthers();
            log.write();
            refuseIfVoid(log);
            return new Finished(log.finish(clock.instant()), tally.totals());
        } catch (CloudException e) {
            keep(window, log, e);
            throw e;
        } finally {
            window.close();
        }
    }

    private Paused pause(Window window, PartLog log) {
        boolean clean = window.drain();
        // what a dead invocation had made and this one did not get to is still there
        boolean left = toAdopt > 0 || (died && !window.isEmpty());
        log.write();
        log.note(doneKey, !clean || left);
        return new Paused(doneKey, tally.totals());
    }

    /** Saves what was done before something failed, if the vault lets us. */
    private void keep(Window window, PartLog log, CloudException failure) {
        try {
            window.salvage();
            log.write();
            log.note(doneKey, true);
        } catch (CloudException again) {
            // what failed before may be thrown again, and cannot suppress itself
            if (again != failure) {
                failure.addSuppressed(again);
            }
        }
    }

    /** A backup of nothing is worse than none: it would count as the newest. */
    private void refuseIfVoid(PartLog log) {
        var sums = log.sums();
        if (sums.objects() == 0 && sums.left() > 0) {
            throw hopeless("none of " + sums.left() + " objects could be copied");
        }
    }

    private CloudException hopeless(String what) {
        var first = tally.refusals().stream().findFirst();
        return new CloudException(
                first.map(RunResult.Refused::kind).orElse(CloudException.Kind.REJECTED),
                survey.source().bucket()
                        + ": "
                        + what
                        + first.map(it -> "; the first, " + it.key() + ": " + it.why()).orElse(""));
    }

    /**
     * @return whether it came to the end before the deadline
     */
    private boolean merge(
            Surveyor.Lines before, ChangeList.Reader changes, Window window, PartLog log) {
        var change = changes.next();
        for (int steps = 0; ; steps++) {
            boolean carrying = before.there() && isInRange(before.line().key());
            if (!carrying && change.isEmpty()) {
                return true;
            }
            int order =
                    !carrying
                            ? 1
                            : change.isEmpty()
                                    ? -1
                                    : KeyOrder.compare(before.line().key(), change.get().key());
            if ((order >= 0 || (steps & 127) == 0) && deadline.isNear()) {
                return false;
            }
            if (order < 0) {
                carry(before.line(), window, log);
                before.advance();
            } else {
                apply(
                        change.get(),
                        order == 0 ? Optional.of(before.line()) : Optional.empty(),
                        window);
                if (order == 0) {
                    before.advance();
                }
                change = changes.next();
            }
            if (!window.settle()) {
                return false;
            }
        }
    }

    private boolean isInRange(String key) {
        return survey.upTo().isEmpty() || KeyOrder.compare(key, survey.upTo()) <= 0;
    }

    private void carry(LineCursor line, Window window, PartLog log) {
        var state = line.state();
        var key = line.key();
        switch (state) {
            case DELETED -> window.add(new Window.Ready(key, Optional.empty(), state, 0));
            case CARRIED, COPIED, LEFT -> {
                var now = state == LineState.LEFT ? state : LineState.CARRIED;
                if (now == LineState.CARRIED && isDue(line)) {
                    var known = line.line(plain);
                    window.start(key, () -> verifier.verify(known));
                } else if (window.isEmpty()) {
                    log.add(now, line);
                    doneKey = key;
                } else {
                    window.add(
                            new Window.Ready(
                                    key,
                                    Optional.of(line.raw()),
                                    now,
                                    line.number(LineCursor.SIZE)));
                }
            }
        }
    }

    private boolean isDue(LineCursor line) {
        int every = options.verifyEvery();
        return every > 0
                && line.spread() % every
                        == survey.previous().map(it -> it.run() + 1).orElse(1) % every;
    }

    private void apply(Change change, Optional<LineCursor> line, Window window) {
        var last =
                line.filter(it -> it.state() != LineState.DELETED)
                        .map(it -> it.line(plain))
                        .filter(OneRun::hasCopy);
        switch (change.kind()) {
            case REMOVED -> window.add(removed(change, last));
            case ADDED, CHANGED -> {
                var adopt =
                        toAdopt-- > 0
                                ? Copier.Adopt.COMPARED
                                : options.adopt() ? Copier.Adopt.LISTED : Copier.Adopt.NO;
                window.start(change.key(), () -> copier.copy(change, last, adopt));
            }
        }
    }

    /** A line of an object that could never be copied names no copy. */
    private static boolean hasCopy(ManifestLine line) {
        return !line.vaultVersion().isEmpty() || !line.digest().isEmpty();
    }

    private static Window.Item removed(Change change, Optional<ManifestLine> last) {
        var line =
                last.map(
                        it ->
                                change.lastModified().equals(Instant.EPOCH)
                                        ? Copier.gone(it)
                                        : Copier.gone(it, change.lastModified(), change.version()));
        return new Window.Known(
                change.key(), Result.of(Result.How.GONE, LineState.DELETED, line, false));
    }

    /** In the order of keys. */
    private void emit(PartLog log, Window.Item item) {
        switch (item) {
            case Window.Ready(var key, var raw, var state, var size) -> {
                if (raw.isPresent()) {
                    log.add(state, raw.get(), key, size);
                }
            }
            case Window.Known(_, var result) -> add(log, result);
            case Window.Pending pending -> add(log, pending.result());
        }
        doneKey = item.key();
        if (!(item instanceof Window.Ready)) {
            progress.at(doneKey, tally.totals());
        }
    }

    private void add(PartLog log, Result result) {
        tally.add(result);
        result.line().ifPresent(line -> log.add(result.state(), line));
        if (tally.refused() >= HOPELESS
                && tally.refused() == tally.seen()
                && survey.previous().isEmpty()
                && log.isEmpty()) {
            throw hopeless("not one of the first " + tally.refused() + " objects could be copied");
        }
    }
}
