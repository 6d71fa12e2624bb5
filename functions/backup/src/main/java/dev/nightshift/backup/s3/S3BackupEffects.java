package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.S3BackupAction.BackUp;
import dev.nightshift.backup.s3.S3BackupAction.CollectGarbage;
import dev.nightshift.backup.s3.S3BackupAction.DropManifest;
import dev.nightshift.backup.s3.S3BackupAction.DropOrphans;
import dev.nightshift.backup.s3.S3BackupAction.FoldBatch;
import dev.nightshift.backup.s3.S3BackupAction.SubmitBatchCopy;
import dev.nightshift.backup.s3.S3BackupFacts.Mismatches;
import dev.nightshift.backup.s3.engine.BackupRun;
import dev.nightshift.backup.s3.engine.Discards;
import dev.nightshift.backup.s3.engine.Garbage;
import dev.nightshift.backup.s3.engine.RunResult;
import dev.nightshift.backup.s3.engine.RunResult.Totals;
import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Outcome.Underway;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes one effect, so that doing it twice is doing it once. */
final class S3BackupEffects {
    private static final int TOLD = 3;

    private final S3BackupSettings settings;
    private final Scope scope;
    private final BatchJobs jobs;
    private final Supplier<String> batchRole;
    private final Clock clock;
    private final Vault vault;
    private final ObjectStore store;
    private final Manifests manifests;
    private final BackupRun engine;
    private final Garbage garbage;
    private final Discards discards;
    private final Notes notes;

    /**
     * @param batchRole ARN of the role that the main stack makes
     */
    S3BackupEffects(
            S3BackupSettings settings,
            Scope scope,
            Vault vault,
            ObjectStores stores,
            BatchJobs jobs,
            Supplier<String> batchRole,
            Clock clock) {
        this.settings = settings;
        this.scope = scope;
        this.vault = vault;
        this.jobs = jobs;
        this.batchRole = batchRole;
        this.clock = clock;
        this.store = stores.at(vault.region());
        this.manifests = new VaultManifests(stores, vault);
        this.engine = new BackupRun(stores, vault, scope.owner(), clock);
        this.garbage = new Garbage(stores, vault);
        this.discards = new Discards(stores, vault);
        this.notes = new Notes(store, vault);
    }

    Applied apply(S3BackupAction action, Deadline deadline) {
        return switch (action) {
            case BackUp it -> run(it.subject(), it.survey(), options(), deadline);
            case FoldBatch it -> run(it.subject(), it.survey(), options().adopting(), deadline);
            case SubmitBatchCopy it -> submit(it, deadline);
            case DropManifest it -> drop(it);
            case CollectGarbage it -> collect(it, deadline);
            case DropOrphans it -> clear(it);
        };
    }

    private BackupRun.Options options() {
        return new BackupRun.Options(
                settings.connections(), settings.partLines(), false, settings.verifyEvery());
    }

    private Applied run(
            String bucket, Survey survey, BackupRun.Options options, Deadline deadline) {
        if (manifests.index(bucket, survey.slot()).isPresent()) {
            return new AlreadySo("the backup of slot " + survey.slot() + " is there already");
        }
        var result = engine.run(survey, options, deadline, BackupRun.Progress.none());
        remember(bucket, survey, result);
        var totals = inWords(result.totals());
        return switch (result) {
            case RunResult.Finished(var index, _) ->
                    new Done(
                            Sizes.objects(index.objects())
                                    + ", "
                                    + Sizes.bytes(index.bytes())
                                    + " in the vault; "
                                    + totals);
            case RunResult.Paused(var lastKey, _) ->
                    new Underway("up to " + lastKey + "; " + totals);
            case RunResult.Conflict(var why, _) -> new Underway(why + "; " + totals);
        };
    }

    /** What a verification found outlives the run that found it. */
    private void remember(String bucket, Survey survey, RunResult result) {
        var totals = result.totals();
        int run = survey.previous().map(previous -> previous.run() + 1).orElse(1);
        if (totals.mismatched() > 0) {
            notes.mismatches(
                    bucket,
                    new Mismatches(run, clock.instant(), totals.mismatched(), totals.mismatches()));
        } else if (result instanceof RunResult.Finished && settings.verifyEvery() > 0) {
            notes.mismatches(bucket)
                    .filter(known -> known.run() + settings.verifyEvery() <= run)
                    .ifPresent(_ -> notes.clearMismatches(bucket, run, clock.instant()));
        }
    }

    private static String inWords(Totals totals) {
        var words = new StringBuilder();
        words.append(
                String.format(
                        Locale.ROOT,
                        "%s copied (%s)",
                        Sizes.objects(totals.copied()),
                        Sizes.bytes(totals.copiedBytes())));
        count(words, totals.adopted(), "taken over");
        count(words, totals.moved(), "changed meanwhile");
        count(words, totals.verified(), "verified");
        if (totals.refused() > 0) {
            count(words, totals.refused(), "refused by S3");
            totals.refusals().stream()
                    .limit(TOLD)
                    .forEach(
                            one ->
                                    words.append("; ")
                                            .append(one.key())
                                            .append(": ")
                                            .append(one.why()));
        }
        if (totals.mismatched() > 0) {
            count(words, totals.mismatched(), S3BackupReport.NOT_AS_WRITTEN);
            totals.mismatches().stream()
                    .limit(TOLD)
                    .forEach(
                            one ->
                                    words.append("; ")
                                            .append(one.key())
                                            .append(": ")
                                            .append(one.what()));
        }
        return words.toString();
    }

    private static void count(StringBuilder words, long count, String what) {
        if (count > 0) {
            words.append(String.format(Locale.ROOT, ", %,d %s", count, what));
        }
    }

    private Applied submit(SubmitBatchCopy action, Deadline deadline) {
        var survey = action.survey();
        var bucket = action.subject();
        if (manifests.index(bucket, action.slot()).isPresent()) {
            return new AlreadySo("the backup of slot " + action.slot() + " is there already");
        }
        var known =
                notes.job(bucket, action.slot())
                        .filter(note -> note.after().equals(survey.after()));
        if (known.isPresent()) {
            return new AlreadySo("job " + known.get().id() + " is at it already");
        }
        engine.begin(survey);
        var token = token(action);
        var listKey = Notes.batch(bucket, action.slot()) + "list-" + token.substring(0, 8) + ".csv";
        // an earlier attempt may have been cut off after its job was made: the same list again
        // is the same job
        var etag = store.head(vault.bucket(), listKey, "").map(head -> head.etag());
        if (etag.isEmpty()) {
            try (var list = JobList.of(survey)) {
                if (list.lines() == 0) {
                    return run(bucket, survey, options(), deadline);
                }
                etag = Optional.of(jobs.writeList(vault, listKey, list.body()));
            }
        }
        var id =
                jobs.create(
                        new BatchJobs.Order(
                                vault,
                                listKey,
                                etag.get(),
                                survey.source().versioned(),
                                VaultLayout.plain(bucket),
                                Notes.report(bucket, action.slot()),
                                action.role().orElseGet(batchRole),
                                token,
                                "nightshift " + bucket + " " + action.slot(),
                                Map.of(
                                        Ownership.OWNER_TAG, scope.owner(),
                                        Ownership.SOURCE_TAG, bucket,
                                        Ownership.SLOT_TAG, action.slot().toString())));
        notes.job(bucket, action.slot(), new Notes.JobNote(id, survey.after(), survey.upTo()));
        return new Done("job " + id + " copies them; the next runs follow it");
    }

    /** The same for the same range of the same slot: what makes two requests one job. */
    private String token(SubmitBatchCopy action) {
        var text =
                String.join(
                        "\0",
                        scope.owner(),
                        vault.bucket(),
                        action.subject(),
                        action.slot().toString(),
                        action.survey().after());
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Applied drop(DropManifest action) {
        for (var survivor : action.survivors()) {
            if (!isThere(action.subject(), survivor)) {
                return new Refused(
                        "the backup of slot "
                                + survivor
                                + ", which was to remain, is not there any more; nothing is removed"
                                + " beside it");
            }
        }
        var there = isThere(action.subject(), action.slot());
        // what an earlier attempt left of it goes as well
        var refused = discards.drop(action.subject(), action.slot());
        if (!refused.isEmpty()) {
            return refused("of the backup of slot " + action.slot(), refused);
        }
        return there
                ? new Done("the backup of slot " + action.slot() + " is removed")
                : new AlreadySo("the backup of slot " + action.slot() + " is gone already");
    }

    private static Refused refused(String what, List<ObjectStore.Refusal> refused) {
        var first = refused.getFirst();
        return new Refused(
                "S3 would not remove "
                        + Sizes.count(refused.size(), "version", "versions")
                        + " "
                        + what
                        + "; the first, "
                        + first.version().key()
                        + ": "
                        + first.code()
                        + ": "
                        + first.message());
    }

    private boolean isThere(String bucket, Instant slot) {
        return store.head(vault.bucket(), VaultLayout.index(bucket, slot), "").isPresent();
    }

    private Applied collect(CollectGarbage action, Deadline deadline) {
        var now = clock.instant();
        var collected = garbage.collect(action.subject(), now, deadline);
        var words =
                Sizes.count(collected.versions(), "copy", "copies")
                        + " removed, "
                        + Sizes.bytes(collected.bytes());
        if (!collected.all()) {
            return new Underway(words + "; the next run goes on");
        }
        notes.collected(action.subject(), now);
        return collected.refused() > 0
                ? new Refused(
                        words
                                + "; S3 would not remove "
                                + collected.refused()
                                + ", the first: "
                                + collected.refusals().getFirst().code()
                                + ": "
                                + collected.refusals().getFirst().message())
                : new Done(words);
    }

    private Applied clear(DropOrphans action) {
        var refused = discards.dropOrphans(action.subject(), clock.instant());
        return refused.isEmpty()
                ? new Done("what dead runs left is removed")
                : refused("that dead runs left", refused);
    }
}
