package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Hashes;
import dev.nightshift.backup.s3.manifest.LineBuffer;
import dev.nightshift.backup.s3.manifest.LineCursor;
import dev.nightshift.backup.s3.manifest.LineState;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.ManifestJson;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.PartWriter;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.manifest.WrittenPart;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.Ownership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the parts of one manifest, and its index. For one thread. */
final class PartLog implements AutoCloseable {
    /** What the last parts say is read from them again if a note is lost: so many are no burden. */
    private static final int PARTS_PER_NOTE = 16;

    private final ObjectStore store;
    private final Vault vault;
    private final VaultManifests manifests;
    private final Survey survey;
    private final String plain;
    private final Map<String, String> tags;
    private final int partLines;
    private final LineBuffer line = new LineBuffer();
    private final List<WrittenPart> parts;
    private PartWriter writer;
    // finished, and not known to be in the vault
    private Optional<WrittenPart> unsent = Optional.empty();

    PartLog(
            ObjectStore store,
            Vault vault,
            VaultManifests manifests,
            Survey survey,
            String owner,
            Checkpoint checkpoint,
            int partLines) {
        this.store = store;
        this.vault = vault;
        this.manifests = manifests;
        this.survey = survey;
        this.partLines = partLines;
        var bucket = survey.source().bucket();
        this.plain = VaultLayout.plain(bucket);
        this.tags =
                Map.of(
                        Ownership.OWNER_TAG,
                        owner,
                        Ownership.SOURCE_TAG,
                        bucket,
                        Ownership.SLOT_TAG,
                        survey.slot().toString());
        this.parts = new ArrayList<>(checkpoint.parts());
        this.writer = next(checkpoint.after());
    }

    /** Another run wrote something else to the same place. */
    static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String key;

        Taken(String key) {
            super(key);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    private PartWriter next(String after) {
        return new PartWriter(VaultLayout.partName(parts.size()), after);
    }

    void add(LineState state, LineCursor carried) {
        open().add(state, carried);
        writeIfFull();
    }

    void add(LineState state, byte[] raw, String key, long sizeBytes) {
        open().add(state, raw, key, sizeBytes);
        writeIfFull();
    }

    void add(LineState state, ManifestLine added) {
        open().add(state, line.line(state, added, plain), added.key(), added.sizeBytes());
        writeIfFull();
    }

    /** A part that can be added to: one that is finished is sent first, if that failed before. */
    private PartWriter open() {
        if (unsent.isPresent()) {
            write();
        }
        return writer;
    }

    private void writeIfFull() {
        if (writer.isFull(partLines)) {
            write();
            if (parts.size() % PARTS_PER_NOTE == 0) {
                note(writer.lastKey(), true);
            }
        }
    }

    /** Writes what there is as a part, however short. May be called again after it failed. */
    void write() {
        if (writer.lines() == 0) {
            return;
        }
        if (unsent.isEmpty()) {
            unsent = Optional.of(writer.finish());
        }
        var written = unsent.get();
        var key = VaultLayout.part(survey.source().bucket(), survey.slot(), parts.size());
        if (!store.putIfAbsent(vault.bucket(), key, writer.body(), tags)
                && manifests
                        .bytes(key)
                        // an answer that was lost leaves our own
                        .filter(it -> Hashes.sha256(it).equals(written.part().sha256()))
                        .isEmpty()) {
            throw new Taken(key);
        }
        parts.add(written);
        unsent = Optional.empty();
        writer.close();
        writer = next(written.part().lastKey());
    }

    /** Lets go of what is not written. */
    @Override
    public void close() {
        writer.close();
    }

    /** Notes down what spares the next invocation from reading parts. */
    void note(String upTo, boolean inFlight) {
        store.put(
                vault.bucket(),
                Checkpoint.progressKey(survey.source().bucket(), survey.slot()),
                Checkpoint.progressNote(parts, upTo, inFlight),
                Map.of());
    }

    WrittenPart.Sums sums() {
        return WrittenPart.sum(parts);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Writes the index, which makes it a manifest. All parts must have been written. */
    ManifestIndex finish(Instant finishedAt) {
        var sums = sums();
        var bucket = survey.source().bucket();
        var index =
                new ManifestIndex(
                        bucket,
                        survey.slot(),
                        survey.startedAt(),
                        finishedAt,
                        survey.previous().map(ManifestIndex::slot),
                        survey.previous().map(ManifestIndex::run).orElse(0) + 1,
                        sums.objects(),
                        sums.bytes(),
                        sums.deleted(),
                        sums.left(),
                        sums.copied(),
                        sums.copiedBytes(),
                        parts.stream().map(WrittenPart::part).toList());
        var key = VaultLayout.index(bucket, survey.slot());
        if (store.putIfAbsent(vault.bucket(), key, Body.json(ManifestJson.encode(index)), tags)) {
            return index;
        }
        return manifests
                .index(bucket, survey.slot())
                .filter(there -> there.parts().equals(index.parts()))
                .orElseThrow(() -> new Taken(key));
    }
}
