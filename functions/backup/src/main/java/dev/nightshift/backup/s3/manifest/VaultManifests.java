package dev.nightshift.backup.s3.manifest;

import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.automation.Ownership;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Manifests as they lie in a vault bucket; docs/backup-format.md says how. */
public final class VaultManifests implements Manifests {
    private static final String INDEX = "/index.json";

    /** Parts are a few megabytes; what is larger is none. */
    private static final int LONGEST_BYTES = 64 << 20;

    private final ObjectStores stores;
    private final Vault vault;

    public VaultManifests(ObjectStores stores, Vault vault) {
        this.stores = stores;
        this.vault = vault;
    }

    @Override
    public List<String> buckets() {
        var found = new ArrayList<String>();
        var root = "manifests/";
        scan(
                root,
                key -> {
                    int end = key.indexOf('/', root.length());
                    if (end > 0 && key.endsWith(INDEX)) {
                        var bucket = key.substring(root.length(), end);
                        if (VaultLayout.slot(bucket, key).isPresent()
                                && (found.isEmpty() || !found.getLast().equals(bucket))) {
                            found.add(bucket);
                        }
                    }
                    return true;
                });
        return List.copyOf(found);
    }

    @Override
    public List<Instant> slots(String bucket) {
        var found = new ArrayList<Instant>();
        scan(
                VaultLayout.manifests(bucket),
                key -> {
                    if (key.endsWith(INDEX)) {
                        VaultLayout.slot(bucket, key)
                                .filter(slot -> VaultLayout.index(bucket, slot).equals(key))
                                .ifPresent(found::add);
                    }
                    return true;
                });
        return List.copyOf(found);
    }

    /** Goes over keys by pages, until there are none left or nobody wants more. */
    private void scan(String prefix, Predicate<String> goOn) {
        var after = "";
        while (true) {
            var page = store().list(vault.bucket(), prefix, after);
            for (var entry : page.entries()) {
                if (!goOn.test(entry.key())) {
                    return;
                }
            }
            if (!page.more() || page.entries().isEmpty()) {
                return;
            }
            after = page.entries().getLast().key();
        }
    }

    @Override
    public Optional<ManifestIndex> index(String bucket, Instant slot) {
        var key = VaultLayout.index(bucket, slot);
        return bytes(key).map(json -> ManifestJson.index(json, key));
    }

    @Override
    public Optional<ManifestIndex> newest(String bucket, Instant at) {
        return slots(bucket).stream()
                .filter(slot -> !slot.isAfter(at))
                .reduce((_, later) -> later)
                .flatMap(slot -> index(bucket, slot));
    }

    @Override
    public LineReader lines(ManifestIndex index, String after) {
        var cursor = cursor(index, after);
        var plain = VaultLayout.plain(index.bucket());
        return new LineReader() {
            @Override
            public Optional<ManifestLine> next() {
                while (cursor.next()) {
                    var line = cursor.line();
                    if (line.state() != LineState.LEFT) {
                        return Optional.of(line.line(plain));
                    }
                }
                return Optional.empty();
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    /**
     * The lines as they are written, those of objects that were left out among them.
     *
     * @param after only keys greater than this one; empty for all
     */
    public ManifestCursor cursor(ManifestIndex index, String after) {
        return cursor(index.bucket(), index.slot(), index.parts(), after);
    }

    /** The lines of parts that may not have an index yet. */
    public ManifestCursor cursor(
            String bucket, Instant slot, List<ManifestIndex.Part> parts, String after) {
        var folder = VaultLayout.manifest(bucket, slot);
        return new ManifestCursor(parts, folder, name -> part(folder + name), after);
    }

    private Spool part(String key) {
        return spooled(key)
                .orElseThrow(() -> new CloudException(Kind.NOT_FOUND, key + " is missing"));
    }

    /**
     * An object of the vault as a whole, however large, and little of it in memory.
     *
     * @return to be closed; empty if it is not there
     */
    public Optional<Spool> spooled(String key) {
        return read(
                key,
                in -> {
                    var spool = new Spool();
                    boolean whole = false;
                    try {
                        var buffer = new byte[1 << 14];
                        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                            spool.write(buffer, 0, read);
                            if (spool.size() > LONGEST_BYTES) {
                                throw tooLarge(key);
                            }
                        }
                        whole = true;
                        return spool;
                    } finally {
                        if (!whole) {
                            spool.close();
                        }
                    }
                });
    }

    /**
     * An object of the vault as a whole.
     *
     * @return empty if it is not there
     */
    public Optional<byte[]> bytes(String key) {
        return read(
                key,
                in -> {
                    var bytes = in.readNBytes(LONGEST_BYTES + 1);
                    if (bytes.length > LONGEST_BYTES) {
                        throw tooLarge(key);
                    }
                    return bytes;
                });
    }

    private static CloudException tooLarge(String key) {
        return new CloudException(Kind.REJECTED, key + " is larger than 64 MB");
    }

    private interface Read<T> {
        T from(InputStream in) throws IOException;
    }

    private <T> Optional<T> read(String key, Read<T> read) {
        try (var in = store().get(vault.bucket(), key, "")) {
            return Optional.of(read.from(in));
        } catch (IOException e) {
            throw new CloudException(
                    Kind.UNREACHABLE, "could not read " + key + ": " + e.getMessage(), e);
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<Instant> proven(String bucket, Instant slot) {
        var tags = store().tags(vault.bucket(), VaultLayout.index(bucket, slot), "");
        return Optional.ofNullable(tags.get(Ownership.PROVEN_TAG)).flatMap(VaultManifests::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            // somebody else's hand: what cannot be read proves nothing
            return Optional.empty();
        }
    }

    @Override
    public void prove(String bucket, Instant slot, Instant at) {
        var key = VaultLayout.index(bucket, slot);
        var tags = new TreeMap<>(store().tags(vault.bucket(), key, ""));
        tags.put(Ownership.PROVEN_TAG, at.toString());
        store().setTags(vault.bucket(), key, "", tags);
    }

    private ObjectStore store() {
        return stores.at(vault.region());
    }
}
