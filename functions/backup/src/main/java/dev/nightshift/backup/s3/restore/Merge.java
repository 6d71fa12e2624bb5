package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Manifests.LineReader;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.restore.S3RestorePlanner.InVault;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import java.util.Optional;

/**
 * The lines of a manifest, and beside each what the target has under its key and what the vault has
 * of it. All three come in key order, a page at a time. For one thread.
 */
final class Merge implements AutoCloseable {
    private final S3RestoreRequest request;
    private final ObjectStore vaultStore;
    private final LineReader lines;
    private final Cursor target;
    private final Optional<Cursor> vault;
    private final String plain;
    private int number;
    private String latest = "";

    /**
     * @param number counts the lines that are asked for, from 0
     */
    record Row(int number, ManifestLine line, Optional<Listed> there, InVault copy) {}

    Merge(ObjectStores stores, S3RestoreRequest request, boolean lookIntoVault) {
        this.request = request;
        this.vaultStore = stores.at(request.vault().region());
        this.plain = VaultLayout.plain(request.source());
        this.lines = request.lines().open(before(request.prefix()));
        var bucket = request.target();
        this.target =
                Cursor.objects(
                        stores.at(bucket.region()),
                        bucket.bucket(),
                        bucket.prefix() + request.prefix());
        this.vault =
                lookIntoVault
                        ? Optional.of(
                                Cursor.versions(
                                        vaultStore,
                                        request.vault().bucket(),
                                        plain + request.prefix()))
                        : Optional.empty();
    }

    /** A text that sorts before all that begin with the prefix, and not much before. */
    private static String before(String prefix) {
        return prefix.isEmpty()
                ? ""
                : prefix.substring(0, prefix.offsetByCodePoints(prefix.length(), -1));
    }

    /**
     * @return empty at the end
     * @throws IllegalStateException if the manifest is not in key order
     */
    Optional<Row> next() {
        while (true) {
            var line = lines.next();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            var key = line.get().key();
            if (!key.startsWith(request.prefix())) {
                if (KeyOrder.compare(key, request.prefix()) > 0) {
                    return Optional.empty();
                }
                continue;
            }
            if (number > 0 && KeyOrder.compare(key, latest) <= 0) {
                throw new IllegalStateException(
                        "the manifest is out of order at " + key + " after " + latest);
            }
            latest = key;
            return Optional.of(
                    new Row(
                            number++,
                            line.get(),
                            target.at(request.targetKey(key)),
                            inVault(line.get())));
        }
    }

    private InVault inVault(ManifestLine line) {
        var key = line.vaultKey();
        if (vault.isEmpty() || key.isEmpty() || (line.deleted() && !request.includeDeleted())) {
            return new InVault.Unseen();
        }
        if (!key.startsWith(plain)) { // of a long key: in no order that could be merged
            return vaultStore
                    .head(request.vault().bucket(), key, line.vaultVersion())
                    .<InVault>map(head -> new InVault.Present(head.storageClass()))
                    .orElseGet(InVault.Absent::new);
        }
        return vault.get()
                .version(key, line.vaultVersion())
                .<InVault>map(found -> new InVault.Present(found.storageClass()))
                .orElseGet(InVault.Absent::new);
    }

    /** Reads the target to the end; how many objects it has that no line asked for. */
    long others() {
        return target.skipAll();
    }

    @Override
    public void close() {
        lines.close();
    }
}
