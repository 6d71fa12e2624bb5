package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which slots of a bucket a vault knows of.
 *
 * @param finished those with a manifest, oldest first
 * @param unfinished those with parts or notes and no index, oldest first
 * @param noted those with notes, whether finished or not, oldest first
 */
record Slots(List<Instant> finished, List<Instant> unfinished, List<Instant> noted) {
    static Slots of(ObjectStore store, Vault vault, String bucket) {
        var finished = new TreeSet<Instant>();
        var seen = new TreeSet<Instant>();
        for (var entry : all(store, vault, VaultLayout.manifests(bucket))) {
            VaultLayout.slot(bucket, entry.key())
                    .ifPresent(
                            slot -> {
                                seen.add(slot);
                                if (entry.key().equals(VaultLayout.index(bucket, slot))) {
                                    finished.add(slot);
                                }
                            });
        }
        var noted = new TreeSet<Instant>();
        for (var entry : all(store, vault, VaultLayout.works(bucket))) {
            VaultLayout.workSlot(bucket, entry.key()).ifPresent(noted::add);
        }
        seen.addAll(noted);
        seen.removeAll(finished);
        return new Slots(List.copyOf(finished), List.copyOf(seen), List.copyOf(noted));
    }

    Optional<Instant> newestFinished() {
        return finished.isEmpty() ? Optional.empty() : Optional.of(finished.getLast());
    }

    /** Every object under a prefix, page by page. */
    static Iterable<Listed> all(ObjectStore store, Vault vault, String prefix) {
        return () -> new Pages(after -> store.list(vault.bucket(), prefix, after));
    }
}
