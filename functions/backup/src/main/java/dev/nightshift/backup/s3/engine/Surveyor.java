package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Ahead;
import dev.nightshift.backup.s3.manifest.LineCursor;
import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.backup.s3.manifest.ManifestCursor;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.ManifestJson;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.Archive;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.backup.s3.store.Parts;
import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Finds what changed in a bucket since its last manifest, by one pass over both. It only reads.
 * Memory is some pages of the list and some buffers, whatever the bucket is.
 */
public final class Surveyor {
    private final ObjectStores stores;
    private final Vault vault;
    private final VaultManifests manifests;

    public Surveyor(ObjectStores stores, Vault vault) {
        this.stores = stores;
        this.vault = vault;
        this.manifests = new VaultManifests(stores, vault);
    }

    /**
     * Surveys what an earlier invocation of the same slot has not done yet.
     *
     * @param now when the run began, if it begins now
     * @param limitObjects how many entries of the source's list one invocation looks at; it ends at
     *     the next key
     * @throws CloudException if the source or the vault cannot be read
     */
    public Survey survey(Source source, Instant slot, Instant now, long limitObjects) {
        var at = slot.truncatedTo(ChronoUnit.SECONDS);
        var bucket = source.bucket();
        var _ =
                Ahead.of(
                        () -> {
                            ManifestJson.load();
                            return true;
                        });
        var newest = Ahead.of(() -> manifests.newest(bucket, at.minusSeconds(1)));
        var list = SourceCursor.lister(stores.at(source.region()), source);
        // most runs begin at the beginning, and have it then
        var first = KeyRange.fetch(list, "");
        var checkpoint = Checkpoint.load(stores.at(vault.region()), vault, manifests, bucket, at);
        var previous = newest.get();
        var after = checkpoint.after();
        var cuts = previous.map(ManifestIndex::cuts).orElse(List.of());
        try (var before = new Lines(previous.map(it -> manifests.cursor(it, after)));
                var listing =
                        after.isEmpty()
                                ? new SourceCursor(list, source.versioned(), after, cuts, first)
                                : new SourceCursor(list, source.versioned(), after, cuts);
                var changes = new SpooledChanges.Writer()) {
            var merge = new Merge(before, listing, changes);
            var upTo = merge.run(limitObjects);
            return new Survey(
                    source,
                    at,
                    checkpoint.startedAt().orElse(now),
                    checkpoint.isBegun(),
                    previous,
                    after,
                    upTo,
                    merge.counts(),
                    changes.finish());
        }
    }

    /**
     * The lines of the last manifest, or none if there is no last one. They are waited for when
     * they are first asked for.
     */
    static final class Lines implements AutoCloseable {
        private final Optional<ManifestCursor> cursor;
        private boolean begun;
        private boolean there;

        Lines(Optional<ManifestCursor> cursor) {
            this.cursor = cursor;
        }

        void advance() {
            begun = true;
            there = cursor.isPresent() && cursor.get().next();
        }

        boolean there() {
            if (!begun) {
                advance();
            }
            return there;
        }

        LineCursor line() {
            return cursor.orElseThrow().line();
        }

        @Override
        public void close() {
            cursor.ifPresent(ManifestCursor::close);
        }
    }

    private static final class Merge {
        private final Lines before;
        private final SourceCursor listing;
        private final SpooledChanges.Writer changes;
        private long unchanged;
        private long added;
        private long changed;
        private long removed;
        private long bytes;
        private long large;
        private long parts;

        Merge(Lines before, SourceCursor listing, SpooledChanges.Writer changes) {
            this.before = before;
            this.listing = listing;
            this.changes = changes;
        }

        Survey.Counts counts() {
            return new Survey.Counts(
                    unchanged, added, changed, removed, bytes, large, parts, listing.pages());
        }

        /**
         * @return the last key that was looked at, if there is more
         */
        String run(long limit) {
            var now = listing.next();
            while (now.isPresent()) {
                var entry = now.get();
                skipTo(entry.key());
                boolean known = before.there() && before.line().key().equals(entry.key());
                if (known) {
                    compare(before.line(), entry);
                    before.advance();
                } else if (!entry.deleteMarker()) {
                    copy(Change.Kind.ADDED, entry);
                }
                boolean enough = listing.seen() >= limit;
                now = listing.next();
                if (enough && now.isPresent()) {
                    return entry.key();
                }
            }
            skipTo("");
            return "";
        }

        /** What the manifest has before the next key of the list, the bucket has not any more. */
        private void skipTo(String key) {
            while (before.there()
                    && (key.isEmpty() || KeyOrder.compare(before.line().key(), key) < 0)) {
                if (before.line().state() != LineState.DELETED) {
                    remove(before.line().key(), Instant.EPOCH, "");
                }
                before.advance();
            }
        }

        private void compare(LineCursor line, Listed entry) {
            var state = line.state();
            if (entry.deleteMarker()) {
                if (state != LineState.DELETED) {
                    remove(entry.key(), entry.lastModified(), entry.version());
                }
            } else if (state == LineState.DELETED) {
                copy(Change.Kind.ADDED, entry);
            } else if (!isSame(line, entry)
                    || (state == LineState.LEFT && !Archive.holds(entry.storageClass()))) {
                copy(Change.Kind.CHANGED, entry);
            } else {
                unchanged++;
            }
        }

        private static boolean isSame(LineCursor line, Listed entry) {
            if (isVersion(entry.version()) && !line.isEmpty(LineCursor.VERSION)) {
                return line.is(LineCursor.VERSION, entry.version());
            }
            return line.number(LineCursor.SIZE) == entry.sizeBytes()
                    && line.number(LineCursor.LAST_MODIFIED)
                            == entry.lastModified().getEpochSecond()
                    && line.is(LineCursor.ETAG, entry.etag());
        }

        /** Objects from before a bucket kept versions share one that says nothing. */
        private static boolean isVersion(String version) {
            return !version.isEmpty() && !version.equals("null");
        }

        private void copy(Change.Kind kind, Listed entry) {
            if (kind == Change.Kind.ADDED) {
                added++;
            } else {
                changed++;
            }
            bytes += entry.sizeBytes();
            if (entry.sizeBytes() > ObjectStore.LARGEST_SINGLE_COPY_BYTES) {
                large++;
                parts += Parts.count(entry.sizeBytes());
            }
            changes.add(
                    new Change(
                            kind,
                            entry.key(),
                            entry.sizeBytes(),
                            entry.lastModified().truncatedTo(ChronoUnit.SECONDS),
                            entry.etag(),
                            entry.version(),
                            entry.storageClass()));
        }

        private void remove(String key, Instant at, String marker) {
            removed++;
            changes.add(
                    new Change(
                            Change.Kind.REMOVED,
                            key,
                            0,
                            at.truncatedTo(ChronoUnit.SECONDS),
                            "",
                            marker,
                            ""));
        }
    }
}
