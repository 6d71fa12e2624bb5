package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Ahead;
import dev.nightshift.backup.s3.manifest.LineCursor;
import dev.nightshift.backup.s3.manifest.ManifestJson;
import dev.nightshift.backup.s3.manifest.PartWriter;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.manifest.WrittenPart;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * How far a run of a slot has got, as the vault knows it: its parts, and two notes. The parts
 * count; the notes save reading them, and remember what no part can.
 *
 * @param startedAt when the run began; empty if it has not
 * @param upTo the last key that is done, be it that the last ones left no line
 * @param inFlight whether copies may have been made that no part has
 * @param uploads whether copies in parts were begun that may not have got to their end
 * @param finished whether the manifest is there
 */
record Checkpoint(
        Optional<Instant> startedAt,
        List<WrittenPart> parts,
        String upTo,
        boolean inFlight,
        boolean uploads,
        boolean finished) {
    private static final String RUN = "run.json";
    private static final String PROGRESS = "progress.json";

    Checkpoint {
        parts = List.copyOf(parts);
    }

    /** Of a run that nobody has begun. */
    static final Checkpoint NONE =
            new Checkpoint(Optional.empty(), List.of(), "", false, false, false);

    boolean isBegun() {
        return startedAt.isPresent() || finished || !parts.isEmpty();
    }

    /** All keys up to this one are done. */
    String after() {
        var last = parts.isEmpty() ? "" : parts.getLast().part().lastKey();
        return KeyOrder.compare(last, upTo) >= 0 ? last : upTo;
    }

    static Checkpoint load(
            ObjectStore store, Vault vault, VaultManifests manifests, String bucket, Instant slot) {
        var folder = VaultLayout.manifest(bucket, slot);
        var work = VaultLayout.work(bucket, slot);
        var notesAhead = Ahead.of(() -> names(store, vault, work));
        var names = names(store, vault, folder);
        var notes = notesAhead.get();
        var startedAt =
                notes.contains(RUN) ? startedAt(manifests, work) : Optional.<Instant>empty();
        var noted =
                notes.contains(PROGRESS) ? noted(manifests, work) : Optional.<Checkpoint>empty();
        var parts = new ArrayList<WrittenPart>();
        var known = noted.map(Checkpoint::parts).orElse(List.of());
        for (int i = 0; names.contains(VaultLayout.partName(i)); i++) {
            parts.add(
                    i < known.size()
                            ? known.get(i)
                            : reread(manifests, folder, VaultLayout.partName(i)));
        }
        return new Checkpoint(
                startedAt,
                parts,
                parts.size() < known.size() ? "" : noted.map(Checkpoint::upTo).orElse(""),
                startedAt.isPresent() && noted.map(Checkpoint::inFlight).orElse(true),
                notes.stream().anyMatch(LongCopies::isNote),
                names.contains("index.json"));
    }

    private static Set<String> names(ObjectStore store, Vault vault, String folder) {
        var names = new HashSet<String>();
        for (var entry : Slots.all(store, vault, folder)) {
            names.add(entry.key().substring(folder.length()));
        }
        return names;
    }

    private static Optional<Instant> startedAt(VaultManifests manifests, String work) {
        return manifests
                .bytes(work + RUN)
                .map(
                        json ->
                                ManifestJson.read(
                                        json,
                                        work + RUN,
                                        root -> ManifestJson.instant(root, "startedAt")));
    }

    static Body runNote(Instant startedAt) {
        var root = ManifestJson.object();
        root.put("startedAt", startedAt.toString());
        return Body.json(ManifestJson.text(root));
    }

    static String runKey(String bucket, Instant slot) {
        return VaultLayout.work(bucket, slot) + RUN;
    }

    static String progressKey(String bucket, Instant slot) {
        return VaultLayout.work(bucket, slot) + PROGRESS;
    }

    static Body progressNote(List<WrittenPart> parts, String upTo, boolean inFlight) {
        var root = ManifestJson.object();
        root.put("inFlight", inFlight);
        root.put("upTo", upTo);
        var list = root.putArray("parts");
        parts.forEach(part -> ManifestJson.put(list.addObject(), part));
        return Body.json(ManifestJson.text(root));
    }

    private static Optional<Checkpoint> noted(VaultManifests manifests, String work) {
        return manifests
                .bytes(work + PROGRESS)
                .map(
                        json ->
                                ManifestJson.read(
                                        json,
                                        work + PROGRESS,
                                        root ->
                                                new Checkpoint(
                                                        Optional.empty(),
                                                        ManifestJson.list(
                                                                root, ManifestJson::writtenPart),
                                                        ManifestJson.string(root, "upTo"),
                                                        root.path("inFlight").asBoolean(true),
                                                        false,
                                                        false)));
    }

    /** What a part says of itself, when the note on it was not written any more. */
    private static WrittenPart reread(VaultManifests manifests, String folder, String name) {
        try (var written =
                        manifests
                                .spooled(folder + name)
                                .orElseThrow(
                                        () ->
                                                new CloudException(
                                                        Kind.NOT_FOUND,
                                                        folder + name + " is missing"));
                var sums = new PartWriter(name, "");
                var line = new LineCursor(new GZIPInputStream(written.open(), 1 << 15))) {
            while (line.next()) {
                sums.add(line.state(), line);
            }
            return sums.finish().of(written);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CloudException(Kind.REJECTED, folder + name + ": " + e.getMessage(), e);
        }
    }
}
