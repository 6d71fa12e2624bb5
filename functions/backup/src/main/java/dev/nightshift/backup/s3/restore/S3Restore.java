package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.restore.Finding.Kind;
import dev.nightshift.backup.s3.restore.Merge.Row;
import dev.nightshift.backup.s3.restore.S3RestorePlanner.Decision;
import dev.nightshift.backup.s3.restore.S3RestorePlanner.InVault;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Copies a bucket out of the vault and compares what has arrived. It keeps no state: what is in the
 * target already and equal is left alone, so that a restore which was stopped is simply run again.
 */
public final class S3Restore {
    /** Copies at once: S3 takes 3,500 writes a second and prefix, and each copy waits for it. */
    public static final int AT_ONCE = 128;

    /** What was written so shortly before the plan may have been written after it. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final ObjectStores stores;
    private final int atOnce;

    public S3Restore(ObjectStores stores) {
        this(stores, AT_ONCE);
    }

    S3Restore(ObjectStores stores, int atOnce) {
        this.stores = stores;
        this.atOnce = atOnce;
    }

    /**
     * Looks at the manifest, the target and the vault; changes nothing.
     *
     * @param now by the clock
     * @param listener hears of everything that is in the way
     * @throws CloudException if any of them cannot be read to the end
     */
    public S3RestorePlan plan(
            S3RestoreRequest request,
            Instant now,
            RestoreProgress progress,
            Finding.Listener listener) {
        var tally = new PlanTally(request, listener);
        var likeness = likeness(request);
        long looked = 0;
        try (var merge = new Merge(stores, request, request.lookIntoVault());
                var crew = new Crew(atOnce)) {
            for (var row = merge.next(); row.isPresent(); row = merge.next()) {
                consider(request, row.get(), tally, likeness, crew);
                progress.looked(++looked);
            }
            crew.finish();
            return tally.plan(now, merge.others());
        }
    }

    private static void consider(
            S3RestoreRequest request, Row row, PlanTally tally, Likeness likeness, Crew crew) {
        var decision = S3RestorePlanner.decide(request, row.line(), row.there(), row.copy());
        if (!(decision instanceof Decision.Compare)) {
            tally.decided(row.line(), decision);
            return;
        }
        crew.begin(
                () ->
                        closer(request, likeness, row)
                                .ifPresentOrElse(
                                        decided -> tally.decided(row.line(), decided),
                                        () -> tally.same(row)));
    }

    /** Looks at the object itself; empty if it is as the line says. */
    private static Optional<Decision> closer(S3RestoreRequest request, Likeness likeness, Row row) {
        var line = row.line();
        var difference =
                likeness.difference(
                        line, request.target().bucket(), request.targetKey(line.key()), "");
        return S3RestorePlanner.compared(request, line, difference, row.copy());
    }

    private Likeness likeness(S3RestoreRequest request) {
        return new Likeness(
                stores.at(request.target().region()),
                stores.at(request.vault().region()),
                request.vault());
    }

    /**
     * Does what the plan says, and looks at the target again for it: what has come to be there in
     * the meantime is left alone or replaced as the request says. A refused plan is not carried
     * out.
     *
     * @param deadline no copy is begun when it is near
     * @param listener hears of every object that is not in the target as the manifest has it
     * @throws CloudException if the manifest or the target cannot be read to the end; what was
     *     copied by then stays
     * @throws IllegalArgumentException if the plan is refused
     */
    public S3RestoreResult run(
            S3RestorePlan plan,
            Deadline deadline,
            RestoreProgress progress,
            Finding.Listener listener) {
        if (plan.isRefused()) {
            throw new IllegalArgumentException("a refused plan is not carried out");
        }
        var request = plan.request();
        var tally = new RunTally(request, progress, listener);
        var likeness = likeness(request);
        var begun = "";
        var through = false;
        try (var merge = new Merge(stores, request, false);
                var crew = new Crew(atOnce)) {
            while (!deadline.isNear() && !tally.isHopeless()) {
                var next = merge.next();
                if (next.isEmpty()) {
                    through = true;
                    break;
                }
                var row = next.get();
                begun = row.line().key();
                if (isKnown(plan, row)) {
                    tally.same();
                } else {
                    crew.begin(() -> restore(request, row, tally, likeness));
                }
            }
            crew.finish();
        }
        return tally.result(through, begun);
    }

    /** Whether it was found equal when the plan was made, and not written since. */
    private static boolean isKnown(S3RestorePlan plan, Row row) {
        return plan.known().isSame(row.number())
                && row.there()
                        .filter(
                                there ->
                                        there.lastModified()
                                                .isBefore(plan.at().minus(CLOCKS_DIFFER)))
                        .isPresent();
    }

    private void restore(S3RestoreRequest request, Row row, RunTally tally, Likeness likeness) {
        var line = row.line();
        try {
            var decision =
                    S3RestorePlanner.decide(request, line, row.there(), new InVault.Unseen());
            if (decision instanceof Decision.Compare) {
                var closer = closer(request, likeness, row);
                if (closer.isEmpty()) {
                    tally.same();
                    return;
                }
                decision = closer.get();
            }
            switch (decision) {
                case Decision.LeaveOut() -> {}
                case Decision.Compare() -> throw new IllegalStateException("not decided yet");
                case Decision.Refuse(var kind, var what) -> tally.refused(line, kind, what);
                case Decision.Copy _ -> copy(request, line, tally, likeness);
            }
        } catch (CloudException failure) {
            tally.failed(line, failure.getMessage());
        }
    }

    private void copy(
            S3RestoreRequest request, ManifestLine line, RunTally tally, Likeness likeness) {
        var bucket = request.target().bucket();
        var key = request.targetKey(line.key());
        var copy =
                new Copy(
                        request.vault().bucket(),
                        line.vaultKey(),
                        line.vaultVersion(),
                        "",
                        line.sizeBytes(),
                        bucket,
                        key,
                        S3RestorePlanner.storageClass(line),
                        !request.overwrite());
        var target = stores.at(request.target().region());
        CopyResult result;
        try {
            if (copy.onlyIfAbsent()
                    && copy.sizeBytes() > ObjectStore.LARGEST_SINGLE_COPY_BYTES
                    // S3 sees to it at the end, when gigabytes have been copied in vain
                    && target.head(bucket, key, "").isPresent()) {
                taken(request, line, tally, likeness);
                return;
            }
            result = target.copy(copy);
        } catch (CloudException failure) {
            // only the answer may have been lost
            if (failure.kind() == CloudException.Kind.UNREACHABLE
                    && likeness.difference(line, bucket, key, "").isEmpty()) {
                tally.good(line);
                return;
            }
            throw failure;
        }
        switch (result) {
            case CopyResult.Changed() when copy.onlyIfAbsent() ->
                    taken(request, line, tally, likeness);
            case CopyResult.Gone(), CopyResult.Changed() ->
                    tally.refused(
                            line,
                            Kind.GONE,
                            "version %s of %s is not in the vault"
                                    .formatted(line.vaultVersion(), line.vaultKey()));
            case CopyResult.Copied(_, var version) -> {
                var difference = likeness.difference(line, bucket, key, version);
                if (difference.isEmpty()) {
                    tally.good(line);
                } else {
                    tally.mismatch(line, difference);
                }
            }
        }
    }

    /**
     * Something has come to be there since the target was listed. It may be the copy itself, whose
     * answer was lost.
     */
    private static void taken(
            S3RestoreRequest request, ManifestLine line, RunTally tally, Likeness likeness) {
        var difference =
                likeness.difference(
                        line, request.target().bucket(), request.targetKey(line.key()), "");
        if (difference.isEmpty()) {
            tally.good(line);
        } else {
            tally.refused(
                    line, Kind.CONFLICT, "was written just now by somebody else: " + difference);
        }
    }
}
