package dev.nightshift.backup.s3.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.backup.s3.manifest.Hashes;
import dev.nightshift.backup.s3.manifest.ManifestJson;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.LongCopy;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Upload;
import dev.nightshift.core.automation.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies in parts that one invocation does not get to the end of. Each has a note of what it is of,
 * so that a later invocation of the same run goes on with it if its source is still the same;
 * nothing else says so of an upload. Safe for use by many threads.
 */
final class LongCopies {
    private static final String NAME = "upload-";

    private final ObjectStore store;
    private final Vault vault;
    private final VaultManifests manifests;
    private final String bucket;
    private final Instant slot;
    private final Deadline deadline;
    // by the keys of the copies
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    LongCopies(
            ObjectStore store,
            Vault vault,
            VaultManifests manifests,
            String bucket,
            Instant slot,
            Deadline deadline) {
        this.store = store;
        this.vault = vault;
        this.manifests = manifests;
        this.bucket = bucket;
        this.slot = slot;
        this.deadline = deadline;
    }

    /** An upload, and the state of its source that it was begun of. */
    private record Begun(Upload upload, State source) {}

    private record State(
            String key, long sizeBytes, Instant lastModified, String etag, String version) {
        static State of(Change change) {
            return new State(
                    change.key(),
                    change.sizeBytes(),
                    change.lastModified(),
                    change.etag(),
                    change.version());
        }
    }

    /** Whether a note of a run is one of these. */
    static boolean isNote(String name) {
        return name.startsWith(NAME);
    }

    private String note(String vaultKey) {
        var hash = Hashes.sha256(vaultKey.getBytes(StandardCharsets.UTF_8));
        return VaultLayout.work(bucket, slot) + NAME + hash + ".json";
    }

    /** Finds what an earlier invocation began, and aborts what nobody can go on with. */
    void find() {
        for (var upload : store.uploads(vault.bucket(), VaultLayout.data(bucket))) {
            var key = note(upload.key());
            var noted =
                    manifests
                            .bytes(key)
                            .map(json -> ManifestJson.read(json, key, LongCopies::begun))
                            .filter(it -> it.upload().equals(upload));
            if (noted.isPresent()) {
                begun.put(upload.key(), noted.get());
            } else {
                store.abort(upload);
            }
        }
    }

    /** How to copy an object in parts. What was begun of another state of it is aborted. */
    LongCopy of(Change change) {
        var state = State.of(change);
        var at = VaultLayout.copy(bucket, change.key());
        var known = Optional.ofNullable(begun.remove(at));
        var same = known.filter(it -> it.source().equals(state));
        if (same.isEmpty()) {
            known.map(Begun::upload).ifPresent(store::abort);
        }
        return new LongCopy() {
            @Override
            public Optional<Upload> begun() {
                return same.map(Begun::upload);
            }

            @Override
            public void began(Upload upload) {
                store.put(vault.bucket(), note(at), encode(new Begun(upload, state)), Map.of());
            }

            @Override
            public boolean isTimeUp() {
                return deadline.isNear();
            }
        };
    }

    /** Aborts the uploads of objects that the run has not come across any more. */
    void abortOthers() {
        begun.values().stream().map(Begun::upload).forEach(store::abort);
        begun.clear();
    }

    private static Body encode(Begun begun) {
        var root = ManifestJson.object();
        root.put("bucket", begun.upload().bucket());
        root.put("vaultKey", begun.upload().key());
        root.put("upload", begun.upload().id());
        root.put("key", begun.source().key());
        root.put("size", begun.source().sizeBytes());
        root.put("lastModified", begun.source().lastModified().toString());
        root.put("etag", begun.source().etag());
        root.put("version", begun.source().version());
        return Body.json(ManifestJson.text(root));
    }

    private static Begun begun(JsonNode root) {
        return new Begun(
                new Upload(
                        ManifestJson.string(root, "bucket"),
                        ManifestJson.string(root, "vaultKey"),
                        ManifestJson.string(root, "upload")),
                new State(
                        ManifestJson.string(root, "key"),
                        ManifestJson.number(root, "size"),
                        ManifestJson.instant(root, "lastModified"),
                        ManifestJson.string(root, "etag"),
                        ManifestJson.string(root, "version")));
    }
}
