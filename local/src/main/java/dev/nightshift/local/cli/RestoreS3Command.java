package dev.nightshift.local.cli;

import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.restore.Finding;
import dev.nightshift.backup.s3.restore.S3Restore;
import dev.nightshift.backup.s3.restore.S3RestorePlan;
import dev.nightshift.backup.s3.restore.S3RestoreRequest;
import dev.nightshift.backup.s3.restore.S3RestoreRequest.Target;
import dev.nightshift.backup.s3.restore.S3RestoreResult;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.config.Nearest;
import dev.nightshift.core.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "s3",
        description = "Restore a bucket as of one of its manifests.",
        footer = {
            "",
            "Takes the newest manifest that was begun at or before TIME, copies within S3 what the",
            "target lacks, and compares size, checksum, metadata and tags of what it copied. What is",
            "there and equal is left alone; what is there and differs is refused, before anything is",
            "written, unless --overwrite is given. Other objects in the target stay.",
            "",
            "Exits with 1 if something is in the way or differs, with 3 if some of it was not restored.",
            "",
            "Examples:",
            "  nightshift restore s3 --bucket media --at latest --to media-restored",
            "  nightshift restore s3 --bucket media --at 2026-11-20 --to scratch/media/ --dry-run",
            "  nightshift restore s3 --bucket media --at 36h --to media --prefix invoices/ --yes"
        })
final class RestoreS3Command extends RestoreCommand.Verb {
    private static final Duration NO_END = Duration.ofDays(365);

    @Option(
            names = "--bucket",
            required = true,
            paramLabel = "BUCKET",
            description = "the bucket that was backed up")
    private String bucket = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "BUCKET[/PREFIX]",
            description =
                    "where to; the prefix is put before every key as it is (end it with a slash for"
                            + " a folder)")
    private String to = "";

    @Option(
            names = "--prefix",
            paramLabel = "P",
            description = "only keys of the backup that begin so")
    private String prefix = "";

    @Option(
            names = "--overwrite",
            description = "replace objects in the target that differ from the backup")
    private boolean overwrite;

    @Option(
            names = "--include-deleted",
            description = "also objects that were deleted by then, as they were last")
    private boolean includeDeleted;

    @Option(
            names = "--vault",
            paramLabel = "BUCKET",
            description = "the vault, if it is not the stage's own")
    private Optional<String> vaultName = Optional.empty();

    RestoreS3Command(Session session, Supplier<RestoreBackend> backend) {
        super(session, backend);
    }

    @Override
    void check() {
        if (to.isEmpty() || to.startsWith("/")) {
            throw new Trouble(Exit.USAGE, "--to wants BUCKET or BUCKET/PREFIX, not \"" + to + "\"");
        }
    }

    @Override
    Exit run(RestoreBackend backend, Moment moment, Instant now) {
        var settings = session.settings(globals());
        var home = backend.stores().at(settings.regions().home());
        var vault = vault(backend, settings);
        var target = target(home);
        if (target.bucket().equals(vault.bucket())) {
            throw new Trouble(Exit.USAGE, "--to names the vault itself; nothing is restored there");
        }
        var manifests = backend.manifests().apply(backend.stores(), vault);
        var index = choose(manifests, vault, moment, now);
        var request =
                S3RestoreRequest.of(manifests, index, vault, target)
                        .withPrefix(prefix)
                        .withDeleted(includeDeleted)
                        .overwriting(overwrite);
        var restore = new S3Restore(backend.stores());
        var bar = new ProgressBar(terminal(), System::nanoTime);
        var plan = restore.plan(request, now, bar, Finding.Listener.NOBODY);
        terminal().progressDone();
        var view = new RestoreS3View(settings.stage(), moment, now, index, plan);
        if (!globals().json()) {
            print(view.table());
            if (!plan.examples().isEmpty()) {
                print(RestoreS3View.findings(plan.examples()));
            }
        }
        if (plan.isRefused()) {
            return ended(view, Exit.FINDINGS, view.refusal());
        }
        if (plan.toCopy() == 0) {
            return ended(
                    view, Exit.OK, "All of it is there already and equal: nothing is to be done.");
        }
        if (!isToProceed()) {
            return ended(view, plan.isIncomplete() ? Exit.FINDINGS : Exit.OK, "");
        }
        return restore(restore, plan, view, bar, now);
    }

    private Exit restore(
            S3Restore restore,
            S3RestorePlan plan,
            RestoreS3View view,
            ProgressBar bar,
            Instant now) {
        bar.begin(plan.toCopy(), plan.bytesToCopy());
        try (var findings = new FindingsList(file("restore-" + bucket, now))) {
            var result = restore.run(plan, () -> NO_END, bar, findings);
            terminal().progressDone();
            var exit = exit(result);
            if (globals().json()) {
                print(Json.pretty(view.json(result, findings)));
            } else if (findings.count() > 0) {
                print(RestoreS3View.findings(findings.first()));
            }
            terminal().say(RestoreS3View.summary(result));
            findings.file().ifPresent(file -> terminal().say("All of them are in " + file + "."));
            if (exit == Exit.PARTIAL) {
                terminal()
                        .say("Run it again to go on: what is there and equal is not copied again.");
            }
            return exit;
        }
    }

    private static Exit exit(S3RestoreResult result) {
        if (result.isGood()) {
            return Exit.OK;
        }
        return result.failed() > 0 || !result.isComplete() ? Exit.PARTIAL : Exit.FINDINGS;
    }

    private Exit ended(RestoreS3View view, Exit exit, String words) {
        if (globals().json()) {
            print(Json.pretty(view.json()));
        }
        if (!words.isEmpty()) {
            terminal().say(words);
        }
        return exit;
    }

    private Vault vault(RestoreBackend backend, Settings settings) {
        var recovery = settings.regions().recovery();
        var name =
                vaultName.orElseGet(
                        () ->
                                Vault.of(
                                                settings.stage(),
                                                backend.account().apply(recovery),
                                                recovery)
                                        .bucket());
        var found = backend.stores().at(recovery).bucket(name);
        if (found.isEmpty()) {
            throw new Trouble(
                    Exit.USAGE,
                    "there is no vault %s; is stage %s deployed with s3-backup? --vault BUCKET names another"
                            .formatted(name, settings.stage()));
        }
        return new Vault(name, found.get().region());
    }

    private Target target(ObjectStore home) {
        int slash = to.indexOf('/');
        var name = slash < 0 ? to : to.substring(0, slash);
        var found = home.bucket(name);
        if (found.isEmpty()) {
            throw new Trouble(
                    Exit.USAGE,
                    "there is no bucket %s to restore to; %s; or make it first"
                            .formatted(name, Nearest.hint(name, home.buckets())));
        }
        return new Target(name, found.get().region(), slash < 0 ? "" : to.substring(slash + 1));
    }

    /** The newest manifest whose objects were listed at or before the moment. */
    private ManifestIndex choose(Manifests manifests, Vault vault, Moment moment, Instant now) {
        var at = moment.orNow(now);
        var newest = manifests.newest(bucket, at);
        while (newest.isPresent() && newest.get().startedAt().isAfter(at)) {
            newest = manifests.newest(bucket, newest.get().slot().minusSeconds(1));
        }
        return newest.orElseThrow(() -> new Trouble(Exit.USAGE, none(manifests, vault, at)));
    }

    private String none(Manifests manifests, Vault vault, Instant at) {
        var slots = manifests.slots(bucket);
        return slots.isEmpty()
                ? "there is no finished backup of %s in %s; %s"
                        .formatted(
                                bucket, vault.bucket(), Nearest.hint(bucket, manifests.buckets()))
                : "no backup of %s was begun at %s or before; the oldest is that of %s, the newest that of %s"
                        .formatted(bucket, at, slots.getFirst(), slots.getLast());
    }
}
