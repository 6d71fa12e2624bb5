package dev.nightshift.backup.s3;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Job;
import dev.nightshift.backup.s3.S3BackupFacts.Proof;
import dev.nightshift.backup.s3.S3BackupFacts.Standing;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what the vault holds of one bucket. */
final class Shelf {
    /** A run that nobody went on with for so long is dead; a new one begins. */
    private static final Duration PATIENCE = Duration.ofDays(14);

    private final S3BackupSettings settings;
    private final Vault vault;
    private final ObjectStore store;
    private final Manifests manifests;
    private final BatchJobs jobs;
    private final Notes notes;
    private final Instant now;

    Shelf(
            S3BackupSettings settings,
            Vault vault,
            ObjectStores stores,
            Manifests manifests,
            BatchJobs jobs,
            Instant now) {
        this.settings = settings;
        this.vault = vault;
        this.store = stores.at(vault.region());
        this.manifests = manifests;
        this.jobs = jobs;
        this.notes = new Notes(store, vault);
        this.now = now;
    }

    /**
     * @throws dev.nightshift.core.automation.CloudException if anything of it could not be read
     */
    Bucket read(String name, Standing standing, Optional<Source> source) {
        var slots = manifests.slots(name);
        var newest =
                slots.stream()
                        .filter(slot -> !slot.isAfter(now))
                        .reduce((_, later) -> later)
                        .flatMap(slot -> manifests.index(name, slot));
        var unfinished = unfinished(name, slots);
        var job =
                unfinished.flatMap(
                        slot -> notes.job(name, slot).map(note -> job(name, slot, note)));
        return new Bucket(
                name,
                standing,
                source,
                Optional.empty(),
                slots,
                newest,
                proven(name, slots),
                unfinished,
                job,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                notes.mismatches(name));
    }

    /** The newest one is what retention asks for. */
    private Optional<Proof> proven(String name, List<Instant> slots) {
        for (var slot : slots.reversed()) {
            var at = manifests.proven(name, slot);
            if (at.isPresent()) {
                return Optional.of(new Proof(slot, at.get()));
            }
        }
        return Optional.empty();
    }

    /** The newest slot that was begun after the newest manifest, if it is not dead. */
    private Optional<Instant> unfinished(String name, List<Instant> slots) {
        var begun = new TreeSet<Instant>();
        var work = VaultLayout.works(name);
        var after = "";
        while (true) {
            var page = store.list(vault.bucket(), work, after);
            for (var entry : page.entries()) {
                VaultLayout.workSlot(name, entry.key()).ifPresent(begun::add);
            }
            if (!page.more() || page.entries().isEmpty()) {
                break;
            }
            after = page.entries().getLast().key();
        }
        var from = Slots.of(now, settings.every()).minus(PATIENCE);
        return begun.descendingSet().stream()
                .filter(slot -> !slot.isAfter(now) && !slot.isBefore(from))
                .findFirst()
                .filter(
                        slot ->
                                slots.stream()
                                        .filter(finished -> !finished.isAfter(now))
                                        .allMatch(finished -> finished.isBefore(slot)));
    }

    private Job job(String name, Instant slot, Notes.JobNote note) {
        var state = jobs.state(vault, note.id());
        if (state.isEmpty()) {
            return new Job(
                    note.id(),
                    note.after(),
                    note.upTo(),
                    Job.Phase.ENDED,
                    "unknown to S3",
                    0,
                    0,
                    0,
                    "jobs are forgotten after 90 days",
                    List.of());
        }
        var phase =
                switch (state.get().status()) {
                    case "Complete", "Failed", "Cancelled" -> Job.Phase.ENDED;
                    case "Suspended", "Paused" -> Job.Phase.HELD;
                    default -> Job.Phase.RUNNING;
                };
        return new Job(
                note.id(),
                note.after(),
                note.upTo(),
                phase,
                state.get().status(),
                state.get().total(),
                state.get().succeeded(),
                state.get().failed(),
                state.get().detail(),
                phase == Job.Phase.ENDED && state.get().failed() > 0
                        ? JobResults.failures(store, vault, Notes.report(name, slot), note.id())
                        : List.of());
    }
}
