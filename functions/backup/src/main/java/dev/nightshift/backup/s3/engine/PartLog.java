package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Ahead;
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

/**
 * Writes the parts of one manifest, and its index. A part is on its way while the next one is
 * filled, but no two are: the next run would not find one that lies behind a gap. For one thread.
 */
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
    // not known to be in the vault
    private Optional<Sending> sending = Optional.empty();

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
        this.writer = new PartWriter(VaultLayout.partName(parts.size()), checkpoint.after());
    }

    /**
     * A part that is finished.
     *
     * @param placed whether it is in the vault; empty if an attempt to write it has failed
     */
    private record Sending(
            String key, PartWriter from, WrittenPart written, Optional<Ahead<Boolean>> placed) {
        Sending with(Optional<Ahead<Boolean>> attempt) {
            return new Sending(key, from, written, attempt);
        }

        void close() {
            placed.ifPresent(Ahead::await);
            from.close();
        }
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

    void add(LineState state, LineCursor carried) {
        writer.add(state, carried);
        writeIfFull();
    }

    void add(LineState state, byte[] raw, String key, long sizeBytes) {
        writer.add(state, raw, key, sizeBytes);
        writeIfFull();
    }

    void add(LineState state, ManifestLine added) {
        writer.add(state, line.line(state, added, plain), added.key(), added.sizeBytes());
        writeIfFull();
    }

    private void writeIfFull() {
        if (writer.isFull(partLines)) {
            send();
        } else if (sending.flatMap(Sending::placed).filter(Ahead::isDone).isPresent()) {
            settleAndNote();
        }
    }

    /** What is added before this fails is kept, and goes on with the next attempt. */
    private void send() {
        settleAndNote();
        var key = VaultLayout.part(survey.source().bucket(), survey.slot(), parts.size());
        var part = new Sending(key, writer, writer.finish(), Optional.empty());
        sending = Optional.of(part.with(Optional.of(Ahead.of(() -> isPlaced(part)))));
        writer =
                new PartWriter(
                        VaultLayout.partName(parts.size() + 1), part.written().part().lastKey());
    }

    private boolean isPlaced(Sending part) {
        return store.putIfAbsent(vault.bucket(), part.key(), part.from().body(), tags)
                || manifests
                        .bytes(part.key())
                        // an answer that was lost leaves our own
                        .filter(it -> Hashes.sha256(it).equals(part.written().part().sha256()))
                        .isPresent();
    }

    private void settleAndNote() {
        if (settle() && parts.size() % PARTS_PER_NOTE == 0) {
            note(parts.getLast().part().lastKey(), true);
        }
    }

    /**
     * Waits for the part that is on its way. May be called again after it failed.
     *
     * @return false if there is none
     */
    private boolean settle() {
        if (sending.isEmpty()) {
            return false;
        }
        var part = sending.get();
        sending = Optional.of(part.with(Optional.empty()));
        boolean placed = part.placed().isPresent() ? part.placed().get().get() : isPlaced(part);
        if (!placed) {
            throw new Taken(part.key());
        }
        parts.add(part.written());
        sending = Optional.empty();
        part.from().close();
        return true;
    }

    /** Writes what there is, however short the last part. May be called again after it failed. */
    void write() {
        settle();
        if (writer.lines() > 0) {
            send();
            settle();
        }
    }

    /** Lets go of what is not written, once nothing is on its way any more. */
    @Override
    public void close() {
        try {
            sending.ifPresent(Sending::close);
        } finally {
            writer.close();
        }
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
        return parts.isEmpty() && sending.isEmpty();
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
