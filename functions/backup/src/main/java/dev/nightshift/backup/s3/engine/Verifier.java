package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.engine.Result.How;
import dev.nightshift.backup.s3.engine.RunResult.Mismatch;
import dev.nightshift.backup.s3.engine.RunResult.Refused;
import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Head;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.util.Optional;

/**
 * Compares a copy with its manifest, and its source with both. What is amiss is copied again, so
 * that the next manifest is good. Safe for use by many threads.
 */
final class Verifier {
    private final ObjectStore sources;
    private final ObjectStore store;
    private final Source source;
    private final Vault vault;
    private final Copier copier;

    Verifier(ObjectStore sources, ObjectStore store, Source source, Vault vault, Copier copier) {
        this.sources = sources;
        this.store = store;
        this.source = source;
        this.vault = vault;
        this.copier = copier;
    }

    /**
     * @return empty if the copy had to be made again, and there was no time for all of its parts
     * @throws CloudException of a kind that concerns more than this object
     */
    Optional<Result> verify(ManifestLine line) {
        try {
            return compared(line);
        } catch (CloudException e) {
            if (e.kind() != Kind.REJECTED && e.kind() != Kind.DENIED) {
                throw e;
            }
            return Optional.of(
                    Result.refused(
                            Optional.of(line),
                            LineState.CARRIED,
                            new Refused(line.key(), e.kind(), e.getMessage())));
        }
    }

    private Optional<Result> compared(ManifestLine line) {
        var copy = store.head(vault.bucket(), line.vaultKey(), line.vaultVersion());
        var digest =
                copy.map(
                                head ->
                                        Copier.digest(
                                                store,
                                                vault.bucket(),
                                                line.vaultKey(),
                                                line.vaultVersion(),
                                                head))
                        .orElse("");
        var mismatch =
                amiss(line, copy, digest)
                        .map(
                                what ->
                                        new Mismatch(
                                                line.key(),
                                                line.vaultKey(),
                                                line.vaultVersion(),
                                                what));
        var known = mismatch.isPresent() ? line : completed(line, copy, digest);
        var now = sources.head(source.bucket(), line.key(), line.version());
        if (now.isEmpty() || !now.get().etag().equals(line.etag())) {
            // it has changed since it was listed: the next run's
            return Optional.of(kept(known).verified(mismatch));
        }
        var wanted = Copier.digest(sources, source.bucket(), line.key(), line.version(), now.get());
        if (mismatch.isEmpty() && wanted.equals(known.digest())) {
            return Optional.of(kept(known).verified(mismatch));
        }
        return copier.copy(asChange(line), Optional.of(known), Copier.Adopt.NO)
                .map(
                        again ->
                                again.state() == LineState.LEFT && mismatch.isEmpty()
                                        ? Result.refused(
                                                Optional.of(known),
                                                LineState.CARRIED,
                                                again.refused().get())
                                        : again.verified(mismatch));
    }

    private static Result kept(ManifestLine line) {
        return Result.of(How.KEPT, LineState.CARRIED, Optional.of(line), false);
    }

    private static Optional<String> amiss(ManifestLine line, Optional<Head> copy, String digest) {
        if (copy.isEmpty()) {
            return Optional.of("the copy is missing");
        }
        var head = copy.get();
        if (head.sizeBytes() != line.sizeBytes()) {
            return Optional.of(
                    "the copy has " + head.sizeBytes() + " bytes instead of " + line.sizeBytes());
        }
        if (!line.checksum().isEmpty() && !head.checksum().equals(line.checksum())) {
            return Optional.of(
                    "the copy has the checksum "
                            + (head.checksum().isEmpty() ? "(none)" : head.checksum())
                            + " instead of "
                            + line.checksum());
        }
        return line.digest().isEmpty() || digest.equals(line.digest())
                ? Optional.empty()
                : Optional.of("the copy has other metadata or tags");
    }

    /** With what was not known before. */
    private static ManifestLine completed(ManifestLine line, Optional<Head> copy, String digest) {
        return new ManifestLine(
                line.key(),
                line.sizeBytes(),
                line.lastModified(),
                line.etag(),
                line.version(),
                line.storageClass(),
                line.checksum().isEmpty() ? copy.map(Head::checksum).orElse("") : line.checksum(),
                line.digest().isEmpty() ? digest : line.digest(),
                line.vaultKey(),
                line.vaultVersion(),
                line.deleted());
    }

    private static Change asChange(ManifestLine line) {
        return new Change(
                Change.Kind.CHANGED,
                line.key(),
                line.sizeBytes(),
                line.lastModified(),
                line.etag(),
                line.version(),
                line.storageClass());
    }
}
