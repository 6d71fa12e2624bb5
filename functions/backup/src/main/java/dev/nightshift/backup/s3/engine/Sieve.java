package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.LineCursor;
import dev.nightshift.backup.s3.manifest.ManifestCursor;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps of some vault versions those that no manifest names. Versions are {@link Change}s whose key
 * is that of the vault.
 */
final class Sieve {
    /** Of copies under hashed keys, which are in no useful order: so many are held at once. */
    private static final int BATCH = 20_000;

    private final String plain;
    private final List<Supplier<ManifestCursor>> manifests;

    /**
     * @param manifests each may be asked more than once
     */
    Sieve(String bucket, List<Supplier<ManifestCursor>> manifests) {
        this.plain = VaultLayout.plain(bucket);
        this.manifests = List.copyOf(manifests);
    }

    /** Of versions of copies under their own keys: one pass over them and each manifest. */
    ChangeList plain(Supplier<Optional<Change>> versions) {
        if (manifests.isEmpty()) {
            return spooled(versions);
        }
        var left = pass(versions, manifests.getLast());
        for (int i = manifests.size() - 2; i >= 0; i--) {
            try (var before = left;
                    var reader = before.read()) {
                left = pass(reader::next, manifests.get(i));
            }
        }
        return left;
    }

    private ChangeList pass(
            Supplier<Optional<Change>> versions, Supplier<ManifestCursor> manifest) {
        try (var named = manifest.get();
                var out = new SpooledChanges.Writer()) {
            boolean there = named.next();
            for (var it = versions.get(); it.isPresent(); it = versions.get()) {
                var version = it.get();
                var key = version.key().substring(plain.length());
                while (there && KeyOrder.compare(named.line().key(), key) < 0) {
                    there = named.next();
                }
                if (!there || !names(named.line(), key, version.version())) {
                    out.add(version);
                }
            }
            while (there) {
                // the last parts, too, must be what the index says
                there = named.next();
            }
            return out.finish();
        }
    }

    /** A line without a version, of a vault that kept none, names them all. */
    private static boolean names(LineCursor line, String key, String version) {
        return line.key().equals(key)
                && (line.isEmpty(LineCursor.VAULT_VERSION)
                        || line.is(LineCursor.VAULT_VERSION, version));
    }

    private static ChangeList spooled(Supplier<Optional<Change>> versions) {
        try (var out = new SpooledChanges.Writer()) {
            for (var it = versions.get(); it.isPresent(); it = versions.get()) {
                out.add(it.get());
            }
            return out.finish();
        }
    }

    /** Of versions of copies under hashed keys. */
    void hashed(Supplier<Optional<Change>> versions, Consumer<Change> unnamed) {
        var batch = new ArrayList<Change>();
        for (var it = versions.get(); it.isPresent(); it = versions.get()) {
            batch.add(it.get());
            if (batch.size() == BATCH) {
                sift(batch, unnamed);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            sift(batch, unnamed);
        }
    }

    private void sift(List<Change> batch, Consumer<Change> unnamed) {
        Map<String, Set<String>> left = new HashMap<>();
        batch.forEach(it -> left.computeIfAbsent(it.key(), _ -> new HashSet<>()).add(it.version()));
        for (var manifest : manifests) {
            try (var lines = manifest.get()) {
                while (lines.next()) {
                    var line = lines.line();
                    if (!line.hasUsualPlace()) {
                        var key = line.vaultKey(plain);
                        if (line.isEmpty(LineCursor.VAULT_VERSION)) {
                            left.remove(key);
                        } else {
                            left.getOrDefault(key, new HashSet<>())
                                    .remove(line.text(LineCursor.VAULT_VERSION));
                        }
                    }
                }
            }
        }
        batch.stream()
                .filter(it -> left.getOrDefault(it.key(), Set.of()).contains(it.version()))
                .forEach(unnamed);
    }
}
