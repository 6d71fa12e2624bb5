package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.backup.s3.store.ObjectStore.Refusal;
import dev.nightshift.backup.s3.store.ObjectStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes manifests, and what runs left behind. Copies are not touched: those that nothing names
 * any more are {@link Garbage}. Each method may be called again after it failed, and does the rest.
 */
public final class Discards {
    /** A run that has not finished for so long, while a later one has, never will. */
    private static final Duration DEAD = Duration.ofDays(1);

    private final ObjectStore store;
    private final Vault vault;
    private final VaultManifests manifests;

    public Discards(ObjectStores stores, Vault vault) {
        this.store = stores.at(vault.region());
        this.vault = vault;
        this.manifests = new VaultManifests(stores, vault);
    }

    /**
     * What dead runs left.
     *
     * @param slots of runs that will not be finished, as a later one is
     * @param uploads in parts that nobody completes
     */
    public record Orphans(List<Instant> slots, int uploads) {
        public Orphans {
            slots = List.copyOf(slots);
        }

        public boolean isEmpty() {
            return slots.isEmpty() && uploads == 0;
        }
    }

    /**
     * Removes one manifest: its index first, so that it stops to count before it stops to be whole.
     *
     * @return what S3 would not remove, such as what is under Object Lock
     * @throws IllegalArgumentException if it is the only manifest of its bucket
     */
    public List<Refusal> drop(String bucket, Instant slot) {
        if (Slots.of(store, vault, bucket).finished().equals(List.of(slot))) {
            throw new IllegalArgumentException(
                    bucket + " has no manifest but that of " + slot + "; it stays");
        }
        var refused = remove(VaultLayout.index(bucket, slot));
        if (!refused.isEmpty()) {
            return refused;
        }
        return rest(bucket, slot);
    }

    private List<Refusal> rest(String bucket, Instant slot) {
        var refused = new ArrayList<>(remove(VaultLayout.manifest(bucket, slot)));
        refused.addAll(remove(VaultLayout.work(bucket, slot)));
        return refused;
    }

    /** Only looks. */
    public Orphans orphans(String bucket, Instant now) {
        var slots = Slots.of(store, vault, bucket);
        var dead = dead(bucket, slots, now);
        // an unfinished run may be at work on an upload right now
        int uploads =
                slots.unfinished().size() > dead.size()
                        ? 0
                        : store.uploads(vault.bucket(), VaultLayout.data(bucket)).size();
        return new Orphans(dead, uploads);
    }

    private List<Instant> dead(String bucket, Slots slots, Instant now) {
        return slots.newestFinished().stream()
                .flatMap(newest -> slots.unfinished().stream().filter(it -> it.isBefore(newest)))
                .filter(
                        slot ->
                                Checkpoint.load(store, vault, manifests, bucket, slot)
                                        .startedAt()
                                        .orElse(slot)
                                        .isBefore(now.minus(DEAD)))
                .toList();
    }

    /**
     * Removes parts and notes of dead runs, and the notes of finished ones, and aborts uploads that
     * no run can be at work on.
     *
     * @return what S3 would not remove
     */
    public List<Refusal> dropOrphans(String bucket, Instant now) {
        var slots = Slots.of(store, vault, bucket);
        var dead = dead(bucket, slots, now);
        if (slots.unfinished().size() == dead.size()) {
            store.uploads(vault.bucket(), VaultLayout.data(bucket)).forEach(store::abort);
        }
        var refused = new ArrayList<Refusal>();
        dead.forEach(slot -> refused.addAll(rest(bucket, slot)));
        slots.noted().stream()
                .filter(slots.finished()::contains)
                .forEach(slot -> refused.addAll(remove(VaultLayout.work(bucket, slot))));
        return refused;
    }

    /** Every version, and every delete marker, under a prefix. */
    private List<Refusal> remove(String prefix) {
        var refused = new ArrayList<Refusal>();
        var all = new ArrayList<ObjectVersion>();
        var pages = new VersionPages(store, vault.bucket(), prefix);
        for (var it = pages.next(); it.isPresent(); it = pages.next()) {
            all.add(new ObjectVersion(it.get().key(), it.get().version()));
        }
        for (int i = 0; i < all.size(); i += ObjectStore.PAGE) {
            refused.addAll(
                    store.delete(
                            vault.bucket(),
                            all.subList(i, Math.min(all.size(), i + ObjectStore.PAGE))));
        }
        return refused;
    }
}
