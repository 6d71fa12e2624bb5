package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.ManifestCursor;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.manifest.WrittenPart;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.backup.s3.store.ObjectStore.Refusal;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds and removes copies that no manifest names any more. All manifests of the bucket are read to
 * their ends, and checked, before anything is removed; what is younger than a day, or than the
 * start of a run that is not finished, is left alone.
 */
public final class Garbage {
    private static final Duration YOUNG = Duration.ofDays(1);

    /** How far our clock and S3's may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final int LISTED = 100;

    private final ObjectStore store;
    private final Vault vault;
    private final VaultManifests manifests;

    public Garbage(ObjectStores stores, Vault vault) {
        this.store = stores.at(vault.region());
        this.vault = vault;
        this.manifests = new VaultManifests(stores, vault);
    }

    /**
     * What there is.
     *
     * @param versions of copies that no manifest names
     * @param ofVersions among how many copies of this bucket
     */
    public record Found(long versions, long bytes, long ofVersions, long ofBytes) {}

    /**
     * What was removed.
     *
     * @param refused versions that S3 would not remove, such as those under Object Lock
     * @param refusals the first hundred of these
     * @param all whether the deadline left time for all
     */
    public record Collected(
            long versions, long bytes, long refused, List<Refusal> refusals, boolean all) {
        public Collected {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Only looks.
     *
     * @throws CloudException also if a manifest cannot be read: then nothing is known
     */
    public Found survey(String bucket, Instant now) {
        var listing = new Listing(youngest(bucket, now));
        try (var unnamed = unnamed(bucket, listing)) {
            long bytes = 0;
            try (var reader = unnamed.read()) {
                for (var it = reader.next(); it.isPresent(); it = reader.next()) {
                    bytes += it.get().sizeBytes();
                }
            }
            return new Found(unnamed.size(), bytes, listing.versions, listing.bytes);
        }
    }

    /**
     * Looks again, and removes what it finds.
     *
     * @throws CloudException also if a manifest cannot be read: then nothing was removed
     */
    public Collected collect(String bucket, Instant now, Deadline deadline) {
        try (var unnamed = unnamed(bucket, new Listing(youngest(bucket, now)));
                var reader = unnamed.read()) {
            return remove(reader, deadline);
        }
    }

    private Collected remove(ChangeList.Reader reader, Deadline deadline) {
        long removed = 0;
        long bytes = 0;
        long refused = 0;
        var refusals = new ArrayList<Refusal>();
        var next = reader.next();
        while (next.isPresent()) {
            if (deadline.isNear()) {
                return new Collected(removed, bytes, refused, refusals, false);
            }
            var batch = new ArrayList<ObjectVersion>();
            long batchBytes = 0;
            for (; next.isPresent() && batch.size() < ObjectStore.PAGE; next = reader.next()) {
                batch.add(new ObjectVersion(next.get().key(), next.get().version()));
                batchBytes += next.get().sizeBytes();
            }
            var kept = store.delete(vault.bucket(), batch);
            removed += batch.size() - kept.size();
            bytes +=
                    kept.isEmpty()
                            ? batchBytes
                            : batchBytes * (batch.size() - kept.size()) / batch.size();
            refused += kept.size();
            kept.stream().limit(LISTED - refusals.size()).forEach(refusals::add);
        }
        return new Collected(removed, bytes, refused, refusals, true);
    }

    /** Versions from then on are not looked at. */
    private Instant youngest(String bucket, Instant now) {
        var limit = now.minus(YOUNG);
        for (var slot : Slots.of(store, vault, bucket).unfinished()) {
            var begun =
                    Checkpoint.load(store, vault, manifests, bucket, slot)
                            .startedAt()
                            .orElse(slot)
                            .minus(SKEW);
            limit = begun.isBefore(limit) ? begun : limit;
        }
        return limit;
    }

    private ChangeList unnamed(String bucket, Listing listing) {
        var sieve = new Sieve(bucket, cursors(bucket));
        try (var out = new SpooledChanges.Writer();
                var plain = sieve.plain(listing.under(VaultLayout.plain(bucket)));
                var reader = plain.read()) {
            sieve.hashed(listing.under(VaultLayout.data(bucket) + "h/"), out::add);
            for (var it = reader.next(); it.isPresent(); it = reader.next()) {
                out.add(it.get());
            }
            return out.finish();
        }
    }

    /** Of every manifest, finished or not, oldest first. */
    private List<Supplier<ManifestCursor>> cursors(String bucket) {
        var slots = Slots.of(store, vault, bucket);
        var all = new ArrayList<Supplier<ManifestCursor>>();
        for (var slot : slots.unfinished()) {
            var parts =
                    Checkpoint.load(store, vault, manifests, bucket, slot).parts().stream()
                            .map(WrittenPart::part)
                            .toList();
            all.add(() -> manifests.cursor(bucket, slot, parts, ""));
        }
        for (var slot : slots.finished()) {
            var index =
                    manifests
                            .index(bucket, slot)
                            .orElseThrow(
                                    () ->
                                            new CloudException(
                                                    Kind.NOT_FOUND,
                                                    VaultLayout.index(bucket, slot)
                                                            + " has just gone"));
            all.add(() -> manifests.cursor(index, ""));
        }
        return all;
    }

    /** The versions of the copies of a bucket that are old enough. */
    private final class Listing {
        private final Instant youngest;
        private long versions;
        private long bytes;

        Listing(Instant youngest) {
            this.youngest = youngest;
        }

        Supplier<Optional<Change>> under(String prefix) {
            var pages = new VersionPages(store, vault.bucket(), prefix);
            return () -> {
                for (var it = pages.next(); it.isPresent(); it = pages.next()) {
                    var entry = it.get();
                    if (entry.deleteMarker()) {
                        continue;
                    }
                    versions++;
                    bytes += entry.sizeBytes();
                    if (entry.lastModified().isBefore(youngest)) {
                        return Optional.of(
                                new Change(
                                        Change.Kind.REMOVED,
                                        entry.key(),
                                        entry.sizeBytes(),
                                        entry.lastModified(),
                                        "",
                                        entry.version(),
                                        ""));
                    }
                }
                return Optional.empty();
            };
        }
    }
}
