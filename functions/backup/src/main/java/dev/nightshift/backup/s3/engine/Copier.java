package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.engine.Result.How;
import dev.nightshift.backup.s3.engine.RunResult.Refused;
import dev.nightshift.backup.s3.manifest.Digest;
import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.Head;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult.Changed;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult.Copied;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult.Gone;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;

/** Gets one object into the vault, and says where it is. Safe for use by many threads. */
final class Copier {
    /** An object that changes faster than that is left as it was. */
    private static final int TRIES = 4;

    /** How far our clock and S3's may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ObjectStore sources;
    private final ObjectStore store;
    private final Source source;
    private final Vault vault;
    private final Instant startedAt;
    private final LongCopies longCopies;

    Copier(
            ObjectStore sources,
            ObjectStore store,
            Source source,
            Vault vault,
            Instant startedAt,
            LongCopies longCopies) {
        this.sources = sources;
        this.store = store;
        this.source = source;
        this.vault = vault;
        this.startedAt = startedAt;
        this.longCopies = longCopies;
    }

    /** Where to look for a copy before making one. */
    enum Adopt {
        NO,
        /** An invocation before may have made it and died: compared with the source in full. */
        COMPARED,
        /** S3 Batch Operations may have made it: by its age and size, if these settle it. */
        LISTED
    }

    /**
     * @param before the line of the last manifest
     * @return empty if there was no time for all of its parts: a later invocation goes on
     * @throws CloudException of a kind that concerns more than this object
     */
    Optional<Result> copy(Change change, Optional<ManifestLine> before, Adopt adopt) {
        var wanted = change;
        boolean moved = false;
        try {
            if (adopt != Adopt.NO) {
                var adopted = adopted(change, before, adopt);
                if (adopted.isPresent()) {
                    return Optional.of(Result.of(How.ADOPTED, LineState.COPIED, adopted, false));
                }
            }
            for (int i = 0; i < TRIES; i++) {
                var copied = copied(wanted);
                if (copied.isEmpty()) {
                    return Optional.empty();
                }
                switch (copied.get()) {
                    case Copied(_, var version) -> {
                        var line = line(wanted, version);
                        if (line.isPresent()) {
                            return Optional.of(
                                    Result.of(How.COPIED, LineState.COPIED, line, moved));
                        }
                    }
                    case Changed(), Gone() -> moved = true;
                }
                var now = sources.head(source.bucket(), change.key(), "");
                if (now.isEmpty()) {
                    return Optional.of(
                            Result.of(How.GONE, LineState.DELETED, before.map(Copier::gone), true));
                }
                wanted = change.now(now.get());
            }
            return Optional.of(
                    left(
                            wanted,
                            before,
                            new Refused(
                                    change.key(),
                                    Kind.REJECTED,
                                    "changed whenever it was copied")));
        } catch (CloudException e) {
            if (e.kind() != Kind.REJECTED && e.kind() != Kind.DENIED) {
                throw e;
            }
            return Optional.of(
                    left(wanted, before, new Refused(change.key(), e.kind(), e.getMessage())));
        }
    }

    private Optional<CopyResult> copied(Change wanted) {
        return wanted.sizeBytes() > ObjectStore.LARGEST_SINGLE_COPY_BYTES
                ? store.copyInParts(request(wanted), longCopies.of(wanted))
                : Optional.of(store.copy(request(wanted)));
    }

    private Copy request(Change wanted) {
        return new Copy(
                source.bucket(),
                wanted.key(),
                wanted.version(),
                wanted.etag(),
                wanted.sizeBytes(),
                vault.bucket(),
                VaultLayout.copy(source.bucket(), wanted.key()),
                wanted.storageClass());
    }

    /**
     * @return empty if the copy is not what was wanted
     */
    private Optional<ManifestLine> line(Change wanted, String version) {
        var at = VaultLayout.copy(source.bucket(), wanted.key());
        return store.head(vault.bucket(), at, version)
                .filter(head -> head.sizeBytes() == wanted.sizeBytes())
                .map(head -> line(wanted, at, head, version.isEmpty() ? head.version() : version));
    }

    private ManifestLine line(Change wanted, String at, Head head, String version) {
        return new ManifestLine(
                wanted.key(),
                wanted.sizeBytes(),
                wanted.lastModified().truncatedTo(ChronoUnit.SECONDS),
                wanted.etag(),
                wanted.version(),
                wanted.storageClass(),
                head.checksum(),
                digest(store, vault.bucket(), at, version, head),
                at,
                version,
                false);
    }

    static String digest(ObjectStore store, String bucket, String key, String version, Head head) {
        return Digest.of(
                head.properties(),
                head.tagCount() > 0 ? store.tags(bucket, key, version) : new TreeMap<>());
    }

    /** What the manifest says of a deleted object: its last copy. */
    static ManifestLine gone(ManifestLine last) {
        return gone(last, last.lastModified(), last.version());
    }

    static ManifestLine gone(ManifestLine last, Instant deletedAt, String marker) {
        return new ManifestLine(
                last.key(),
                last.sizeBytes(),
                deletedAt,
                last.etag(),
                marker,
                last.storageClass(),
                last.checksum(),
                last.digest(),
                last.vaultKey(),
                last.vaultVersion(),
                true);
    }

    /** As it is in the source, with the copy of an older state if there is one. */
    private Result left(Change wanted, Optional<ManifestLine> before, Refused why) {
        var line =
                new ManifestLine(
                        wanted.key(),
                        wanted.sizeBytes(),
                        wanted.lastModified().truncatedTo(ChronoUnit.SECONDS),
                        wanted.etag(),
                        wanted.version(),
                        wanted.storageClass(),
                        before.map(ManifestLine::checksum).orElse(""),
                        before.map(ManifestLine::digest).orElse(""),
                        before.map(ManifestLine::vaultKey)
                                .orElse(VaultLayout.copy(source.bucket(), wanted.key())),
                        before.map(ManifestLine::vaultVersion).orElse(""),
                        false);
        return Result.refused(Optional.of(line), LineState.LEFT, why);
    }

    private Optional<ManifestLine> adopted(
            Change change, Optional<ManifestLine> before, Adopt adopt) {
        var at = VaultLayout.copy(source.bucket(), change.key());
        var there = store.head(vault.bucket(), at, "");
        if (there.isEmpty()
                || there.get().sizeBytes() != change.sizeBytes()
                || isOlder(there.get(), before)) {
            return Optional.empty();
        }
        var copy = there.get();
        boolean still = change.lastModified().plus(SKEW).isBefore(startedAt);
        if (adopt == Adopt.LISTED && still) {
            return Optional.of(line(change, at, copy, copy.version()));
        }
        var now = sources.head(source.bucket(), change.key(), change.version());
        if (now.isEmpty() || !now.get().etag().equals(change.etag())) {
            return Optional.empty();
        }
        var line = line(change, at, copy, copy.version());
        var digest = digest(sources, source.bucket(), change.key(), change.version(), now.get());
        return line.digest().equals(digest) && (isEqual(copy, now.get()) || still)
                ? Optional.of(line)
                : Optional.empty();
    }

    /** Only what was copied since the run began can be of what the run has seen. */
    private boolean isOlder(Head copy, Optional<ManifestLine> before) {
        return copy.lastModified().isBefore(startedAt.minus(SKEW))
                || (!copy.version().isEmpty()
                        && before.map(ManifestLine::vaultVersion)
                                .filter(copy.version()::equals)
                                .isPresent());
    }

    private static boolean isEqual(Head copy, Head source) {
        return copy.etag().equals(source.etag())
                || (!copy.checksum().isEmpty() && copy.checksum().equals(source.checksum()));
    }
}
